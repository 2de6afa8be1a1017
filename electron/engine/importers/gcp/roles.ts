// Roles that let their holder become a service account, or let others become it (IAM, "Roles for service account authentication").
import type { Fields } from '#engine/importers/fields.ts';
import { scopesNamed } from '#engine/importers/gather/blank.ts';
import type { DelegationKind } from '#shared/model/delegation.ts';
import type { GrantedScope } from '#shared/model/grant.ts';
import type { Cloud } from './cloud.ts';

const api = 'iam.googleapis.com';

const powers: ReadonlyMap<string, DelegationKind> = new Map([
  ['roles/iam.serviceAccountTokenCreator', 'impersonate'],
  ['roles/iam.serviceAccountOpenIdTokenCreator', 'impersonate'],
  ['roles/iam.serviceAccountUser', 'impersonate'],
  ['roles/iam.workloadIdentityUser', 'impersonate'],
  ['roles/iam.serviceAccountKeyAdmin', 'grant_admin'],
  ['roles/iam.serviceAccountAdmin', 'grant_admin'],
  ['roles/iam.securityAdmin', 'grant_admin'],
  ['roles/resourcemanager.projectIamAdmin', 'grant_admin'],
  ['roles/resourcemanager.folderIamAdmin', 'grant_admin'],
  ['roles/resourcemanager.folderAdmin', 'grant_admin'],
  ['roles/resourcemanager.organizationAdmin', 'grant_admin'],
  // Editors may attach any account of the project to what they run; owners may besides hand out its roles.
  ['roles/editor', 'impersonate'],
  ['roles/owner', 'grant_admin'],
]);

const permissions: ReadonlyMap<string, DelegationKind> = new Map([
  ['iam.serviceAccountKeys.create', 'grant_admin'],
  ['iam.serviceAccounts.setIamPolicy', 'grant_admin'],
  ['iam.serviceAccounts.getAccessToken', 'impersonate'],
  ['iam.serviceAccounts.getOpenIdToken', 'impersonate'],
  ['iam.serviceAccounts.signBlob', 'impersonate'],
  ['iam.serviceAccounts.signJwt', 'impersonate'],
  ['iam.serviceAccounts.implicitDelegation', 'impersonate'],
  ['iam.serviceAccounts.actAs', 'impersonate'],
]);

/** Roles with more are written by nobody; a hostile file may hold them. */
const mostPermissions = 1_000;

const permissionsOf = (role: string, { roles }: Cloud): readonly string[] =>
  (roles.get(role)?.().texts('includedPermissions') ?? []).slice(0, mostPermissions);

/** Kinds of power over service accounts that a role gives. */
export function powersOf(role: string, cloud: Cloud): readonly DelegationKind[] {
  const power = powers.get(role);
  if (power !== undefined) return [power];
  const named = permissionsOf(role, cloud).map((permission) => permissions.get(permission));
  return [...new Set(named)].filter((kind) => kind !== undefined);
}

/** A custom role stands for its permissions, where the file defines it; every other role for itself. */
export function scopesOf(role: string, cloud: Cloud): readonly GrantedScope[] {
  const own = role.startsWith('roles/') ? [] : permissionsOf(role, cloud);
  return scopesNamed(own.length === 0 ? [role] : own, api);
}

/** `projects/p/roles/x`, as a binding names it. */
export const roleName = (fields: Fields): string => fields.plain('name');
