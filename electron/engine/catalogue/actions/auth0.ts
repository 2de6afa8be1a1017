import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** Tenant logs name each change that the Management API made, in a sentence; what it reads they leave out. */
export const auth0: ActionFile = {
  source: 'Auth0 documentation, log event types and Management API endpoints',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['auth0'],
  rows: `
seen *create a client* -> create:clients
seen *update a client*, *rotate a client secret* -> update:clients, update:client_keys
seen *delete a client* -> delete:clients
seen *create*client grant* -> create:client_grants
seen *update*client grant* -> update:client_grants
seen *delete*client grant* -> delete:client_grants
seen *create a user* -> create:users
seen *update a user* -> update:users, update:users_app_metadata
seen *delete a user* -> delete:users
seen *create a connection* -> create:connections
seen *update a connection* -> update:connections
seen *delete a connection* -> delete:connections
seen *create*action* -> create:actions
seen *update*action*, *deploy*action* -> update:actions
seen *delete*action* -> delete:actions
seen *create a role* -> create:roles
seen *assign*role*, *update a role* -> update:roles, create:role_members
seen *create a rule* -> create:rules
seen *update a rule* -> update:rules
seen *create*resource server* -> create:resource_servers
seen *update*resource server* -> update:resource_servers
seen *tenant settings* -> update:tenant_settings
seen *rotate*signing key* -> create:signing_keys, update:signing_keys
seen *refresh token*, sertft, seacft -> offline_access
`,
};
