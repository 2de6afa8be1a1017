import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Permissions of the other Microsoft APIs, judged as those of Microsoft Graph are. */
export const microsoftApis: CatalogueFile = {
  source: 'AzurePrivilegedIAM, EAM planes of app roles; ScubaGear risk levels',
  licence: 'MIT (AzurePrivilegedIAM); CC0-1.0 (ScubaGear)',
  read: '2026-11-28',
  vendors: ['entra'],
  sections: [
    {
      apis: 'Office 365 Management APIs, c5393580-f805-4401-95e8-94b7a6ef2fc2',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 read: ActivityFeed.ReadDlp
T2 read: ActivityFeed.Read, ActivityReports.Read, Deprecated_ActivityReports.Read, Deprecated_ThreatIntelligence.Read,
  ServiceHealth.Read, ThreatIntelligence.Read
`,
    },
    {
      apis: 'Microsoft Teams Services, cc15fd57-2c6c-4117-a88c-83b1d56b4bbe',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 admin: user_impersonation
T1 write: Region.ReadWrite.All, Team.ReadWrite.All, TeamMember.ReadWrite.All
T2 read: AdminAppCatalog.Read.All, Region.Read.All, User.Read.All, UserLicense.Read.All
`,
    },
    {
      apis: 'SynchronizationServiceAppId, 6bf85cfa-ac8a-4be5-b5de-425a0d0dc016',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: ADSynchronization.ReadWrite.All
`,
    },
    {
      apis: 'WindowsDefenderATP, fc780465-2017-40d4-a0c5-307022471b92',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 admin: Library.Manage
T0 write: Alert.ReadWrite.All, Event.Write, IntegrationConfiguration.ReadWrite, Machine.CollectForensics,
  Machine.Isolate, Machine.LiveResponse, Machine.Offboard, Machine.ReadWrite.All, Machine.RestrictExecution,
  Machine.Scan, Machine.StopAndQuarantine, secop, SecurityConfiguration.ReadWrite.All, Ti.ReadWrite, Ti.ReadWrite.All
T2 read: AdvancedQuery.Read.All, Alert.Read.All, File.Read.All, Ip.Read.All, Machine.Read.All, readonly,
  RemediationTasks.Read.All, Score.Read.All, SecurityBaselinesAssessment.Read.All, SecurityConfiguration.Read.All,
  SecurityRecommendation.Read.All, Software.Read.All, Ti.Read.All, Url.Read.All, User.Read.All, Vulnerability.Read.All
`,
    },
    {
      apis: 'Viva Engage, 00000005-0000-0ff1-ce00-000000000000',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 write: Community.ReadWrite.All, EngagementConversation.Migration.All, EngagementConversation.ReadWrite.All,
  EngagementRole.ReadWrite.All, Notification.Send.All, Storyline.ReadWrite.All
T2 read: Analytics.Read.All, Community.Read.All, EngagementConversation.Read.All, EngagementRole.Read,
  EngagementRole.Read.All
`,
    },
    {
      apis: 'Microsoft Rights Management Services, 00000012-0000-0000-c000-000000000000',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: Content.DelegatedReader, Content.DelegatedWriter, Content.SuperUser, Content.Writer
T2 read: Application.Read.All
`,
    },
    {
      apis: 'Windows Azure Active Directory, Azure Active Directory Graph, https://graph.windows.net*, 00000002-0000-0000-c000-000000000000',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write mints: Application.ReadWrite.All, Application.ReadWrite.OwnedBy
T0 write: Device.ReadWrite.All, Directory.ReadWrite.All, Domain.ReadWrite.All
T1 read: Member.Read.Hidden
T2 read: Application.Read.All, Directory.Read.All, Policy.Read.All
`,
    },
    {
      apis: 'Office 365 Exchange Online, https://outlook.office*.com*, 00000002-0000-0ff1-ce00-000000000000',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 admin: Exchange.ManageAsApp, Exchange.ManageAsAppV2, full_access_as_app
T0 write: Mail.ReadWrite
T1 admin: EAS.AccessAsUser.All, EWS.AccessAsUser.All, Exchange.Manage, Exchange.ManageV2, IMAP.AccessAsUser.All,
  POP.AccessAsUser.All
T1 write: Calendars.ReadWrite.All, Contacts.ReadWrite, Exchange.AdminAPI.ManageAsApp, IMAP.AccessAsApp,
  Mail.ReadWrite.All, Mail.Send, Mail.Send.All, Mailbox.Migration, MailboxSettings.ReadWrite,
  Organization.ReadWrite.All, PeopleSettings.ReadWrite.All, POP.AccessAsApp, SMTP.Send, SMTP.SendAsApp
T1 read: Mail.Read, Mail.Read.All
T2 write: Calendars.ReadWrite, Calendars.ReadWrite.Shared, Contacts.ReadWrite.All, Group.ReadWrite.All,
  Mail.ReadWrite.Shared, Tasks.ReadWrite
T2 read: Calendars.Read, Calendars.Read.All, Contacts.Read, Contacts.Read.All, Mail.Read.Shared, Organization.Read.All,
  PeopleSettings.Read.All, Place.Read.All, ReportingWebService.Read.All, User.Read.All, User.ReadBasic.All
T3 read: Mail.ReadBasic, MailboxSettings.Read, Tasks.Read
`,
    },
    {
      apis: 'Windows365AppId, 0af06dc6-e4b5-4f28-818e-e78e62d137a5',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: CloudPC.PartnerReadWrite.All
T1 write: EndUser.Access
`,
    },
    {
      apis: 'Log Analytics API, ca7f3f0b-7d91-482c-8e09-c5d840d0eac5',
      worst: 1,
      spelling: 'last part',
      rows: `
T2 read: Data.Read
`,
    },
    {
      apis: 'Microsoft Intune API, c161e42e-d4df-4a3d-9b42-e7a3c31f59d4',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 admin: manage_partner_compliance_policy
T1 write: pfx_cert_provider, scep_challenge_provider, send_data_usage, update_device_attributes, update_device_health
T2 read: get_data_warehouse, get_device_compliance
`,
    },
    {
      apis: 'Azure Advanced Threat Protection, 7b7531ad-5926-4f2d-8a1d-38495ad33e17',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: Identity.PrivilegeAccountActions, Identity.PrivilegeAccountTagging
`,
    },
    {
      apis: 'Azure AD Identity Governance Insights, 58c746b0-a0b0-4647-a8f6-12dde5981638',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 write: Subscriptions.ReadWrite
T2 read: Insights.Read.AccessRecommendation, Insights.Read.All, Insights.Read.SignIn, Subscriptions.Read
`,
    },
    {
      apis: 'Office 365 SharePoint Online, 00000003-0000-0ff1-ce00-000000000000',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 admin: AllSites.FullControl, Sites.FullControl.All
T0 write: AllSites.Write, Sites.ReadWrite.All, User.ReadWrite.All
T1 admin: AllSites.Manage, ProjectWebApp.FullControl, SharePointCrossTenantMigration.Manage.All, Sites.Manage.All
T1 write: Migration.ReadWrite.All, OneDrive.Provision.All, SharePointTenantSettings.ReadWrite.All, Sites.Selected,
  SitesMetadataAdmin.ReadWrite.All, TenantReports.ReadWrite.All, TermStore.ReadWrite.All
T1 read: Sites.Read.All
T2 read: AllSites.Read, Migration.Read.All, SharePointCrossTenantMigration.Read.All, SharePointTenantSettings.Read.All,
  SitesMetadataAdmin.Read.All, TenantReports.Read.All, TermStore.Read.All, User.Read.All
`,
    },
    {
      apis: 'Microsoft password reset service, 93625bc8-bfe2-437a-97e0-3d0060024faa',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: PasswordWriteback.OffboardClient.All, PasswordWriteback.RefreshClient.All,
  PasswordWriteback.RegisterClientVersion.All
`,
    },
    {
      apis: 'Azure Purview, 73c2949e-da2d-457a-9607-fcc665198967',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 write: Purview.ApplicationAccess
`,
    },
    {
      apis: 'Power BI Service, 00000009-0000-0000-c000-000000000000',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: Tenant.ReadWrite.All
T1 write: Capacity.ReadWrite.All, Connection.ReadWrite.All, Content.Create, Dashboard.ReadWrite.All,
  Dataflow.ReadWrite.All, Dataset.ReadWrite.All, Gateway.ReadWrite.All, Item.ReadWrite.All, Pipeline.Deploy,
  Pipeline.ReadWrite.All, Report.ReadWrite.All, StorageAccount.ReadWrite.All, UserState.ReadWrite.All,
  Workspace.ReadWrite.All
T1 read: Tenant.Read.All
T2 read: Connection.Read.All, Dashboard.Read.All, Dataflow.Read.All, Dataset.Read.All, Gateway.Read.All, Item.Read.All,
  Pipeline.Read.All, Report.Read.All, StorageAccount.Read.All, Workspace.Read.All
T3 read: App.Read.All, Capacity.Read.All
`,
    },
    {
      apis: 'Verifiable Credentials Service Request, 3db474b9-6a0c-4840-96ac-1fceb342124f',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 write: VerifiableCredential.Create.All, VerifiableCredential.Create.IssueRequest,
  VerifiableCredential.Create.PresentRequest
`,
    },
    {
      apis: 'Verified ID STS Controller, 688413c8-5319-43e1-9a0e-42f49da53686',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 write: VerifiedId.PerformCallback.Presentation, VerifiedId.Sign.VerifiablePresentationRequest
T1 read: VerifiedId.GetKeys.DefaultDid
`,
    },
    {
      apis: 'Azure DevOps, 499b84ac-1321-427f-aa17-267ca6975798',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 write: vso.loadtest, vso.loadtest_write
`,
    },
    {
      apis: 'Dataverse, 00000007-0000-0000-c000-000000000000',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 admin: user_impersonation
`,
    },
    {
      apis: 'PowerApps Service, 475226c6-020e-4fb2-8a90-7a972cbfc1d4',
      worst: 1,
      spelling: 'last part',
      rows: `
T2 write: User
`,
    },
    {
      apis: 'Microsoft Flow Service, 7df0a125-d3be-4c96-aa54-591f83ff541c',
      worst: 1,
      spelling: 'last part',
      rows: `
T1 admin: Flows.Manage.All
T2 admin: Approvals.Manage.All
T2 write: Flows.Write.Plans
T2 read: Flows.Read.All, Flows.Read.Plans
T3 read: Approvals.Read.All
`,
    },
    {
      // An API of which the export has but an id may be any: Microsoft Graph, too.
      apis: '*-*-*-*-*',
      worst: 0,
      rows: '',
    },
  ],
};
