// One event of an organization's or enterprise's audit log.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances, networkOf } from '#engine/importers/gather/circumstances.ts';
import type { Ref, World } from '#engine/importers/gather/source-object.ts';
import { secretsIn } from '#engine/importers/request-secrets.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { appRef, humanRef, keyRef, type TenantOf } from './names.ts';

type Party = NonNullable<Activity['client']>;

/** `@timestamp` is when it happened; pipelines that cannot write the sign spell it out. */
const times = ['@timestamp', 'created_at', 'at_sign_timestamp', 'timestamp', 'p_event_time'] as const;

export function timeOf(event: Fields): Instant | null {
  for (const name of times) {
    const at = event.raw(name) === undefined ? undefined : event.instant(name);
    if (typeof at === 'number') return at;
  }
  return null;
}

/** Enterprise logs may name several organizations. */
export function orgOf(event: Fields): string {
  const org = event.raw('org');
  if (Array.isArray(org)) return typeof org[0] === 'string' ? org[0] : '';
  return event.plain('org') || event.plain('repo').split('/', 1)[0] || '';
}

const objectOf = (event: Fields): string => {
  for (const name of ['repo', 'repository', 'team', 'user', 'target_login', 'name', 'business']) {
    const value = event.raw(name);
    if (typeof value === 'string' && value !== '') return event.plain(name);
  }
  return orgOf(event);
};

export interface Cast {
  readonly human: Party | null;
  readonly humanLive: boolean;
  readonly client: Party | null;
}

/** A bot is the client; a human is there unless a token of theirs acts for them. */
export function castOf(
  actor: string,
  through: Party | null,
  party: (ref: Ref, name: string) => Party,
  of: TenantOf,
  owner: string,
): Cast {
  const slug = /^(.+)\[bot\]$/.exec(actor)?.[1];
  if (slug !== undefined) return { human: null, humanLive: false, client: party(appRef(slug, owner, of), actor) };
  if (actor === '') return { human: null, humanLive: false, client: through };
  const ref = owner === '' ? humanRef(actor) : { ...humanRef(actor), tenant: of(owner) };
  return { human: party(ref, actor), humanLive: through === null, client: through };
}

/** The token that acted, in the log's own words. */
function clientOf(event: Fields, party: (ref: Ref, name: string) => Party, of: TenantOf, owner: string): Party | null {
  const type = event.plain('programmatic_access_type');
  const app = event.plain('oauth_application_name') || event.plain('application_client_name');
  if (type === '') return app === '' ? null : { id: null, name: app };
  const token = event.plain('token_id');
  if (/^fine-grained/i.test(type) && token !== '') return party(keyRef('pat', token, owner, of), type);
  return { id: null, name: app === '' ? type : `${app} (${type})` };
}

export function activityOf(event: Fields, at: Instant, tenantOf: TenantOf, world: Pick<World, 'idOf'>): Activity {
  const owner = orgOf(event);
  const party = (ref: Ref, name: string): Party => ({ id: world.idOf(ref), name });
  const action = event.plain('action');
  const scopes = event.plain('token_scopes');
  const message = event.plain('message') || event.plain('explanation');
  const cast = castOf(event.plain('actor'), clientOf(event, party, tenantOf, owner), party, tenantOf, owner);
  return {
    ...cast,
    at,
    agents: [],
    action,
    object: objectOf(event),
    decision:
      /(?:^|[._])(?:rejected|blocked|failed|denied)(?:_ref_update)?$/.test(action) && !/request_denied$/.test(action)
        ? 'denied'
        : 'allowed',
    reason: [message, scopes === '' ? '' : `with the scopes ${scopes}`].filter((part) => part !== '').join('; '),
    // Equal hashes are one token, in every event of it.
    trace: event.plain('hashed_token') || event.plain('request_id') || event.plain('_document_id'),
    ...circumstances({
      address: event.plain('actor_ip'),
      network: networkOf('', event.object('actor_location')?.plain('country_code') ?? ''),
      userAgent: event.plain('user_agent'),
      credential: event.plain('token_id'),
      signals: [...secretsIn(event.plain('url_path')), ...secretsIn(event.plain('query_string'))],
    }),
  };
}
