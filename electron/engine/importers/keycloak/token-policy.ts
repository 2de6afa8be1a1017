// Keycloak server administration guide, "session and token timeouts": the client's word on access tokens goes before the
// realm's; a session of a client ends with the session of the human at the latest, so the shorter of the two counts there.

import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';

export interface Flows {
  readonly serviceAccount: boolean;
  /** Somebody signs in or signs for it: code, implicit, password, device or CIBA. */
  readonly user: boolean;
  readonly offline: boolean;
}

type Lifespan = Fact<Seconds> | undefined;

const isSet = (value: Lifespan): value is Fact<Seconds> => value !== undefined && (isUnknown(value) || value > 0);

/** The shortest that is known; unknown where one is, since it may be shorter. */
function shortest(...values: readonly Limit[]): Limit {
  const set = values.filter((value) => value === 'never' || isSet(value));
  const silent = set.find(isUnknown);
  if (silent !== undefined) return silent;
  return set.reduce<Limit>((best, value) => (best === undefined || rank(value) < rank(best) ? value : best), undefined);
}

type Limit = Fact<Seconds | 'never'> | undefined;
const rank = (value: Limit): number => (value === 'never' ? Number.POSITIVE_INFINITY : Number(value));
const ifSet = <T extends Lifespan>(value: T): T | undefined => (isSet(value) ? value : undefined);

export function tokenPolicyOf(client: Fields, realm: Fields, flows: Flows): TokenPolicy {
  const own = client.object('attributes');
  const lifespan = (name: string): Lifespan => own?.seconds(name);
  const ofClient = lifespan('access.token.lifespan');
  const refreshes =
    (flows.user && own?.flag('use.refresh.tokens') !== false) ||
    (flows.serviceAccount && own?.isTrue('client_credentials.use_refresh_token') === true);
  const missing = unknown('not_in_export');
  const ofRealm = ifSet(realm.seconds('accessTokenLifespan'));
  const kind = flows.offline ? offlineSession : session;
  const end = flows.offline ? offlineEnd(realm) : shortest(ifSet(realm.seconds(kind.realmMax)));
  const realmMax = end === 'never' ? end : shortest(end, ifSet(realm.seconds(kind.clientsMax)));
  const realmIdle = shortest(realm.seconds(kind.realmIdle), realm.seconds(kind.clientsIdle));
  const [ownMax, ownIdle] = [ifSet(lifespan(kind.ownMax)), ifSet(lifespan(kind.ownIdle))];
  // Where offline sessions have no end at all, nobody looks at the longest that a client allows.
  const max = end === 'never' ? end : shortest(ownMax, realmMax);
  return {
    accessTtl: ifSet(ofClient) ?? ofRealm ?? missing,
    accessTtlFrom: isSet(ofClient) ? 'client' : 'tenant',
    refreshAbsolute: refreshes ? (end === undefined ? missing : (max ?? missing)) : null,
    refreshIdle: refreshes ? (shortest(ownIdle, realmIdle) ?? missing) : null,
    refreshRotation: realm.flag('revokeRefreshToken') ?? missing,
    offline: refreshes && flows.offline,
    ...saidLayers(
      { by: 'client', accessTtl: ifSet(ofClient), ...(refreshes && { refreshAbsolute: ownMax, refreshIdle: ownIdle }) },
      { by: 'tenant', accessTtl: ofRealm, ...(refreshes && { refreshAbsolute: realmMax, refreshIdle: realmIdle }) },
    ),
  };
}

const session = {
  realmMax: 'ssoSessionMaxLifespan',
  clientsMax: 'clientSessionMaxLifespan',
  ownMax: 'client.session.max.lifespan',
  realmIdle: 'ssoSessionIdleTimeout',
  clientsIdle: 'clientSessionIdleTimeout',
  ownIdle: 'client.session.idle.timeout',
} as const;
const offlineSession = {
  realmMax: 'offlineSessionMaxLifespan',
  clientsMax: 'clientOfflineSessionMaxLifespan',
  ownMax: 'client.offline.session.max.lifespan',
  realmIdle: 'offlineSessionIdleTimeout',
  clientsIdle: 'clientOfflineSessionIdleTimeout',
  ownIdle: 'client.offline.session.idle.timeout',
} as const;

/** undefined: the export does not say whether offline sessions end. */
function offlineEnd(realm: Fields): Limit {
  const limited = realm.flag('offlineSessionMaxLifespanEnabled');
  if (limited === undefined || isUnknown(limited)) return limited;
  return limited ? ifSet(realm.seconds(offlineSession.realmMax)) : 'never';
}
