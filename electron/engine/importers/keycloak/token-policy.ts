// Keycloak server administration guide, "session and token timeouts": the client's word goes before the realm's.

import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';

export interface Flows {
  readonly serviceAccount: boolean;
  /** Somebody signs in or signs for it: code, implicit, password, device or CIBA. */
  readonly user: boolean;
  readonly offline: boolean;
}

type Lifespan = Fact<Seconds> | undefined;

const isSet = (value: Lifespan): value is Fact<Seconds> => value !== undefined && (isUnknown(value) || value > 0);

const first = (...values: readonly Lifespan[]): Fact<Seconds> => values.find(isSet) ?? unknown('not_in_export');

export function tokenPolicyOf(client: Fields, realm: Fields, flows: Flows): TokenPolicy {
  const own = client.object('attributes');
  const lifespan = (name: string): Lifespan => own?.seconds(name);
  const ofClient = lifespan('access.token.lifespan');
  const refreshes =
    (flows.user && own?.flag('use.refresh.tokens') !== false) ||
    (flows.serviceAccount && own?.isTrue('client_credentials.use_refresh_token') === true);
  return {
    accessTtl: first(ofClient, realm.seconds('accessTokenLifespan')),
    accessTtlFrom: isSet(ofClient) ? 'client' : 'tenant',
    refreshAbsolute: refreshes ? absolute(realm, lifespan, flows.offline) : null,
    refreshIdle: refreshes ? idle(realm, lifespan, flows.offline) : null,
    refreshRotation: realm.flag('revokeRefreshToken') ?? unknown('not_in_export'),
    offline: refreshes && flows.offline,
  };
}

function idle(realm: Fields, own: (name: string) => Lifespan, offline: boolean): Fact<Seconds> {
  return offline
    ? first(
        own('client.offline.session.idle.timeout'),
        realm.seconds('clientOfflineSessionIdleTimeout'),
        realm.seconds('offlineSessionIdleTimeout'),
      )
    : first(
        own('client.session.idle.timeout'),
        realm.seconds('clientSessionIdleTimeout'),
        realm.seconds('ssoSessionIdleTimeout'),
      );
}

function absolute(realm: Fields, own: (name: string) => Lifespan, offline: boolean): Fact<Seconds | 'never'> {
  if (!offline) {
    return first(
      own('client.session.max.lifespan'),
      realm.seconds('clientSessionMaxLifespan'),
      realm.seconds('ssoSessionMaxLifespan'),
    );
  }
  const limited = realm.flag('offlineSessionMaxLifespanEnabled');
  if (limited === undefined) return unknown('not_in_export');
  if (isUnknown(limited)) return limited;
  if (!limited) return 'never';
  return first(
    own('client.offline.session.max.lifespan'),
    realm.seconds('clientOfflineSessionMaxLifespan'),
    realm.seconds('offlineSessionMaxLifespan'),
  );
}
