// Entries of an audit device: who asked for what, and was it let.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import { stripped } from '#engine/importers/strip-secrets.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { entityRef, isForPeople, roleRef, tokenRef } from './cluster.ts';

type Party = NonNullable<Activity['client']>;
type Ids = Pick<World, 'idOf'>;

/** `read secret/data/orders`, as a policy would allow it. */
export function actionOf(event: Fields): string {
  const request = event.object('request');
  const [operation, path] = [request?.plain('operation') ?? '', request?.plain('path') ?? ''];
  return operation === '' ? '' : `${operation} ${path}`.trim();
}

const refused =
  /permission denied|invalid (?:token|credentials|username|role|secret)|bad token|missing client token|not authorized|403/i;

function decisionOf(event: Fields, auth: Fields | null): { readonly decision: Decision; readonly reason: string } {
  const reason = event.plain('error').replace(/\s+/g, ' ').trim();
  const isRefused = refused.test(reason) || auth?.object('policy_results')?.flag('allowed') === false;
  // A request that was let may fail all the same.
  return { decision: isRefused ? 'denied' : 'allowed', reason: reason.slice(0, 500) };
}

/** A login has no token before it: who logged in stands in the answer. */
const authOf = (event: Fields): Fields | null => {
  const own = event.object('auth');
  const isSomebody = own !== null && (own.plain('accessor') !== '' || own.plain('display_name') !== '');
  return isSomebody ? own : (event.object('response')?.object('auth') ?? own);
};

/** Accessors are hashed with the device's own salt, unless it was told not to. */
const isHashed = (text: string): boolean => text.startsWith('hmac-');

/** The entity, the role behind a login, or the token by its accessor; null: the entry names nobody that answers name. */
function idOf(event: Fields, auth: Fields, isHuman: boolean, world: Ids): Party['id'] {
  const entity = auth.plain('entity_id');
  if (entity !== '') return world.idOf(entityRef(entity));
  const metadata = auth.object('metadata');
  const role = metadata?.plain('role_name') || metadata?.plain('role') || '';
  const request = event.object('request');
  const mount = request?.plain('mount_point') || /^auth\/.+\/(?=login)/.exec(request?.plain('path') ?? '')?.[0] || '';
  const user = metadata?.plain('username') ?? '';
  if (mount.startsWith('auth/') && user !== '' && isHuman) return world.idOf(roleRef(`${mount}users/${user}`));
  if (mount.startsWith('auth/') && role !== '') return world.idOf(roleRef(`${mount}role/${role}`));
  const accessor = auth.plain('accessor') || (request?.plain('client_token_accessor') ?? '');
  return accessor === '' || isHashed(accessor) ? null : world.idOf(tokenRef(accessor));
}

/** Headers stand in the log where the cluster was told to keep them. */
function agentIn(request: Fields | null): string {
  const sent = request?.object('headers') ?? null;
  const name = sent?.names().find((one) => one.toLowerCase() === 'user-agent');
  if (sent === null || name === undefined) return '';
  return Array.isArray(sent.raw(name)) ? (sent.texts(name)?.[0] ?? '') : sent.plain(name);
}

export function activityOf(event: Fields, action: string, at: Instant, world: Ids): Activity {
  const request = event.object('request');
  const auth = authOf(event);
  const shown = auth?.plain('display_name') ?? '';
  // Methods write their name before that of the person: `ldap-ana`.
  const isHuman = shown.includes('-') && isForPeople(shown.split('-', 1).join(''));
  const nobody = auth === null || (shown === '' && auth.plain('accessor') === '' && auth.plain('entity_id') === '');
  const id = nobody ? null : idOf(event, auth, isHuman, world);
  const name = nobody
    ? ''
    : isHuman
      ? shown.slice(shown.indexOf('-') + 1)
      : shown || auth.plain('entity_id') || 'token';
  const party = nobody ? null : { id, name };
  const space = request?.object('namespace')?.plain('path') ?? '';
  return {
    at,
    human: isHuman ? party : null,
    humanLive: isHuman,
    agents: [],
    client: isHuman ? null : party,
    action,
    object: `${space}${request?.plain('path') ?? ''}`,
    ...decisionOf(event, auth),
    trace: request?.plain('id') ?? '',
    ...circumstances({ address: request?.plain('remote_address') ?? '', userAgent: agentIn(request) }),
  };
}

/** A device with `log_raw` writes what others hash: tokens, and the data of requests and answers. */
export function blankRaw(value: unknown, isData = false): unknown {
  if (Array.isArray(value)) return value.map((inner) => blankRaw(inner, isData));
  if (typeof value === 'string') return isData && value !== '' && !isHashed(value) ? stripped : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, blankRaw(inner, isData || rawNames.has(name))]),
  );
}

const rawNames = new Set(['data', 'client_token', 'wrap_info', 'secret', 'x-vault-token', 'authorization']);
