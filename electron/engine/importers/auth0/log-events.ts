// One event of the tenant log: who did what to which object, and was it let.
import { Fields, isObject } from '#engine/importers/fields.ts';
import { circumstances, networkOf } from '#engine/importers/gather/circumstances.ts';
import { secretsIn, secretsUnder } from '#engine/importers/request-secrets.ts';
import type { Activity, Decision, Signal } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';

type Party = NonNullable<Activity['client']>;
type IdOf = (namespace: 'client' | 'user', externalId: string) => IdentityId;
type Raw = Readonly<Record<string, unknown>>;

const isEvent = (value: Raw): boolean => typeof value['type'] === 'string' && 'date' in value;

/** The event itself: streams put it into `data`, EventBridge that into `detail`, Splunk into `event`. */
export function eventIn(value: Raw): Raw {
  let inner = value;
  for (const name of ['detail', 'event', 'data']) {
    const next = inner[name];
    if (!isEvent(inner) && isObject(next)) inner = next;
  }
  return inner;
}

/** Failed exchanges, logins and calls begin with an f; the flows and forms of the same name end in what became of them. */
const failed =
  /^f(?!lows_|orms_)|^(?:flows|forms)_\w+_failed$|^limit_|^(?:signup_|reset_)?pwd_leak$|^api_limit$|^cls?f$|_rejected$/;
/** Exchanges of a secret, a refresh token or another token: nobody sits at the screen. */
const unattendedExchange = /^[sf]e(?:ccft|rtft|rrft|cte|tem|fccft)/;
const machine = /@clients$/;
const verbs: ReadonlyMap<string, string> = new Map([
  ['get', 'read'],
  ['head', 'read'],
  ['post', 'create'],
  ['put', 'update'],
  ['patch', 'update'],
  ['delete', 'delete'],
]);

export function activityOf(event: Fields, at: Instant, idOf: IdOf): Activity {
  const type = event.plain('type');
  const request = event.object('details')?.object('request') ?? null;
  const auth = request?.object('auth') ?? null;
  const person = auth?.object('user') ?? null;
  const userId = person?.plain('user_id') || event.plain('user_id');
  const userName = person?.plain('name') || event.plain('user_name') || person?.plain('email') || userId;
  const isPerson = userName !== '' && !machine.test(userId) && !/^[sf]e(?:ccft|fccft)/.test(type);
  const isApi = type === 'sapi' || type === 'fapi' || type === 'mgmt_api_read';
  const clientId = event.plain('client_id') || (machine.test(userId) ? userId.replace(machine, '') : '');
  const scopes = typeof event.raw('scope') === 'string' ? event.plain('scope') : (event.texts('scope') ?? []).join(' ');
  const status = event.object('details')?.object('response')?.number('statusCode');
  const refused = typeof status === 'number' && status >= 400;
  const decision: Decision = failed.test(type) || refused ? 'denied' : 'allowed';
  const reasons = [
    messageIn(event),
    isApi && event.plain('description') === '' ? '' : event.plain('description'),
    refused ? String(status) : '',
    scopes && `scopes ${scopes}`,
  ];
  return {
    at,
    human: isPerson ? party(idOf, 'user', userId, userName) : null,
    // A call of the management API is a person's own only where that person's session made it.
    humanLive: isPerson && (isApi ? person !== null : !unattendedExchange.test(type)),
    agents: [],
    client: clientId === '' ? null : party(idOf, 'client', clientId, event.plain('client_name') || clientId),
    action: isApi && request !== null ? apiAction(request) || type : type,
    object: request?.plain('path') || event.plain('audience') || event.plain('connection'),
    decision,
    reason: [...new Set(reasons)].filter((reason) => reason !== '').join('; '),
    trace: event.plain('session_id') || auth?.object('credentials')?.plain('jti') || logId(event),
    ...circumstances({
      address: event.plain('ip') || (request?.plain('ip') ?? ''),
      network: networkOf('', event.object('location_info')?.plain('country_code') ?? ''),
      userAgent: event.plain('user_agent') || (request?.plain('userAgent') ?? ''),
      // A custom exchange names no actor.
      signals: [...signalsOf(request), isPerson && clientId !== '' && type === 'secte' && 'impersonation'],
    }),
  };
}

/** The dashboard calls the API in the name of whoever sits before it. */
function signalsOf(request: Fields | null): readonly (Signal | false)[] {
  if (request === null) return [];
  const query = request.raw('query');
  return [
    ...secretsIn(request.plain('path')),
    ...(isObject(query) ? secretsUnder(Object.keys(query), (name) => query[name]) : []),
    request.plain('channel').startsWith('https://manage.') && 'console',
  ];
}

export const logId = (event: Fields): string => event.plain('log_id') || event.plain('_id');

/** What the scope that allows the call is called: `update:client_grants` (Management API, `PATCH /api/v2/client-grants/…`). */
function apiAction(request: Fields): string {
  const verb = verbs.get(request.plain('method').toLowerCase());
  const [resource, , part] = request
    .plain('path')
    .replace(/^(?:\/api)?\/v2\//, '')
    .split(/[/?]/);
  if (verb === undefined || resource === undefined || resource === '') return '';
  if (resource === 'clients' && part === 'rotate-secret') return 'update:client_keys';
  return `${verb}:${resource.replaceAll('-', '_')}`;
}

function messageIn(event: Fields): string {
  const error = event.object('details')?.raw('error');
  if (typeof error === 'string') return error;
  return isObject(error) ? new Fields(error, event.record, { problem: () => undefined }).plain('message') : '';
}

const party = (idOf: IdOf, namespace: 'client' | 'user', externalId: string, name: string): Party => ({
  id: externalId === '' ? null : idOf(namespace, externalId),
  name,
});
