import type { Entry, EntryTable } from './entry.ts';
import { entries } from './entry.ts';

/** Application permissions of Microsoft Graph with which a holder reaches control of the tenant. */
const takeover: EntryTable = entries('Microsoft Graph permissions reference; permissions that lead to tenant control', [
  ['Application.ReadWrite.All', 0, 'admin', 'mints'],
  ['Application.ReadWrite.OwnedBy', 0, 'write', 'mints'],
  ['AppRoleAssignment.ReadWrite.All', 0, 'admin', 'mints'],
  ['RoleManagement.ReadWrite.Directory', 0, 'admin', 'mints'],
  ['Directory.ReadWrite.All', 0, 'admin', 'mints'],
  ['DelegatedPermissionGrant.ReadWrite.All', 0, 'admin', 'mints'],
  ['Policy.ReadWrite.PermissionGrant', 0, 'admin', 'mints'],
  ['UserAuthenticationMethod.ReadWrite.All', 0, 'admin', 'mints'],
  ['AgentIdentity.ReadWrite.All', 0, 'admin', 'mints'],
  ['Group.ReadWrite.All', 0, 'write', 'mints'],
  ['User.ReadWrite.All', 0, 'write', 'mints'],
  ['Mail.ReadWrite', 1, 'write'],
  ['Mail.Send', 1, 'write'],
  ['Mail.Read', 1, 'read'],
  ['Files.Read.All', 1, 'read'],
  ['Files.ReadWrite.All', 1, 'write'],
  ['Sites.FullControl.All', 1, 'admin'],
  ['User.Read', 3, 'read'],
]);

const source = 'Microsoft Graph permissions reference, by the verb in the name';

export const isGraph = (api: string): boolean =>
  api === 'Microsoft Graph' || api === 'https://graph.microsoft.com' || api === '00000003-0000-0000-c000-000000000000';

/** null: the name does not follow `Object.Verb[.Constraint]`. */
export function graphPermission(scope: string): Entry | null {
  const known = takeover.get(scope);
  if (known !== undefined) return known;
  const verb = scope.split('.')[1] ?? '';
  if (verb.startsWith('ReadWrite') || verb === 'Create' || verb === 'Send' || verb === 'Manage')
    return { tier: 1, verb: 'write', mints: false, source };
  if (verb === 'FullControl') return { tier: 1, verb: 'admin', mints: false, source };
  if (verb.startsWith('Read')) return { tier: scope.endsWith('.All') ? 2 : 3, verb: 'read', mints: false, source };
  return null;
}
