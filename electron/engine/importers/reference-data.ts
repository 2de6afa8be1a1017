// Lists about a vendor's product and not about anybody's tenant. They lie beside exports and speak of no identity.
import type { Head } from './importer.ts';

interface ReferenceList {
  /** Names that its objects or columns all have. */
  readonly names: readonly string[];
  /** What must stand in its text beside them. */
  readonly text?: RegExp;
  readonly what: string;
}

const permissions = 'a list of permissions that Microsoft’s APIs offer';
const tiers = 'a list of how sensitive permissions of Microsoft are';

const lists: readonly ReferenceList[] = [
  { names: ['AppId', 'AppDisplayName', 'AppOwnerOrganizationId', 'Source'], what: 'a list of Microsoft’s own apps' },
  { names: ['AllowedMemberTypes', 'Description', 'Origin', 'Value'], what: permissions },
  { names: ['AdminConsentDescription', 'UserConsentDescription', 'Value'], what: permissions },
  { names: ['AdminConsentDisplayName', 'Value'], what: permissions },
  { names: ['Id', 'Value', 'DisplayName', 'Description'], text: /\b\w+\.Read(?:Write)?(?:\.\w+)*"?[,;\t]/, what: permissions },
  { names: ['ResourceDisplayName', 'RoleId', 'RoleDisplayName'], what: permissions },
  { names: ['00000003-0000-0000-c000-000000000000'], text: /"(?:appRoles|oauth2PermissionScopes)"/, what: permissions },
  { names: ['Category', 'EAMTierLevelName'], what: tiers },
  { names: ['RoleId', 'RoleName', 'isPrivileged', 'RolePermissions'], what: tiers },
  { names: ['permissions', 'resources'], text: /"resources"\s*:\s*\{\s*"[0-9a-f-]{36}"\s*:\s*"/, what: tiers },
  { names: [], text: /^- name: [^\n]+\n {2}(?:[^\n]+\n {2})*accounts: ?\[/m, what: 'a list of AWS accounts of vendors' },
]; // biome-ignore format: a table

/** What list it is, and that nothing of it belongs in the inventory; null where it is none of them. */
export function referenceData(head: Head): string | null {
  const names = new Set([...head.members, ...head.columns]);
  const found = lists.find(
    (list) => list.names.every((name) => names.has(name)) && (list.text === undefined || list.text.test(head.text)),
  );
  return found === undefined ? null : `${found.what}: it speaks of no identity`;
}
