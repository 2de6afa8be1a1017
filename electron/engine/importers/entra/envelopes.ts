// What stands around the objects: answers and batches of Microsoft Graph, collections of several lists in one file,
// collectors' wrappers, and assessment reports.
import { isObject } from '#engine/importers/fields.ts';
import type { Item } from '#engine/importers/importer.ts';
import { stripped } from '#engine/importers/strip-secrets.ts';
import { graphForm } from './graph-form.ts';
import { shapes } from './objects.ts';

const collections = [
  'applications',
  'servicePrincipals',
  'users',
  'managedIdentities',
  'appRoleAssignments',
  'appRoleAssignedTo',
  'oauth2PermissionGrants',
  'agentIdentities',
  'agentIdentityBlueprints',
  'agentIdentityBlueprintPrincipals',
  'agentUsers',
  'roleAssignments',
  'roleDefinitions',
  'directoryRoles',
  'tokenLifetimePolicies',
];
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const reported = [
  'risky_applications',
  'risky_third_party_service_principals',
  'legacy_exchange_service_principal',
  'dedicated_exchange_hybrid_applications',
].flatMap((name) => [`$.${name}`, `$.Raw.${name}`]);

/** Objects by their id. */
const reportedById = new Set(
  ['privileged_users', 'privileged_service_principals'].flatMap((name) => [`$.${name}`, `$.Raw.${name}`]),
);

export const lists: readonly string[] = [
  '$[*]',
  '$.value[*]',
  '$.responses[*]',
  '$.data[*]',
  '$.CurrentPermissions[*]',
  ...collections.flatMap((name) => [`$.${name}[*]`, `$.${capital(name)}[*]`]),
  ...reported.map((name) => `${name}[*]`),
];
const isElement = new Set(lists);
/** PowerShell writes a list of one as the one. */
const isOnly = new Set(lists.map((pattern) => pattern.replace(/\[\*\]$/, '')));

interface Fault {
  readonly path: string;
  readonly fault: string;
}

/** The types that AzureHound's kinds stand for. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['AZApp', 'application'],
  ['AZServicePrincipal', 'servicePrincipal'],
  ['AZUser', 'user'],
  ['AZTenant', 'organization'],
]);

/** null: a member of the outermost object, or nothing that is read. */
export function unwrap(item: Item): readonly (Item | Fault)[] | null {
  const { pattern, value, path } = item;
  blankKeys(value);
  if (reportedById.has(pattern)) return isObject(value) ? byId(item, value) : [];
  if (isElement.has(pattern)) {
    if (pattern === '$.responses[*]' && isObject(value)) return answered(item, value);
    return isObject(value) && 'DedicatedHybridAppConfigured' in value ? hybrid(item, value) : [collected(item)];
  }
  return isOnly.has(pattern) && isObject(value) && Object.keys(value).length > 0
    ? [{ ...item, path: `${path}[0]`, pattern: `${pattern}[*]` }]
    : null;
}

const byId = (item: Item, value: Readonly<Record<string, unknown>>): readonly Item[] =>
  Object.entries(value).map(([id, one]) => ({
    ...item,
    path: `${item.path}[${JSON.stringify(id)}]`,
    value: isObject(one) ? { id, ...one } : one,
  }));

/** The application of its own that Exchange uses between cloud and premises, inside the answer whether there is one. */
function hybrid(item: Item, { Apps: apps }: Readonly<Record<string, unknown>>): readonly Item[] {
  const list = Array.isArray(apps) ? apps : isObject(apps) ? [apps] : [];
  return list.map((app, index) => ({ ...item, path: `${item.path}.Apps[${index}]`, value: app }));
}

/** One answer of a `$batch`: its context says what was asked. */
function answered(item: Item, { status, body }: Readonly<Record<string, unknown>>): readonly (Item | Fault)[] {
  const { path } = item;
  const code = Number(status);
  if (!(code >= 200 && code < 300)) {
    return [
      { path, fault: `was answered with status ${Number.isFinite(code) ? code : 'unknown'}: nothing of it is here` },
    ];
  }
  if (!isObject(body)) return [{ ...item, value: body ?? {}, asked: { method: 'GET', url: '' } }];
  const context = body['@odata.context'];
  const asked = { method: 'GET', url: typeof context === 'string' ? context : '' };
  const { value } = body;
  if (!Array.isArray(value)) return [{ ...item, path: `${path}.body`, value: body, asked }];
  return value.map((one, index) => ({ ...item, path: `${path}.body.value[${index}]`, value: one, asked }));
}

function collected(item: Item): Item {
  const { value } = item;
  if (!isObject(value) || !isObject(value['data'])) return item;
  const type = kinds.get(String(value['kind']));
  return type === undefined
    ? item
    : { ...item, value: { '@odata.type': `#microsoft.graph.${type}`, ...value['data'] } };
}

/** Does an object with these members only stand around others? */
export function isEnvelope(members: readonly string[]): boolean {
  const names = new Set(Object.keys(graphForm(Object.fromEntries(members.map((name) => [name, name])))));
  return !names.has('@odata.type') && !shapes.some((shape) => shape.every((name) => names.has(name)));
}

/** Blanks in place what only old tools or symmetric keys leave in clear. */
export function blankKeys(value: unknown): void {
  if (Array.isArray(value)) for (const inner of value) blankKeys(inner);
  if (!isObject(value)) return;
  for (const name in value) {
    const inner = value[name];
    if (/^passwordCredentials$/i.test(name)) blankMembers(inner, /^value$/i);
    else if (/^keyCredentials$/i.test(name)) blankMembers(inner, /^(?:key|value)$/i, /^symmetric$/i);
    else if (typeof inner === 'object') blankKeys(inner);
  }
}

function blankMembers(list: unknown, secret: RegExp, type?: RegExp): void {
  for (const one of Array.isArray(list) ? list : [list]) {
    if (!isObject(one)) continue;
    if (type !== undefined && !type.test(String(one['type'] ?? one['Type']))) continue;
    for (const name in one) if (secret.test(name) && one[name] !== null) Object.assign(one, { [name]: stripped });
  }
}
