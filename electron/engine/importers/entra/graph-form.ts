// Objects of the directory have the names and forms of Microsoft Graph, whatever tool wrote them: PowerShell writes names
// with a capital, an object where a list has one element, and what it has no type for under `AdditionalProperties`; older
// tools use the names of Azure AD Graph.
import { isObject } from '#engine/importers/fields.ts';

type Members = Readonly<Record<string, unknown>>;

/** Members that are lists in Microsoft Graph. */
const lists = new Set([
  'passwordCredentials', 'keyCredentials', 'federatedIdentityCredentials', 'federatedCredentials', 'requiredResourceAccess',
  'resourceAccess', 'appRoles', 'oauth2PermissionScopes', 'owners', 'sponsors', 'members', 'appRoleAssignments', 'appRoleAssignedTo',
  'oauth2PermissionGrants', 'tokenLifetimePolicies', 'appliesTo', 'permissions', 'audiences', 'identifierUris', 'servicePrincipalNames',
  'alternativeNames', 'tags', 'roles', 'redirectUris', 'replyUrls', 'allowedMemberTypes', 'verifiedDomains', 'definition', 'proxyAddresses',
  'otherMails', 'assignedRoles', 'targetResources', 'modifiedProperties', 'additionalDetails', 'signInEventTypes',
]); // biome-ignore format: a list of words

/** Names of Azure AD Graph and of the tools that were made for it. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['startDate', 'startDateTime'],
  ['endDate', 'endDateTime'],
  ['applicationId', 'appId'],
  ['appID', 'appId'],
  ['servicePrincipalID', 'servicePrincipalId'],
  ['oauth2Permissions', 'oauth2PermissionScopes'],
  ['odata.type', '@odata.type'],
  ['@odataType', '@odata.type'],
]);

const known = new Map<string, string>();

function nameOf(name: string): string {
  let plain = known.get(name);
  if (plain === undefined) {
    const small = /^[A-Z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
    plain = renamed.get(small) ?? small;
    if (known.size < 10_000) known.set(name, plain);
  }
  return plain;
}

const isAnnotation = (value: Members): boolean => 'DateTime' in value && 'value' in value;
const isCounted = (value: Members): value is Members & { readonly value: readonly unknown[] } =>
  Array.isArray(value['value']) && 'Count' in value;

function listOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  if (value === false || value === '') return [];
  if (!isObject(value)) return typeof value === 'string' ? [value] : value;
  if (isCounted(value)) return value.value.map(inner);
  return Object.keys(value).length === 0 ? [] : [inner(value)];
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  if (!isObject(value)) return value;
  // PowerShell's dates carry notes of the shell beside the time.
  if (isAnnotation(value)) return value['value'];
  return isCounted(value) ? value.value.map(inner) : graphForm(value);
}

/** A copy with Graph's names; where two names become one, Graph's own counts. */
export function graphForm(value: Members): Members {
  const form: Record<string, unknown> = {};
  for (const name in value) {
    const plain = nameOf(name);
    if (plain === 'additionalProperties' && isObject(value[name])) {
      for (const [other, told] of Object.entries(graphForm(value[name]))) form[other] ??= told;
    } else if (plain === name || form[plain] === undefined || form[plain] === null) {
      form[plain] = lists.has(plain) ? listOf(value[name]) : inner(value[name]);
    }
  }
  if (form['id'] === undefined && typeof form['objectId'] === 'string') form['id'] = form['objectId'];
  return form;
}
