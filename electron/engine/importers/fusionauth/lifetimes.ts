// How long tokens live: what the application says, else its tenant, else what every tenant begins with.
import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, isUnknown, type Seconds } from '#shared/model/fact.ts';
import { type PolicyLayer, type PolicyOrigin, saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import type { Instance } from './instance.ts';

const firstAccess: Seconds = 3600;
const firstRefresh: Seconds = 43_200 * 60;

const minutes = (fields: Fields | null | undefined, name: string): Fact<Seconds> | undefined => {
  const value = fields?.seconds(name);
  return value === undefined || isUnknown(value) ? value : value * 60;
};

const isOn = (jwt: Fields | null): jwt is Fields => jwt?.isTrue('enabled') === true;

function settingsOf(owner: Fields, instance: Instance) {
  const said = owner.object('jwtConfiguration');
  const own = isOn(said) ? said : null;
  const tenant = instance.tenants.get(owner.plain('tenantId'))?.().object('jwtConfiguration') ?? null;
  if (own !== null) return { jwt: own, from: 'client', own, tenant } as const;
  return tenant === null
    ? ({ jwt: null, from: 'vendor_default', own, tenant } as const)
    : ({ jwt: tenant, from: 'tenant', own, tenant } as const);
}

const accessIn = (jwt: Fields | null): Fact<Seconds> | undefined => jwt?.seconds('timeToLiveInSeconds');

/** What a configuration says of refresh tokens; `undefined`: there is none. */
function renewalIn(jwt: Fields | null) {
  const refreshIdle = minutes(jwt, 'refreshTokenTimeToLiveInMinutes') ?? firstRefresh;
  const policy = jwt?.plain('refreshTokenExpirationPolicy') ?? '';
  const most = minutes(jwt?.object('refreshTokenSlidingWindowConfiguration'), 'maximumTimeToLiveInMinutes');
  const end = policy === 'SlidingWindowWithMaximumLifetime' ? (most ?? 'never') : 'never';
  return { refreshIdle, refreshAbsolute: policy.startsWith('SlidingWindow') ? end : refreshIdle } as const;
}

export function policyOfApplication(application: Fields, instance: Instance): TokenPolicy {
  const { jwt, from, own, tenant } = settingsOf(application, instance);
  const oauth = application.object('oauthConfiguration');
  const grants = oauth?.texts('enabledGrants') ?? [];
  const refreshes = oauth?.isTrue('generateRefreshTokens') === true || grants.includes('refresh_token');
  const renewal = (of: Fields | null) => (refreshes ? renewalIn(of) : { refreshAbsolute: null, refreshIdle: null });
  const layer = (by: PolicyOrigin, of: Fields): PolicyLayer => ({
    by,
    accessTtl: accessIn(of),
    ...(refreshes && renewalIn(of)),
  });
  return {
    accessTtl: accessIn(jwt) ?? firstAccess,
    accessTtlFrom: from,
    ...renewal(jwt),
    refreshRotation: refreshes && jwt?.plain('refreshTokenUsagePolicy') === 'OneTimeUse',
    offline: refreshes,
    ...saidLayers(own && layer('client', own), tenant && layer('tenant', tenant), {
      by: 'vendor_default',
      accessTtl: firstAccess,
      ...(refreshes && renewalIn(null)),
    }),
  };
}

/** Entities get no refresh tokens: they ask again with their secret. */
export function policyOfEntity(entity: Fields, typeId: string, instance: Instance): TokenPolicy {
  const own = instance.typeTtl.get(typeId);
  const { jwt, from, own: ofClient, tenant } = settingsOf(entity, instance);
  return {
    accessTtl: own ?? accessIn(jwt) ?? firstAccess,
    accessTtlFrom: own === undefined ? from : 'api',
    refreshAbsolute: null,
    refreshIdle: null,
    refreshRotation: false,
    offline: false,
    ...saidLayers(
      ofClient && { by: 'client', accessTtl: accessIn(ofClient) },
      { by: 'api', accessTtl: own },
      tenant && { by: 'tenant', accessTtl: accessIn(tenant) },
      { by: 'vendor_default', accessTtl: firstAccess },
    ),
  };
}
