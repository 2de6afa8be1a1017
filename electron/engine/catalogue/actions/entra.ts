import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** The audit log of Entra ID records every change of the directory; what is read through Microsoft Graph is recorded nowhere but in its own activity log. */
export const entra: ActionFile = {
  source: 'Microsoft Entra audit log, activities',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['entra'],
  rows: `
always Add application*, Update application*, Delete application*, Add owner to application*, Restore application*
  -> Application.ReadWrite.*, Application.ReadUpdate.All, Directory.ReadWrite.All, Application Administrator,
  Cloud Application Administrator, Application Developer, Global Administrator
always Add service principal*, Update service principal*, Remove service principal*, Add owner to service principal*
  -> Application.ReadWrite.*, Directory.ReadWrite.All, Application Administrator, Cloud Application Administrator,
  Global Administrator
always Add app role assignment*, Remove app role assignment*
  -> AppRoleAssignment.ReadWrite.All, Directory.ReadWrite.All, Global Administrator, Privileged Role Administrator,
  Application Administrator, Cloud Application Administrator
always Add delegated permission grant*, Remove delegated permission grant*, Consent to application*
  -> DelegatedPermissionGrant.ReadWrite.All, Directory.ReadWrite.All, Application Administrator,
  Cloud Application Administrator, Global Administrator
always *member to role*, *member from role*, *eligible member*, *role definition*, *role assignment*
  -> RoleManagement.ReadWrite.*, RoleAssignmentSchedule.ReadWrite.*, RoleEligibilitySchedule.ReadWrite.*,
  Global Administrator, Privileged Role Administrator
always Add user*, Update user*, Delete user*, Restore user*, Hard Delete user*, Disable account*, Enable account*
  -> User.ReadWrite.*, User.ReadUpdate.All, User.Create, User.ManageIdentities.All, User.EnableDisableAccount.All,
  User.DeleteRestore.All, Directory.ReadWrite.All, User Administrator, Directory Writers, Global Administrator
always Reset *password*, Change *password* -> User-PasswordProfile.ReadWrite.All, UserAuthMethod-Password.ReadWrite.All,
  Password Administrator, Helpdesk Administrator, User Administrator, Authentication Administrator,
  Privileged Authentication Administrator, Global Administrator
always *security info*, *authentication method*, *StrongAuthentication* -> UserAuthenticationMethod.ReadWrite*,
  UserAuthMethod-*.ReadWrite.All, Authentication Administrator, Privileged Authentication Administrator
always Invite *user* -> User.Invite.All, Guest Inviter
always Add member to group*, Remove member from group*, Add owner to group*, Remove owner from group*
  -> GroupMember.ReadWrite.All, Group.ReadWrite.All, Directory.ReadWrite.All, Groups Administrator, Global Administrator
always Add group*, Update group*, Delete group*, Create group* -> Group.ReadWrite.All, Group.Create,
  Directory.ReadWrite.All, Groups Administrator, Global Administrator
always *conditional access policy* -> Policy.ReadWrite.ConditionalAccess, Conditional Access Administrator,
  Security Administrator, Global Administrator
always *policy* -> Policy.ReadWrite.*, Security Administrator, Global Administrator
always *device* -> Device.ReadWrite.All, Directory.ReadWrite.All, Cloud Device Administrator
always *domain* -> Domain.ReadWrite.All, Domain Name Administrator, Global Administrator
always *agent identity* -> AgentIdentity.ReadWrite.*, AgentIdentity.CreateAsManager, AgentIdentityBlueprint.*,
  Agent ID Administrator
always *access package*, *access review* -> EntitlementManagement.ReadWrite.All, AccessReview.ReadWrite.*,
  Identity Governance Administrator
seen GET *users* -> User.Read*, User.ReadBasic.All, Directory.Read*, User.ReadWrite.*
seen GET *groups* -> Group.Read*, GroupMember.Read*, Directory.Read*
seen GET *applications*, GET *servicePrincipals* -> Application.Read*, Directory.Read*
seen GET *messages*, GET *mailFolders* -> Mail.Read*
seen POST *sendMail* -> Mail.Send
seen GET *drive*, GET *drives* -> Files.Read*, Sites.Read*
seen GET *auditLogs* -> AuditLog.Read.All
seen GET *events*, GET *calendar* -> Calendars.Read*
seen GET *devices* -> Device.Read.All, Directory.Read*
seen Microsoft.Authorization/roleAssignments/* -> Owner, User Access Administrator,
  Role Based Access Control Administrator
seen */write, */delete, */action -> Owner, Contributor, * Contributor
seen */write, */delete, */action, */read -> =
`,
};
