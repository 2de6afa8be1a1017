// Events of the directory: sign-ins, its audit log, and calls of Microsoft Graph.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import { circumstances, networkOf } from '#engine/importers/gather/circumstances.ts';
import { secretsIn } from '#engine/importers/request-secrets.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { nobody } from './apis.ts';
import { type Applications, type Ids, person } from './parties.ts';

const words = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('; ');

const good = /^(?:0|success|succeeded|none|)$/i;

/** A code of its own where the event has a status, else what Azure Monitor says of it. */
function signInResult(event: Fields): { readonly decision: Decision; readonly reason: string } {
  const status = event.object('status');
  const code =
    status?.plain('errorCode') || event.plain('errorCode') || event.plain('resultType') || event.plain('result');
  const denied = !good.test(code);
  const why = status?.plain('failureReason') || event.plain('failureReason') || event.plain('resultDescription');
  return { decision: denied ? 'denied' : 'allowed', reason: denied ? words(code, why) : '' };
}

export const isSignIn = (event: Fields): boolean =>
  /SignIn/i.test(event.plain('category')) ||
  event.raw('signInEventTypes') !== undefined ||
  event.raw('conditionalAccessStatus') !== undefined ||
  event.raw('isInteractive') !== undefined ||
  (event.raw('appId') !== undefined && event.raw('resourceDisplayName') !== undefined);

export function signIn(event: Fields, at: Instant, applications: Applications, ids: Ids): Activity {
  const userId = event.plain('userId');
  const user = event.plain('userPrincipalName') || event.plain('userDisplayName');
  const isNobody = userId === nobody;
  const human = person(isNobody ? '' : userId, user, ids);
  const appName = event.plain('appDisplayName') || (human === null ? event.plain('servicePrincipalName') : '');
  const principal = event.plain('servicePrincipalId');
  const client = applications.party(
    event.plain('appId'),
    principal,
    appName || event.plain('servicePrincipalName'),
    ids,
  );
  const agent = event.object('agent');
  const agentType = agent?.plain('agentType') ?? '';
  const isAgent = agentType !== '' && !/^(?:notAgentic|none|unknown)/i.test(agentType);
  const parent = agent?.plain('parentAppId') ?? '';
  // Its object id is the client id of an agent identity.
  return {
    at,
    human,
    humanLive: human !== null && isInteractive(event),
    agents: isAgent && client !== null ? [client] : [],
    client: isAgent && parent !== '' ? applications.party(parent, '', '', ids) : client,
    action: event.plain('operationName') || 'Sign-in activity',
    object: event.plain('resourceDisplayName') || event.plain('resourceId').replace(/^\/tenants\/.*$/, ''),
    ...signInResult(event),
    trace: event.plain('correlationId') || event.plain('id'),
    ...circumstances({
      ...whence(event),
      credential: event.plain('servicePrincipalCredentialKeyId'),
      signals: [portals.has(event.plain('appId').toLowerCase()) && 'console'],
    }),
  };
}

/** Application ids of pages for people: Azure portal, Microsoft 365 admin center. */
const portals: ReadonlySet<string> = new Set([
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  '00000006-0000-0ff1-ce00-000000000000',
]);

/** A place is an object in Graph, and the country alone in Azure Monitor's columns. */
function whence(event: Fields) {
  const [place, system] = [event.raw('location'), event.raw('autonomousSystemNumber')];
  const details = event.object(isObject(place) ? 'location' : 'locationDetails');
  const country = details?.plain('countryOrRegion') || (typeof place === 'string' ? event.plain('location') : '');
  return {
    address: event.plain('ipAddress') || event.plain('callerIpAddress'),
    network: networkOf(typeof system === 'string' || typeof system === 'number' ? system : '', country),
    userAgent: event.plain('userAgent'),
  };
}

function isInteractive(event: Fields): boolean {
  const told = event.flag('isInteractive');
  if (typeof told === 'boolean') return told;
  const types = Array.isArray(event.raw('signInEventTypes')) ? (event.texts('signInEventTypes') ?? []) : [];
  return types.includes('interactiveUser') || event.plain('category') === 'SignInLogs';
}

export const isAudit = (event: Fields): boolean =>
  event.raw('activityDisplayName') !== undefined || event.raw('initiatedBy') !== undefined;

/** `ServicePrincipal Orders sync`: the first of what was changed. */
function targetOf(event: Fields): string {
  const [target] = event.objects('targetResources');
  if (target === undefined) return '';
  const name = target.plain('displayName') || target.plain('userPrincipalName') || target.plain('id');
  return `${target.plain('type')} ${name}`.trim();
}

export function audit(event: Fields, at: Instant, applications: Applications, ids: Ids): Activity {
  const by = event.object('initiatedBy');
  const [user, app] = [by?.object('user') ?? null, by?.object('app') ?? null];
  const human = user && person(user.plain('id'), user.plain('userPrincipalName') || user.plain('displayName'), ids);
  const name = app?.plain('displayName') || app?.plain('servicePrincipalName') || '';
  const client = app && applications.party(app.plain('appId'), app.plain('servicePrincipalId'), name, ids);
  const result = event.plain('result') || event.plain('resultType') || event.plain('resultSignature');
  const denied = !good.test(result);
  return {
    at,
    human,
    humanLive: human !== null && client === null,
    agents: [],
    client,
    action: event.plain('activityDisplayName') || event.plain('operationName'),
    object: targetOf(event),
    decision: denied ? 'denied' : 'allowed',
    reason: denied ? words(result, event.plain('resultReason') || event.plain('resultDescription')) : '',
    trace: event.plain('correlationId') || event.plain('id'),
    ...circumstances({
      address: user?.plain('ipAddress') || event.plain('callerIpAddress'),
      userAgent: agentIn(event),
    }),
  };
}

/** Among pairs of a key and a value. */
const agentIn = (event: Fields): string =>
  Array.isArray(event.raw('additionalDetails'))
    ? (event
        .objects('additionalDetails')
        .find((pair) => pair.plain('key') === 'User-Agent')
        ?.plain('value') ?? '')
    : '';

export const isGraphCall = (event: Fields): boolean =>
  event.raw('requestUri') !== undefined && event.raw('requestMethod') !== undefined;

const id = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[^/]*@[^/]*|[\w-]{40,})$/i;

/** `GET users/{id}/messages`: what was called, not on whom. */
function callOf(event: Fields): string {
  const path = event
    .plain('requestUri')
    .replace(/^https?:\/\/[^/]+/, '')
    .split('?', 1)
    .join('');
  const parts = path.split('/').filter((part) => part !== '' && part !== 'v1.0' && part !== 'beta');
  const plain = parts.map((part) => (id.test(part) ? '{id}' : part.replace(/\('[^']*'\)/, "('{id}')")));
  return `${event.plain('requestMethod')} ${plain.join('/')}`.trim();
}

export function graphCall(event: Fields, at: Instant, applications: Applications, ids: Ids): Activity {
  const human = person(event.plain('userId'), '', ids);
  const code = event.number('responseStatusCode');
  const denied = typeof code === 'number' && code >= 400;
  return {
    at,
    human,
    // The token may be an hour old, or renewed for weeks.
    humanLive: false,
    agents: [],
    client: applications.party(event.plain('appId'), event.plain('servicePrincipalId'), '', ids),
    action: callOf(event),
    object: 'Microsoft Graph',
    decision: denied ? 'denied' : 'allowed',
    reason: denied ? String(code) : '',
    trace: event.plain('signInActivityId') || event.plain('correlationId') || event.plain('requestId'),
    // The column `Location` is the data center that answered.
    ...circumstances({ ...whence(event), network: '', signals: secretsIn(event.plain('requestUri')) }),
  };
}
