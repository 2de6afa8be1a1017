import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** The System Log records every change of an object and every token that is issued, but not what is read through the API. */
export const okta: ActionFile = {
  source: 'Okta System Log, event types',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['okta'],
  rows: `
always user.lifecycle.*, user.account.*, user.import.*, user.credential.*, user.mfa.*, user.risk.*
  -> okta.users.manage, okta.users.credentials.*, okta.users.userprofile.manage, USER_ADMIN, SUPER_ADMIN, ORG_ADMIN
always user.account.*, user.mfa.*, user.credential.*, user.lifecycle.* -> HELP_DESK_ADMIN
always group.* -> okta.groups.manage, okta.directories.groups.manage, GROUP_MEMBERSHIP_ADMIN, SUPER_ADMIN, ORG_ADMIN
always application.*, app.user_management.*, app.generic.* -> okta.apps.manage, APP_ADMIN, SUPER_ADMIN
always application.lifecycle.*, application.user_membership.* -> okta.apps.manage, APP_ADMIN
always app.oauth2.admin.consent.*, app.oauth2.consent.* -> okta.appGrants.manage
always app.oauth2.as.*.create, app.oauth2.as.*.update, app.oauth2.as.*.delete, app.oauth2.as.lifecycle.*,
  app.oauth2.client.*, app.oauth2.key.*, app.oauth2.scope.*, app.oauth2.trusted_server.*
  -> okta.authorizationServers.manage, API_ACCESS_MANAGEMENT_ADMIN, SUPER_ADMIN
always system.api_token.* -> okta.apiTokens.manage, SUPER_ADMIN
always policy.* -> okta.policies.manage, SUPER_ADMIN
always iam.role.*, iam.resourceset.*, user.account.privilege.*, group.privilege.* -> okta.roles.manage, SUPER_ADMIN
always zone.*, network_zone.* -> okta.networkZones.manage
always system.idp.*, idp.* -> okta.idps.manage
always event_hook.* -> okta.eventHooks.manage
always inline_hook.* -> okta.inlineHooks.manage
always system.log_stream.*, log_stream.* -> okta.logStreams.manage
always device.* -> okta.devices.manage
always user.session.* -> okta.sessions.manage
always security.threat.*, security.behavior.* -> okta.threatInsights.manage, okta.behaviors.manage
always org.* -> okta.orgs.manage
always security.authenticator.* -> okta.authenticators.manage
always security.trusted_origin.*, trusted_origin.* -> okta.trustedOrigins.manage
always workload_principal.*, ai_agent.*, agent.* -> okta.aiAgents.manage
`,
};
