// How long tokens live (Vault, "Tokens": time-to-live, periodic tokens, explicit max TTLs).
import type { Fields } from '#engine/importers/fields.ts';
import { durationIn } from '#engine/importers/gather/go-duration.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';

/** `default_lease_ttl` and `max_lease_ttl` where the server's configuration does not say otherwise: 768 hours. */
const systemTtl: Seconds = 2_764_800;

const orNothing = (value: Fact<Seconds> | undefined): Fact<Seconds> | undefined => (value === 0 ? undefined : value);
const said = (fields: Fields, ...names: readonly string[]): Fact<Seconds> | undefined =>
  names.map((name) => orNothing(durationIn(fields, name))).find((value) => value !== undefined);

/** Of tokens that a role gives out. Until 1.2 the members had no prefix. */
export function policyOfRole(role: Fields): TokenPolicy {
  const period = said(role, 'token_period', 'period');
  const ttl = said(role, 'token_ttl', 'ttl');
  const explicit = said(role, 'token_explicit_max_ttl', 'explicit_max_ttl');
  const max = said(role, 'token_max_ttl', 'max_ttl');
  const isBatch = role.plain('token_type') === 'batch';
  const end = explicit ?? (period === undefined ? (max ?? systemTtl) : 'never');
  return policy(period ?? ttl ?? systemTtl, (period ?? ttl) === undefined ? 'vendor_default' : 'client', isBatch, end);
}

/** Of one token; null: it never ends, so that nothing of it lives for a while. */
export function policyOfToken(token: Fields): TokenPolicy | null {
  const period = said(token, 'period');
  const ttl = period ?? said(token, 'creation_ttl', 'lease_duration', 'ttl');
  if (ttl === undefined) return null;
  const isFinal =
    token.plain('type') === 'batch' || token.plain('token_type') === 'batch' || token.raw('renewable') === false;
  const end = said(token, 'explicit_max_ttl') ?? (period === undefined ? unknown('not_in_export') : 'never');
  return policy(ttl, 'client', isFinal, end);
}

/** Renewal is to a token what a refresh is: it lives on as long as somebody asks in time, up to its end. */
function policy(
  accessTtl: Fact<Seconds>,
  accessTtlFrom: TokenPolicy['accessTtlFrom'],
  isFinal: boolean,
  end: Fact<Seconds | 'never'>,
): TokenPolicy {
  const isShort = typeof end === 'number' && !isUnknown(accessTtl) && accessTtl > end;
  const ttl = isShort ? end : accessTtl;
  return {
    accessTtl: ttl,
    accessTtlFrom: isShort ? 'client' : accessTtlFrom,
    refreshAbsolute: isFinal ? null : end,
    refreshIdle: isFinal ? null : ttl,
    refreshRotation: false,
    offline: false,
  };
}
