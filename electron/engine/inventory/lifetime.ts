import { durationWords } from '#shared/lib/duration.ts';
import { type Credential, isStatic } from '#shared/model/credential.ts';
import type { Fact, Instant, Seconds, UnknownReason } from '#shared/model/fact.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';

/** Seconds; NaN: unknown; Infinity: no end. */
export interface Hop {
  readonly label: string;
  readonly seconds: Seconds;
  /** Which value of the record says so: `tokenPolicy.accessTtl`, `credentials/ID.expiresAt`, `grants/ID.expiresAt`. */
  readonly field: string;
  /** At whom, where it is another identity; null: at itself. */
  readonly at: IdentityId | null;
}

/** What a thief may take, and how long it lasts by itself. */
export interface Way {
  readonly start: 'secret' | 'tokens';
  readonly seconds: Seconds;
}

export interface Lifetime {
  /** How long a thief of the weakest thing could keep going with no further human act. NaN: unknown; Infinity: no end. */
  readonly seconds: Seconds;
  /** The least that it is, whatever the unknown hops are; equal to `seconds` where that is known. */
  readonly least: Seconds;
  /** Why `seconds` is NaN. */
  readonly reason: UnknownReason | null;
  /** What it adds up from, in the order in which a thief would walk it. */
  readonly hops: readonly Hop[];
  /** Every way that there is, of which the longest was taken. */
  readonly ways: readonly Way[];
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
 * PRODUCT section 3.2, as far as one record says it. The longest of the chains that start from something a thief may take: a
 * static secret that opens access by itself until it ends, and a token that is renewed (refresh, offline) until its chain
 * ends. After either the last access token still lives, and may be exchanged once more at itself where that is allowed; what
 * it may be exchanged for at others follows from the whole inventory (lifetime-beyond.ts). A client secret counts only where
 * no human has to sign in first: that of a client which only acts for people is worth nothing without one of their sessions.
 * Federated proof leaves nothing to keep: the tokens alone count.
 */
export function lifetimeOf(identity: Identity, asOf: Instant = observedAt(identity)): Lifetime {
  const secret = staticChain(identity, asOf);
  const tokens = tokenChain(identity, asOf);
  const chains = [secret, tokens].filter((chain) => chain !== null);
  const longest = chains.reduce<Chain | null>(
    (best, chain) => (best === null || outlasts(chain, best) ? chain : best),
    null,
  );
  if (longest === null) {
    return { seconds: Number.NaN, least: 0, reason: 'not_in_export', hops: [], ways: [], words: 'unknown' };
  }
  const seconds = total(longest);
  return {
    seconds,
    least: Math.max(...chains.map(least)),
    reason: Number.isNaN(seconds) ? longest.reason : null,
    hops: longest.hops,
    ways: [
      ...(secret === null ? [] : [{ start: 'secret', seconds: total(secret) } as const]),
      ...(tokens === null ? [] : [{ start: 'tokens', seconds: total(tokens) } as const]),
    ],
    words: wordsOf(longest.hops),
  };
}

/** What an access token lives. 0: it gets none. NaN: nobody says. */
export function accessTtlOf({ kind, tokenPolicy, credentials }: Identity): Seconds {
  if (tokenPolicy === null) return kind === 'human' || isKeyAlone(kind, credentials) ? 0 : Number.NaN;
  return isUnknown(tokenPolicy.accessTtl) ? Number.NaN : tokenPolicy.accessTtl;
}

/** What a token that is exchanged at an identity, or that it mints for its parent, adds to what it came from. NaN: nobody says. */
export const exchangedTtl = (identity: Identity): Seconds =>
  identity.tokenPolicy?.exchanged === 'ends_with_subject' ? 0 : accessTtlOf(identity);

/** Its secret is the access: there are no tokens that could be exchanged. */
const isKeyAlone = (kind: Identity['kind'], credentials: readonly Credential[]): boolean =>
  kind === 'api_key' || credentials.some((credential) => credential.status === 'active' && isStatic(credential.kind));

const total = (chain: Chain): Seconds => chain.hops.reduce((sum, hop) => sum + hop.seconds, 0);
const least = (chain: Chain): Seconds =>
  chain.hops.reduce((sum, hop) => sum + (Number.isNaN(hop.seconds) ? 0 : hop.seconds), 0);

/** No end beats everything, then what is unknown (it might have no end), then the longer one. */
function outlasts(chain: Chain, best: Chain): boolean {
  const rank = (seconds: number): number => (seconds === Number.POSITIVE_INFINITY ? 2 : Number.isNaN(seconds) ? 1 : 0);
  const [mine, other] = [total(chain), total(best)];
  return rank(mine) > rank(other) || (rank(mine) === 0 && rank(other) === 0 && mine > other);
}

export function wordsOf(hops: readonly Pick<Hop, 'label' | 'seconds'>[]): string {
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

const hopOf = (label: string, seconds: Seconds, field: string): Hop => ({ label, seconds, field, at: null });
const accessField = 'tokenPolicy.accessTtl';

function staticChain(identity: Identity, asOf: Instant): Chain | null {
  if (!actsAlone(identity)) return null;
  let longest: Chain | null = null;
  for (const credential of identity.credentials) {
    if (credential.status !== 'active' || !isStatic(credential.kind)) continue;
    const [seconds, reason] = left(credential.expiresAt, asOf);
    const secret = hopOf(wordOfSecret(identity, credential.kind), seconds, `credentials/${credential.id}.expiresAt`);
    const chain: Chain = { hops: seconds === 0 ? [secret] : withAccess([secret], identity), reason };
    if (longest === null || outlasts(chain, longest)) longest = chain;
  }
  return longest;
}

/** A thief mints one last time; where the source says nothing of tokens, the secret itself is the access. */
function withAccess(hops: readonly Hop[], identity: Identity): readonly Hop[] {
  const ttl = identity.tokenPolicy?.accessTtl;
  if (ttl === undefined || isUnknown(ttl)) return hops;
  return [...hops, hopOf('access', ttl, accessField), ...exchanges(identity, ttl)];
}

/** Its own tokens for new ones of its own. */
function exchanges({ id, delegations, tokenPolicy }: Identity, ttl: Seconds): readonly Hop[] {
  if (tokenPolicy?.exchanged === 'ends_with_subject') return [];
  const allowed = delegations.some((edge) => edge.kind === 'may_exchange' && edge.from === id && edge.to === id);
  return allowed ? [hopOf('exchanged token', ttl, accessField)] : [];
}

function tokenChain(identity: Identity, asOf: Instant): Chain | null {
  const policy = identity.tokenPolicy;
  if (policy === null) return null;
  const ttl = policy.accessTtl;
  const access = hopOf('access', isUnknown(ttl) ? Number.NaN : ttl, accessField);
  const tail = isUnknown(ttl) ? [] : exchanges(identity, ttl);
  const reason = isUnknown(ttl) ? ttl.unknown : null;
  const renewal = [refreshChain(identity), offlineChain(identity, asOf)]
    .filter((chain) => chain !== null)
    .reduce<Chain | null>((best, chain) => (best === null || outlasts(chain, best) ? chain : best), null);
  if (renewal === null) return { hops: [access, ...tail], reason };
  return { hops: [access, ...renewal.hops, ...tail], reason: renewal.reason ?? reason };
}

/** Seconds until the policy ends renewal, and the value that says so; null: it gets no refresh token at all. */
function renewalLimit(policy: TokenPolicy): { readonly limit: Fact<Seconds>; readonly field: string } | null {
  if (policy.refreshAbsolute === null && policy.refreshIdle === null) return null;
  // An idle limit does not end what is used, and rotation does not end what only the thief uses: the absolute limit does.
  const absolute = policy.refreshAbsolute ?? 'never';
  const field = policy.refreshAbsolute === null ? 'tokenPolicy.refreshIdle' : 'tokenPolicy.refreshAbsolute';
  return { limit: absolute === 'never' ? Number.POSITIVE_INFINITY : absolute, field };
}

function refreshChain({ tokenPolicy }: Identity): Chain | null {
  const renewal = tokenPolicy === null ? null : renewalLimit(tokenPolicy);
  if (tokenPolicy === null || renewal === null) return null;
  const { limit, field } = renewal;
  const label = tokenPolicy.offline === true ? 'offline session' : 'refresh chain';
  if (isUnknown(limit)) return { hops: [hopOf(label, Number.NaN, field)], reason: limit.unknown };
  return { hops: [hopOf(label, limit, field)], reason: null };
}

/** A session ends with its grant or at the policy's limit, whichever is sooner; a grant that never ends leaves the limit. */
function offlineChain({ tokenPolicy, grants }: Identity, asOf: Instant): Chain | null {
  const renewal = tokenPolicy === null ? null : renewalLimit(tokenPolicy);
  if (renewal === null) return null;
  const { limit } = renewal;
  let longest: Chain | null = null;
  for (const grant of grants) {
    if (!grant.offline) continue;
    const [ends] = left(grant.expiresAt, asOf);
    const open = Number.isNaN(ends) || ends === Number.POSITIVE_INFINITY;
    const seconds = isUnknown(limit) ? (open ? Number.NaN : ends) : open ? limit : Math.min(ends, limit);
    const field = !open && seconds === ends ? `grants/${grant.id}.expiresAt` : renewal.field;
    const reason = isUnknown(limit) ? limit.unknown : null;
    const chain: Chain = { hops: [hopOf('offline session', seconds, field)], reason };
    if (longest === null || outlasts(chain, longest)) longest = chain;
  }
  return longest;
}

function left(end: Fact<Instant | 'never'>, asOf: Instant): [Seconds, UnknownReason | null] {
  if (isUnknown(end)) return [Number.NaN, end.unknown];
  if (end === 'never') return [Number.POSITIVE_INFINITY, null];
  return [Math.max(0, end - asOf) / 1000, null];
}
