import { durationWords } from '#shared/lib/duration.ts';
import { isStatic } from '#shared/model/credential.ts';
import type { Fact, Instant, Seconds, UnknownReason } from '#shared/model/fact.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';

/** Seconds; NaN: unknown; Infinity: no end. */
export interface Hop {
  readonly label: string;
  readonly seconds: Seconds;
}

export interface Lifetime {
  /** How long a thief of the weakest thing could keep going with no further human act. NaN: unknown; Infinity: no end. */
  readonly seconds: Seconds;
  /** Why `seconds` is NaN. */
  readonly reason: UnknownReason | null;
  /** What it adds up from, in the order in which a thief would walk it. */
  readonly hops: readonly Hop[];
  /** `access 5 min + offline session 30 d`. */
  readonly words: string;
}

interface Chain {
  readonly hops: readonly Hop[];
  readonly reason: UnknownReason | null;
}

/** Needed to take remaining times: the newest moment at which a source was read. */
export function observedAt(identity: Pick<Identity, 'sources'>): Instant {
  return identity.sources.reduce((newest, source) => Math.max(newest, source.importedAt), 0);
}

/**
 * PRODUCT section 3.2. The longest of the chains that start from something a thief may take: a static secret that opens
 * access by itself until it ends, and a token that is renewed (refresh, offline) until its chain ends. After either the last
 * access token still lives, and each exchange allowed adds one more. A client secret counts only where no human has to
 * sign in first: that of a client which only acts for people is worth nothing without one of their sessions.
 */
export function lifetimeOf(identity: Identity, asOf: Instant = observedAt(identity)): Lifetime {
  const chains = [staticChain(identity, asOf), tokenChain(identity, asOf)].filter((chain) => chain !== null);
  const longest = chains.reduce<Chain | null>(
    (best, chain) => (best === null || outlasts(chain, best) ? chain : best),
    null,
  );
  if (longest === null) return { seconds: Number.NaN, reason: 'not_in_export', hops: [], words: 'unknown' };
  const seconds = total(longest);
  return {
    seconds,
    reason: Number.isNaN(seconds) ? longest.reason : null,
    hops: longest.hops,
    words: wordsOf(longest.hops),
  };
}

const total = (chain: Chain): Seconds => chain.hops.reduce((sum, hop) => sum + hop.seconds, 0);

/** No end beats everything, then what is unknown (it might have no end), then the longer one. */
function outlasts(chain: Chain, best: Chain): boolean {
  const rank = (seconds: number): number => (seconds === Number.POSITIVE_INFINITY ? 2 : Number.isNaN(seconds) ? 1 : 0);
  const [mine, other] = [total(chain), total(best)];
  return rank(mine) > rank(other) || (rank(mine) === 0 && rank(other) === 0 && mine > other);
}

function wordsOf(hops: readonly Hop[]): string {
  return hops
    .map((hop) => `${hop.label} ${Number.isNaN(hop.seconds) ? 'unknown' : durationWords(hop.seconds)}`)
    .join(' + ');
}

/** Does the secret alone open access, with nobody signing in? */
function actsAlone(identity: Identity): boolean {
  switch (identity.kind) {
    case 'api_key':
    case 'service_account':
    case 'workload':
      return true;
    case 'agent':
      return identity.grants.some((grant) => grant.onBehalfOf === null && grant.subjects === 0);
    default:
      return false;
  }
}

const wordOfSecret = (identity: Identity, kind: string): string =>
  identity.kind === 'api_key' ? 'key' : kind === 'private_key_jwt' || kind === 'mtls' ? 'private key' : 'static secret';

function staticChain(identity: Identity, asOf: Instant): Chain | null {
  if (!actsAlone(identity)) return null;
  let longest: Chain | null = null;
  for (const credential of identity.credentials) {
    if (credential.status !== 'active' || !isStatic(credential.kind)) continue;
    const [seconds, reason] = left(credential.expiresAt, asOf);
    const secret = { label: wordOfSecret(identity, credential.kind), seconds };
    const chain: Chain = { hops: seconds === 0 ? [secret] : withAccess([secret], identity), reason };
    if (longest === null || outlasts(chain, longest)) longest = chain;
  }
  return longest;
}

/** A thief mints one last time; where the source says nothing of tokens, the secret itself is the access. */
function withAccess(hops: readonly Hop[], identity: Identity): readonly Hop[] {
  const ttl = identity.tokenPolicy?.accessTtl;
  if (ttl === undefined || isUnknown(ttl)) return hops;
  return [...hops, { label: 'access', seconds: ttl }, ...exchanges(identity, ttl)];
}

function exchanges(identity: Identity, ttl: Seconds): readonly Hop[] {
  const allowed = identity.delegations.some((edge) => edge.kind === 'may_exchange' && edge.from === identity.id);
  return allowed ? [{ label: 'exchanged token', seconds: ttl }] : [];
}

function tokenChain(identity: Identity, asOf: Instant): Chain | null {
  const policy = identity.tokenPolicy;
  if (policy === null) return null;
  const ttl = policy.accessTtl;
  const access: Hop = { label: 'access', seconds: isUnknown(ttl) ? Number.NaN : ttl };
  const tail = isUnknown(ttl) ? [] : exchanges(identity, ttl);
  const reason = isUnknown(ttl) ? ttl.unknown : null;
  const renewal = [refreshChain(identity), offlineChain(identity, asOf)]
    .filter((chain) => chain !== null)
    .reduce<Chain | null>((best, chain) => (best === null || outlasts(chain, best) ? chain : best), null);
  if (renewal === null) return { hops: [access, ...tail], reason };
  return { hops: [access, ...renewal.hops, ...tail], reason: renewal.reason ?? reason };
}

/** Seconds until the policy ends renewal; null: it gets no refresh token at all. */
function renewalLimit(policy: TokenPolicy): Fact<Seconds> | null {
  if (policy.refreshAbsolute === null && policy.refreshIdle === null) return null;
  // An idle limit does not end what is used, and rotation does not end what only the thief uses: the absolute limit does.
  const absolute = policy.refreshAbsolute ?? 'never';
  return absolute === 'never' ? Number.POSITIVE_INFINITY : absolute;
}

function refreshChain({ tokenPolicy }: Identity): Chain | null {
  const limit = tokenPolicy === null ? null : renewalLimit(tokenPolicy);
  if (tokenPolicy === null || limit === null) return null;
  const label = tokenPolicy.offline === true ? 'offline session' : 'refresh chain';
  if (isUnknown(limit)) return { hops: [{ label, seconds: Number.NaN }], reason: limit.unknown };
  return { hops: [{ label, seconds: limit }], reason: null };
}

/** A session ends with its grant or at the policy's limit, whichever is sooner; a grant that never ends leaves the limit. */
function offlineChain({ tokenPolicy, grants }: Identity, asOf: Instant): Chain | null {
  const limit = tokenPolicy === null ? null : renewalLimit(tokenPolicy);
  if (limit === null) return null;
  let longest: Chain | null = null;
  for (const grant of grants) {
    if (!grant.offline) continue;
    const [ends] = left(grant.expiresAt, asOf);
    const open = Number.isNaN(ends) || ends === Number.POSITIVE_INFINITY;
    const seconds = isUnknown(limit) ? (open ? Number.NaN : ends) : open ? limit : Math.min(ends, limit);
    const reason = isUnknown(limit) ? limit.unknown : null;
    const chain: Chain = { hops: [{ label: 'offline session', seconds }], reason };
    if (longest === null || outlasts(chain, longest)) longest = chain;
  }
  return longest;
}

function left(end: Fact<Instant | 'never'>, asOf: Instant): [Seconds, UnknownReason | null] {
  if (isUnknown(end)) return [Number.NaN, end.unknown];
  if (end === 'never') return [Number.POSITIVE_INFINITY, null];
  return [Math.max(0, end - asOf) / 1000, null];
}
