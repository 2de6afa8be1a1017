// Keycloak writes its events in several forms; here each becomes the form of the admin API.
import { isObject } from '#engine/importers/fields.ts';
import { stripped, stripSecrets } from '#engine/importers/strip-secrets.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Columns of EVENT_ENTITY and ADMIN_EVENT_ENTITY → members of EventRepresentation and AdminEventRepresentation. */
const columns: ReadonlyMap<string, string> = new Map([
  ['event_time', 'time'],
  ['admin_event_time', 'time'],
  ['client_id', 'clientId'],
  ['user_id', 'userId'],
  ['realm_id', 'realmId'],
  ['session_id', 'sessionId'],
  ['ip_address', 'ipAddress'],
  ['details_json', 'details'],
  ['details_json_long_value', 'details'],
  ['operation_type', 'operationType'],
  ['resource_type', 'resourceType'],
  ['resource_path', 'resourcePath'],
]);
const authColumns: ReadonlyMap<string, string> = new Map([
  ['auth_realm_id', 'realmId'],
  ['auth_client_id', 'clientId'],
  ['auth_user_id', 'userId'],
]);

/** `type="LOGIN", realmId="r", …`, as the listener `jboss-logging` writes it. */
const pair = /([A-Za-z_][\w.]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
const topLevel = new Set([
  'type', 'realmId', 'realmName', 'clientId', 'userId', 'sessionId', 'ipAddress', 'error', 'operationType',
  'resourceType', 'resourcePath',
]); // biome-ignore format: a list of words

/** null: it is no event. */
export function eventIn(raw: Raw, fingerprint: (secret: string) => string): Raw | null {
  const plain =
    'loggerName' in raw && typeof raw['message'] === 'string' ? fromLine(raw, raw['message']) : fromRow(raw);
  return plain === null ? null : withTextsParsed(plain, fingerprint);
}

function fromLine(raw: Raw, message: string): Raw | null {
  if (!/^org\.keycloak\.events\b/.test(String(raw['loggerName']))) return null;
  const members: Record<string, unknown> = { time: raw['timestamp'] };
  const details: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of message.matchAll(pair)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    if (value === 'null') continue;
    if (topLevel.has(name)) members[name] = value;
    else details[name] = value;
  }
  const { clientId, userId, realmId, ipAddress, ...rest } = members;
  if (!('operationType' in members)) return { ...members, details };
  return { ...rest, realmId, authDetails: { realmId, clientId, userId, ipAddress } };
}

function fromRow(raw: Raw): Raw {
  const names = Object.keys(raw);
  if (!names.some((name) => /^(?:admin_)?event_time$/i.test(name))) return raw;
  const members: Record<string, unknown> = {};
  const auth: Record<string, unknown> = {};
  for (const name of names) {
    const value = raw[name];
    if (value === '' || value === null || value === undefined) continue;
    const plain = name.toLowerCase();
    const own = authColumns.get(plain);
    if (own !== undefined) auth[own] = value;
    else members[columns.get(plain) ?? plain] = value;
  }
  return Object.keys(auth).length > 0 ? { ...members, authDetails: auth } : members;
}

/** `representation` and the columns `details` are JSON in a text, where a secret would pass unseen. */
function withTextsParsed(event: Raw, fingerprint: (secret: string) => string): Raw {
  const parsed: Record<string, unknown> = { ...event };
  for (const name of ['representation', 'details']) {
    const text = parsed[name];
    if (typeof text === 'string' && text !== '') parsed[name] = jsonIn(text);
  }
  stripSecrets(parsed, fingerprint);
  return parsed;
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // `value` at the outermost is what a CredentialRepresentation holds: the new password itself.
    if (isObject(value) && 'value' in value) return { ...value, value: stripped };
    // A role or a credential that is a bare text says nothing that may be kept.
    return isObject(value) || Array.isArray(value) ? value : 'not an object: left out';
  } catch {
    return 'not valid JSON: left out';
  }
}
