import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Scopes of the org authorization server, `okta.<object>.<read|manage>`, and administrator roles. */
export const okta: CatalogueFile = {
  source: 'Okta management and governance API, OAuth 2.0 scopes and standard roles',
  licence: 'own work from API descriptions under Apache-2.0',
  read: '2026-11-28',
  vendors: ['okta'],
  sections: [
    {
      apis: '*',
      within: 'okta.*',
      worst: 0,
      rows: `
T0 admin mints: okta.agentPools.manage, okta.aiAgents.manage, okta.apiTokens.manage, okta.appGrants.manage,
  okta.apps.manage, okta.apps.interclientTrust.manage, okta.authenticators.manage, okta.authorizationServers.manage,
  okta.directories.groups.manage, okta.groups.manage, okta.identitySources.manage, okta.idps.manage,
  okta.inlineHooks.manage, okta.oauthIntegrations.manage, okta.policies.manage, okta.profileMappings.manage,
  okta.realms.manage, okta.realmAssignments.manage, okta.roles.manage, okta.schemas.manage, okta.serviceAccounts.manage,
  okta.serviceAccounts.okta.manage, okta.users.manage, okta.users.credentials.manage,
  okta.users.credentials.manageTemporaryAccessCode, okta.users.userprofile.manage, okta.governance.admin.manage,
  okta.governance.accessRequests.manage, okta.governance.entitlements.manage, okta.governance.collections.manage,
  okta.personal.adminSettings.manage, okta.orgs.manage, okta.governance.securityAccessReviews.admin.manage,
  okta.accessRequests.condition.manage, okta.userTypes.manage, okta.privilegedAccess.manage
T2 read: okta.users.read, okta.logs.read, okta.apiTokens.read, okta.apps.read, okta.roles.read, okta.groups.read,
  okta.sessions.read, okta.devices.read, okta.policies.read, okta.authorizationServers.read, okta.serviceAccounts.read,
  okta.serviceAccounts.okta.read, okta.aiAgents.read, okta.userRisk.read, okta.appGrants.read,
  okta.directories.groups.read, okta.governance.*.read, okta.accessRequests.*.read
T2 write: okta.sessions.manage, okta.support.cases.manage, okta.accessRequests.request.manage, okta.brands.manage,
  okta.templates.manage, okta.uischemas.manage, okta.captchas.manage
T3 read: okta.agentPools.read, okta.authenticators.read, okta.behaviors.read, okta.botProtection.read, okta.brands.read,
  okta.captchas.read, okta.customTelephonyProvider.read, okta.deviceAssurance.read, okta.deviceIntegrations.read,
  okta.devicePostureChecks.read, okta.domains.read, okta.dr.read, okta.emailDomains.read, okta.emailServers.read,
  okta.eventHooks.read, okta.features.read, okta.identitySources.read, okta.idps.read, okta.inlineHooks.read,
  okta.linkedObjects.read, okta.logStreams.read, okta.networkZones.read, okta.oauthIntegrations.read, okta.orgs.read,
  okta.principalRateLimits.read, okta.profileMappings.read, okta.pushProviders.read, okta.rateLimits.read,
  okta.realmAssignments.read, okta.realms.read, okta.schemas.read, okta.securityEventsProviders.read,
  okta.templates.read, okta.threatInsights.read, okta.trustedOrigins.read, okta.uischemas.read, okta.userTypes.read
T1 write: okta.*.manage
T2 read: okta.*.read
`,
    },
    {
      apis: 'okta, okta-*, okta org, admin role*, https://*.okta.com, https://*.oktapreview.com',
      worst: 0,
      rows: `
T0 admin mints: SUPER_ADMIN, ORG_ADMIN, APP_ADMIN, USER_ADMIN, API_ACCESS_MANAGEMENT_ADMIN, HELP_DESK_ADMIN,
  GROUP_MEMBERSHIP_ADMIN, WORKFLOWS_ADMIN, ACCESS_REQUESTS_ADMIN, Super Administrator, Organization Administrator,
  Application Administrator, Group Administrator, API Access Management Administrator, Help Desk Administrator,
  Group Membership Administrator, Workflows Administrator
T1 admin: ACCESS_CERTIFICATIONS_ADMIN, MOBILE_ADMIN, Mobile Administrator
T2 read: READ_ONLY_ADMIN, REPORT_ADMIN, Read Only Administrator, Report Administrator
`,
    },
  ],
};
