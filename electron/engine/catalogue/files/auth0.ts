import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/**
 * `verb:object` of the Management API. Objects through which somebody adds credentials, grants or identities, or changes
 * how people sign in, are T0 to write; reading what yields secrets is T1, reading people and what they did T2.
 */
export const auth0: CatalogueFile = {
  source: 'Auth0 Management API v2, scopes by object and verb',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['auth0'],
  sections: [
    {
      apis: '*/api/v2, */api/v2/, api/v2, Auth0 Management API',
      worst: 0,
      rows: `
T0 write mints: create:client_credentials, update:client_credentials, create:client_grants, update:client_grants,
  create:client_keys, update:client_keys, create:clients, update:clients, create:users, update:users,
  create:users_app_metadata, update:users_app_metadata, create:roles, update:roles, create:role_members,
  update:role_members, create:connections, update:connections, update:connections_options, create:connections_keys,
  update:connections_keys, create:actions, update:actions, create:rules, update:rules, create:hooks, update:hooks,
  create:agents, update:agents, create:signing_keys, update:signing_keys, create:custom_signing_keys,
  update:custom_signing_keys, create:encryption_keys, update:encryption_keys, create:organization_member_roles,
  update:organization_member_roles, create:organization_client_grants, create:organization_clients,
  update:organization_clients, create:organization_group_roles, create:group_roles, update:groups, create:groups,
  update:group_members, create:group_members, create:user_tickets, create:scim_token, create:tenant_invitations,
  update:tenant_invitations, update:tenant_members, update:tenant_settings, create:authentication_methods,
  update:authentication_methods, create:device_credentials, update:device_credentials, create:token_exchange_profiles,
  update:token_exchange_profiles, create:sso_access_tickets, create:organization_connections,
  update:organization_connections, create:flows_vault_connections, update:flows_vault_connections,
  create:resource_servers, update:resource_servers, update:triggers
T0 delete: delete:client_credentials, delete:client_grants, delete:client_keys, delete:clients, delete:users,
  delete:users_app_metadata, delete:roles, delete:role_members, delete:connections, delete:actions, delete:rules,
  delete:hooks, delete:agents, delete:encryption_keys, delete:custom_signing_keys, delete:tenants,
  delete:tenant_members, delete:owners, delete:organization_member_roles, delete:resource_servers,
  delete:authentication_methods, delete:guardian_enrollments
T1 admin: run:*
T1 read: read:client_keys, read:client_credentials, read:connections_options, read:connections_keys,
  read:encryption_keys, read:signing_keys, read:custom_signing_keys, read:user_idp_tokens,
  read:federated_connections_tokens, read:scim_token, read:flows_vault, read:flows_vault_connections
T2 read: read:users, read:users_app_metadata, read:user_metadata, read:logs, read:logs_users, read:log_streams,
  read:grants, read:sessions, read:refresh_tokens, read:device_credentials, read:authentication_methods,
  read:organization_members, read:organization_member_roles, read:organization_invitations, read:role_members,
  read:group_members, read:groups, read:clients, read:client_grants, read:connections, read:actions, read:rules,
  read:hooks, read:roles, read:tenant_members, read:tenant_invitations, read:events, read:event_deliveries,
  read:flows_executions, read:guardian_enrollments, read:user_custom_blocks, read:anomaly_blocks, read:agents,
  read:account
T2 write: blacklist:tokens, create:test_email_dispatch, create:passwords_checking_job
T2 delete: delete:sessions, delete:refresh_tokens, delete:grants, delete:device_credentials, delete:anomaly_blocks,
  delete:user_custom_blocks, delete:federated_connections_tokens
T3 read: read:branding, read:prompts, read:stats, read:insights, read:email_templates, read:email_provider,
  read:custom_domains, read:resource_servers, read:tenant_settings, read:organizations, read:organizations_summary,
  read:organization_connections, read:attack_protection, read:guardian_factors, read:mfa_policies, read:limits,
  read:entitlements, read:rules_configs, read:shields, read:triggers, read:phone_templates, read:phone_providers,
  read:forms, read:flows, read:checks, read:entity_counts, read:rate_limit_policies, read:network_acls,
  read:self_service_profiles, read:user_attribute_profiles, read:connection_profiles, read:event_streams,
  read:scim_config, read:security_metrics, read:vdcs_templates
T1 write: create:*, update:*, blacklist:*
T1 delete: delete:*
T2 read: read:*
`,
    },
  ],
};
