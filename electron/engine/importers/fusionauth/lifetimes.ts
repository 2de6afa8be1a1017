// How long tokens live: what the application says, else its tenant, else what every tenant begins with.
import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, isUnknown, type Seconds } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import type { Instance } from './instance.ts';

const firstAccess: Seconds = 3600;
const firstRefresh: Seconds = 43_200 * 60;

const minutes = (fields: Fields | null | undefined, name: string): Fact<Seconds> | undefined => {
  const value = fields?.seconds(name);
  return value === undefined || isUnknown(value) ? value : value * 60;
};

const isOn = (jwt: Fields | null): jwt is Fields => jwt?.isTrue('enabled') === true;

function settingsOf(owner: Fields, instance: Instance) {
  const own = owner.object('jwtConfiguration');
  if (isOn(own)) return { jwt: own, from: 'client' } as const;
  const tenant = instance.tenants.get(owner.plain('tenantId'))?.().object('jwtConfiguration') ?? null;
  return tenant === null
    ? ({ jwt: null, from: 'vendor_default' } as const)
    : ({ jwt: tenant, from: 'tenant' } as const);
}

export function policyOfApplication(application: Fields, instance: Instance): TokenPolicy {
  const { jwt, from } = settingsOf(application, instance);
  const oauth = application.object('oauthConfiguration');
  const grants = oauth?.texts('enabledGrants') ?? [];
  const refreshes = oauth?.isTrue('generateRefreshTokens') === true || grants.includes('refresh_token');
  const ttl = minutes(jwt, 'refreshTokenTimeToLiveInMinutes') ?? firstRefresh;
  const policy = jwt?.plain('refreshTokenExpirationPolicy') ?? '';
  const most = minutes(jwt?.object('refreshTokenSlidingWindowConfiguration'), 'maximumTimeToLiveInMinutes');
  const slides = policy.startsWith('SlidingWindow');
  const end = policy === 'SlidingWindowWithMaximumLifetime' ? (most ?? 'never') : 'never';
  return {
    accessTtl: jwt?.seconds('timeToLiveInSeconds') ?? firstAccess,
    accessTtlFrom: from,
    refreshAbsolute: refreshes ? (slides ? end : ttl) : null,
    refreshIdle: refreshes ? ttl : null,
    refreshRotation: refreshes && jwt?.plain('refreshTokenUsagePolicy') === 'OneTimeUse',
    offline: refreshes,
  };
}

/** Entities get no refresh tokens: they ask again with their secret. */
export function policyOfEntity(entity: Fields, typeId: string, instance: Instance): TokenPolicy {
  const own = instance.typeTtl.get(typeId);
  const { jwt, from } = settingsOf(entity, instance);
  return {
    accessTtl: own ?? jwt?.seconds('timeToLiveInSeconds') ?? firstAccess,
    accessTtlFrom: own === undefined ? from : 'api',
    refreshAbsolute: null,
    refreshIdle: null,
    refreshRotation: false,
    offline: false,
  };
}
