// Events of Azure itself: its activity log, and what resources log of those who use them.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import { secretsIn } from '#engine/importers/request-secrets.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type Applications, type Ids, type Party, person } from './parties.ts';

const claim = 'http://schemas.microsoft.com/identity/claims/';
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

interface Caller {
  readonly human: Party | null;
  readonly client: Party | null;
}

const isMail = (text: string): boolean => /^[^\s@/]+@[^\s@/]+$/.test(text);

function claimed(claims: Fields, applications: Applications, ids: Ids): Caller {
  const first = (...names: readonly string[]): string => {
    const found = names.find((name) => claims.plain(name) !== '');
    return found === undefined ? '' : claims.plain(found);
  };
  const appId = first('appid', 'appId', 'http://schemas.microsoft.com/2012/01/identity/claims/appid');
  const objectId = first(`${claim}objectidentifier`, 'oid', 'objectId');
  const mail = first(`${soap}upn`, 'upn', 'unique_name', `${soap}name`, `${soap}emailaddress`, 'name');
  const isApp = first('idtyp') === 'app' || first('principalType') === 'ServicePrincipal';
  const isPerson = !isApp && (isMail(mail) || first(`${soap}upn`, 'upn') !== '');
  if (isPerson) return { human: person(objectId, mail, ids), client: applications.party(appId, '', '', ids) };
  return { human: null, client: applications.party(appId, objectId, isMail(mail) ? '' : mail, ids) };
}

/** The activity log's `caller` is a mail address, or the id of a service principal. */
function called(event: Fields, applications: Applications, ids: Ids): Caller {
  const name = event.plain('caller');
  if (isMail(name)) return { human: person('', name, ids), client: null };
  return {
    human: null,
    client: /^[\w-]{36}$/.test(name) ? applications.party('', name, '', ids) : applications.party('', '', name, ids),
  };
}

function callerOf(event: Fields, applications: Applications, ids: Ids): Caller {
  const raw = event.raw('identity');
  const identity = typeof raw === 'object' ? event.object('identity') : null;
  const parts = [
    event.object('claims'),
    identity?.object('claims') ?? null,
    identity?.object('claim') ?? null,
    identity?.object('requester') ?? null,
  ];
  const evidence = identity?.object('authorization') ?? null;
  for (const claims of parts) {
    const caller = claims === null ? null : claimed(claims, applications, ids);
    if (caller !== null && (caller.human !== null || caller.client !== null)) return caller;
  }
  const principal = Array.isArray(identity?.raw('authorization')) ? null : (evidence?.object('evidence') ?? null);
  if (principal?.plain('principalType') === 'ServicePrincipal')
    return { human: null, client: applications.party('', guidOf(principal.plain('principalId')), '', ids) };
  return called(event, applications, ids);
}

/** Azure writes ids without their dashes here. */
const guidOf = (text: string): string =>
  /^[0-9a-f]{32}$/i.test(text) ? text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : text;

/** Told at its start, it is told again when it is over. */
export const isOnlyBegun = (event: Fields): boolean =>
  /^(?:start|started|accept|accepted)$/i.test(event.plain('resultType') || event.plain('status'));

function resultOf(event: Fields): { readonly decision: Decision; readonly reason: string } {
  const told = [
    event.plain('resultType'),
    event.plain('status'),
    event.plain('statusCode'),
    event.plain('resultSignature'),
    event.plain('subStatus'),
  ];
  const isBad = (text: string): boolean =>
    /^(?:fail|failure|failed|forbidden|unauthorized)|^[45]\d\d$|\.Forbidden$/i.test(text);
  const denied = told.some(isBad);
  const why = event.plain('resultDescription') || event.plain('statusText');
  const reasons = [...new Set([...told.filter(isBad), why])].filter((text) => text !== '');
  return { decision: denied ? 'denied' : 'allowed', reason: denied ? reasons.join('; ') : '' };
}

/** What it was done to; of a stored object, its own name. */
const objectOf = (event: Fields): string =>
  event.object('properties')?.plain('objectKey') ||
  event.plain('objectKey') ||
  event.plain('resourceId') ||
  event.object('authorization')?.plain('scope') ||
  '';

function whence(event: Fields) {
  const more = event.object('properties');
  return circumstances({
    address: event.plain('callerIpAddress'),
    userAgent: more?.plain('userAgentHeader') || event.plain('userAgentHeader'),
    signals: secretsIn(event.plain('uri')),
  });
}

export function azureEvent(event: Fields, at: Instant, applications: Applications, ids: Ids): Activity {
  const { human, client } = callerOf(event, applications, ids);
  return {
    at,
    human,
    humanLive: human !== null,
    agents: [],
    client,
    action: event.plain('operationName'),
    object: objectOf(event),
    ...resultOf(event),
    trace: event.plain('correlationId') || event.plain('eventDataId'),
    ...whence(event),
  };
}
