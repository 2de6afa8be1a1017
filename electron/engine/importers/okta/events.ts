// One event of the system log: who did what to which object, and was it let.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances, networkOf } from '#engine/importers/gather/circumstances.ts';
import { secretsIn } from '#engine/importers/request-secrets.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Namespace } from './okta-object.ts';

type IdOf = (namespace: Namespace, externalId: string) => IdentityId;
type Party = NonNullable<Activity['client']>;

const denials = new Set(['FAILURE', 'DENY', 'CHALLENGE', 'RATE_LIMIT', 'SKIPPED', 'ABANDONED', 'UNANSWERED']);
/** Results that the decision says in full. */
const plainResults = new Set(['SUCCESS', 'ALLOW', 'FAILURE', 'DENY', '']);
/** Grant types at which the user sits at the screen. */
const live = new Set(['authorization_code', 'implicit', 'password', 'urn:ietf:params:oauth:grant-type:device_code']);
const tokenTypes = /^(?:access_token|id_token|refresh_token|code|id_jag)$/i;

const isClient = (type: string): boolean => /Client|^AppInstance$/.test(type);
const isAgent = (type: string): boolean => /^Workload|^AIAgent/i.test(type);

/** Okta writes `unknown` where there is nothing to say. */
const told = (party: Fields, name: string): string => {
  const text = party.plain(name);
  return text === 'unknown' ? '' : text;
};

const nameOf = (party: Fields): string => told(party, 'displayName') || told(party, 'alternateId') || party.plain('id');

/** Some pipelines write the outermost names in lower case. */
export function eventName(event: Fields, name: string): string {
  const lower = name.toLowerCase();
  return event.raw(name) === undefined && event.raw(lower) !== undefined ? lower : name;
}

export function activityOf(event: Fields, action: string, at: Instant, idOf: IdOf): Activity {
  const actor = event.object('actor');
  const targets = event.objects('target');
  const debug = event.object(eventName(event, 'debugContext'))?.object('debugData') ?? null;
  const transaction = event.object('transaction');
  const outcome = event.object('outcome');
  const result = outcome?.plain('result') ?? '';
  const decision: Decision = denials.has(result) ? 'denied' : 'allowed';
  const scopes = debug?.plain('grantedScopes') ?? '';
  const reasons = [
    outcome?.plain('reason') ?? '',
    plainResults.has(result) ? '' : result,
    scopes && `scopes ${scopes}`,
  ];
  const type = actor?.plain('type') ?? '';
  const isOAuth = action.startsWith('app.oauth2.');
  // In the name of whom a token is issued stands among the targets when the client is the actor.
  const subject = isOAuth && type !== 'User' ? targets.find((target) => target.plain('type') === 'User') : undefined;
  const human = type === 'User' ? actor : (subject ?? null);
  const others = targets.filter((target) => target !== subject);
  const object = others.find((target) => !tokenTypes.test(target.plain('type'))) ?? others[0];
  const token = transaction?.object('detail')?.plain('requestApiTokenId') ?? '';
  return {
    at,
    human: human === null ? null : party(human, 'user', idOf),
    humanLive: human !== null && token === '' && isLive(isOAuth, transaction, debug),
    agents: actor !== null && isAgent(type) ? [party(actor, 'agent', idOf)] : [],
    client: clientOf(event, actor, token, targets, idOf),
    action,
    object: object === undefined ? '' : `${object.plain('type')} ${nameOf(object)}`.trim(),
    decision,
    reason: reasons.filter((reason) => reason !== '').join('; '),
    trace: transaction?.plain('id') || event.plain('uuid'),
    ...circumstances({ ...whence(event), signals: signalsOf(action, debug, subject !== undefined && isClient(type)) }),
  };
}

/** Only people open it, and only by a browser. */
const adminConsole = 'user.session.access_admin_app';
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';

function whence(event: Fields) {
  const client = event.object('client');
  const security = event.object(eventName(event, 'securityContext'));
  const system = security?.raw('asNumber');
  const country = client?.object('geographicalContext')?.plain('country') ?? '';
  return {
    address: client?.plain('ipAddress') ?? '',
    network: networkOf(typeof system === 'number' ? system : '', country),
    userAgent: client?.object('userAgent')?.plain('rawUserAgent') ?? '',
  };
}

/** `forPerson`: a client asked for a token of a person. No token of Okta names who acts. */
const signalsOf = (action: string, debug: Fields | null, forPerson: boolean) =>
  [
    ...secretsIn(debug?.plain('url') || debug?.plain('requestUri') || ''),
    action === adminConsole && 'console',
    forPerson && debug?.plain('grantType') === exchange && 'impersonation',
  ] as const;

function isLive(isOAuth: boolean, transaction: Fields | null, debug: Fields | null): boolean {
  if (transaction?.plain('type') === 'JOB') return false;
  const grantType = debug?.plain('grantType') ?? '';
  return !isOAuth || grantType === '' || live.has(grantType);
}

function party(fields: Fields, namespace: Namespace, idOf: IdOf): Party {
  const id = told(fields, 'id');
  return { id: id === '' ? null : idOf(namespace, id), name: nameOf(fields) };
}

/** The API token that was shown, else the client of the request, else an actor that is neither human nor agent. */
function clientOf(
  event: Fields,
  actor: Fields | null,
  token: string,
  targets: readonly Fields[],
  idOf: IdOf,
): Party | null {
  if (token !== '') return { id: idOf('api-token', token), name: token };
  const type = actor?.plain('type') ?? '';
  if (actor !== null && isClient(type)) return party(actor, 'client', idOf);
  const clientId = event.object('client')?.plain('id') ?? '';
  if (clientId !== '') {
    const target = targets.find((one) => one.plain('id') === clientId);
    return { id: idOf('client', clientId), name: target === undefined ? clientId : nameOf(target) };
  }
  if (actor === null || type === 'User' || isAgent(type)) return null;
  return { id: null, name: nameOf(actor) };
}
