// The APIs whose permissions are granted, by the names that Microsoft gives them.
import type { Directory } from './directory.ts';
import { graphAppRoles } from './graph-app-roles.ts';
import { microsoftAppRoles } from './microsoft-app-roles.ts';

const graphApi = 'Microsoft Graph';
export const directoryApi = 'Microsoft Entra ID';
export const azureApi = 'Azure Resource Manager';

const byAppId: ReadonlyMap<string, string> = new Map([
  ['00000003-0000-0000-c000-000000000000', graphApi],
  ['00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory'],
  ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'],
  ['00000003-0000-0ff1-ce00-000000000000', 'Office 365 SharePoint Online'],
  ['c5393580-f805-4401-95e8-94b7a6ef2fc2', 'Office 365 Management APIs'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Windows Azure Service Management API'],
  ['cfa8b339-82a2-471a-a3c9-0fc0be7a4093', 'Azure Key Vault'],
]);
const ownNames = new Set(byAppId.values());

/** Tenants of Microsoft itself, which owns the apps that come with every tenant. */
const microsoft = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47']);
export const isMicrosoft = (tenantId: string): boolean => microsoft.has(tenantId);

/** Anybody may call an app as Microsoft calls its own: such a name counts only for Microsoft's. */
const nameFor = (appId: string, displayName: string): string =>
  byAppId.get(appId) ?? (displayName === '' || ownNames.has(displayName) ? appId : displayName);

/** `resourceId`: object id of the API's service principal; `told`: what the grant calls it. */
export function apiOf(resourceId: string, told: string, directory: Directory): string {
  const resource = directory.resources.get(resourceId);
  if (resource !== undefined) return nameFor(resource.appId, resource.name || told);
  const name = told || directory.apiNames.get(resourceId);
  if (name === undefined) directory.dangling.add(resourceId);
  return name ?? resourceId;
}

/** An API that is not in the file is known by the name that a grant gives it, or by a role that only it has. */
export function learnApi(resourceId: string, told: string, roleId: string, { apiNames }: Directory): void {
  const name = graphAppRoles.has(roleId) ? graphApi : told;
  if (resourceId !== '' && name !== '' && !apiNames.has(resourceId)) apiNames.set(resourceId, name);
}

export const nobody = '00000000-0000-0000-0000-000000000000';

/** null: neither the file nor Microsoft's list names it. */
export function appRoleName(resourceId: string, roleId: string, api: string, { roles }: Directory): string | null {
  if (roleId === nobody) return 'default access';
  const own = roles.get(resourceId)?.get(roleId);
  if (own !== undefined) return own;
  // A list of roles that is there is the whole list, but for those that Microsoft withdrew.
  const isForeign = roles.has(resourceId) && api !== graphApi;
  return isForeign ? null : (graphAppRoles.get(roleId) ?? microsoftAppRoles.get(roleId) ?? null);
}
