// One entry of Cloud Audit Logs (google.cloud.audit.AuditLog): who did what to which resource, and was it granted.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import { secretsIn } from '#engine/importers/request-secrets.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { lastOf } from './names.ts';
import { isAccount, type Principal, principal, type TenantOf } from './principals.ts';

/** Members as Cloud Logging writes them, as BigQuery does, and as pipelines that fold cases do. */
const spellings = {
  payload: ['protoPayload', 'protopayload_auditlog', 'protopayload', 'proto_payload'],
  id: ['insertId', 'insertid', 'insert_id'],
  time: ['timestamp', 'receiveTimestamp', 'receivetimestamp', 'receive_timestamp', 'p_event_time'],
} as const;

const payloadName = (entry: Fields): string | undefined =>
  spellings.payload.find((name) => entry.raw(name) !== undefined);

export const payloadOf = (entry: Fields): Fields | null => {
  const name = payloadName(entry);
  return name === undefined ? null : entry.object(name);
};

/** An id is unique in its log at its time; where ids are masked, the payload tells entries apart. '': it has none. */
export const keyOf = (entry: Fields, at: Instant, sha256: World['sha256']): string => {
  const id = insertIdOf(entry);
  return id === '' ? '' : `${id}:${at}:${sha256(JSON.stringify(entry.raw(payloadName(entry) ?? ''))).slice(0, 16)}`;
};

/** Ids may begin like formulas: they are compared, never shown in a cell. */
export const insertIdOf = (entry: Fields): string => {
  const id = spellings.id.map((name) => entry.raw(name)).find((value) => typeof value === 'string');
  return typeof id === 'string' ? id.slice(0, 200) : '';
};

export function timeOf(entry: Fields, payload: Fields): Instant | null {
  for (const fields of [entry, payload]) {
    for (const name of spellings.time) {
      const at = fields.instant(name);
      if (typeof at === 'number') return at;
    }
  }
  const at = payload.object('requestMetadata')?.object('requestAttributes')?.instant('time');
  return typeof at === 'number' ? at : null;
}

/** The permission that was asked for, as a role would grant it: first the one that was missing; else the method. */
export function actionOf(payload: Fields): string {
  const asked = payload.objects('authorizationInfo').filter((info) => info.plain('permission') !== '');
  const missing = asked.find((info) => info.flag('granted') === false);
  return (missing ?? asked[0])?.plain('permission') || payload.plain('methodName');
}

function objectOf(entry: Fields, payload: Fields): string {
  const asked = payload.objects('authorizationInfo').map((info) => info.plain('resource'));
  const monitored = typeof entry.raw('resource') === 'string' ? null : entry.object('resource');
  return payload.plain('resourceName') || asked.find((name) => name !== '') || monitored?.plain('type') || '';
}

/** Codes of google.rpc.Code that say no: PERMISSION_DENIED and UNAUTHENTICATED. */
const refusals: readonly unknown[] = [7, 16];

function decisionOf(payload: Fields): { readonly decision: Decision; readonly reason: string } {
  const status = payload.object('status');
  const code = status?.number('code');
  const missing = payload.objects('authorizationInfo').some((info) => info.flag('granted') === false);
  const failed = typeof code === 'number' && code !== 0;
  // What was let may fail all the same.
  const reason = failed ? `${code} ${status?.plain('message') ?? ''}`.trim() : '';
  return { decision: missing || refusals.includes(code) ? 'denied' : 'allowed', reason };
}

function callerOf(info: Fields, tenantOf: TenantOf): Principal | null {
  const subject = info.plain('principalSubject');
  const email = info.plain('principalEmail') || info.object('firstPartyPrincipal')?.plain('principalEmail') || '';
  const named = subject === '' ? null : principal(subject, tenantOf);
  if (named !== null || email === '') return named;
  return principal(`${isAccount(email) ? 'serviceAccount' : 'user'}:${email}`, tenantOf);
}

/** From whom it started to who called: whoever acted through an account comes before it. */
function chainOf(payload: Fields, tenantOf: TenantOf): readonly Principal[] {
  const info = payload.object('authenticationInfo');
  if (info === null) return [];
  const before = info.objects('serviceAccountDelegationInfo').map((one) => callerOf(one, tenantOf));
  return [...before, callerOf(info, tenantOf)].filter((one) => one !== null);
}

function whence(entry: Fields, payload: Fields) {
  const metadata = payload.object('requestMetadata');
  const asked = metadata?.object('requestAttributes') ?? null;
  const line = asked?.plain('path') || (entry.object('httpRequest')?.plain('requestUrl') ?? '');
  return {
    address: metadata?.plain('callerIp') || metadata?.plain('callerIP') || '',
    userAgent: metadata?.plain('callerSuppliedUserAgent') ?? '',
    signals: secretsIn(line),
  };
}

export function activityOf(
  entry: Fields,
  payload: Fields,
  said: Pick<Activity, 'action' | 'at'>,
  tenantOf: TenantOf,
  world: Pick<World, 'idOf'>,
): Activity {
  const chain = chainOf(payload, tenantOf);
  const party = ({ ref }: Principal): NonNullable<Activity['client']> => ({
    id: world.idOf(ref),
    name: ref.externalId,
  });
  const human = chain.find(({ ref }) => ref.kind === 'human');
  const machines = chain.filter(({ ref }) => ref.kind !== 'human').map(party);
  const key = lastOf(payload.object('authenticationInfo')?.plain('serviceAccountKeyName') ?? '');
  const { decision, reason } = decisionOf(payload);
  return {
    ...said,
    human: human === undefined ? null : party(human),
    humanLive: human !== undefined,
    agents: machines.slice(0, -1),
    client: machines.at(-1) ?? null,
    object: objectOf(entry, payload),
    decision,
    reason: [reason, key === '' ? '' : `with the key ${key}`].filter((part) => part !== '').join('; '),
    trace: entry.object('operation')?.plain('id') || insertIdOf(entry),
    ...circumstances({ ...whence(entry, payload), credential: key }),
  };
}
