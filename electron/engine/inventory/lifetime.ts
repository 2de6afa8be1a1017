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
  const [secrets, sessions] = [staticChains(identity, asOf), tokenChains(identity, asOf)];
  const [secret, tokens] = [longestOf(secrets), longestOf(sessions)];
  const chains = [...secrets, ...sessions];
  const longest = longestOf([secret, tokens].filter((chain) => chain !== null));
  if (longest === null) {
    return { seconds: Number.NaN, least: 0, reason: 'not_in_export', hops: [], ways: [], words: 'unknown' };
  }
  const seconds = total(longest);
  return {
    seconds,
    least: chains.reduce((most, chain) => Math.max(most, known(chain.hops)), 0),
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
/** No end beats everything, then what is unknown (it might have no end), then the longer one. */
function outlasts(chain: Chain, best: Chain): boolean {
  const rank = (seconds: number): number => (seconds === Number.POSITIVE_INFINITY ? 2 : Number.isNaN(seconds) ? 1 : 0);
  const [mine, other] = [total(chain), total(best)];
  return rank(mine) > rank(other) || (rank(mine) === 0 && rank(other) === 0 && mine > other);
}

const longestOf = (chains: readonly Chain[]): Chain | null =>
  chains.reduce<Chain | null>((best, chain) => (best === null || outlasts(chain, best) ? chain : best), null);

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

function staticChains(identity: Identity, asOf: Instant): Chain[] {
  return lastingSecrets(identity).map((credential) => {
    const [seconds, reason] = left(credential.expiresAt, asOf);
    const secret = hopOf(wordOfSecret(identity, credential.kind), seconds, `credentials/${credential.id}.expiresAt`);
    return { hops: seconds === 0 ? [secret] : withAccess([secret], identity), reason };
  });
}

/** Secrets that open access by themselves. */
const lastingSecrets = (identity: Identity): readonly Credential[] =>
  actsAlone(identity) ? identity.credentials.filter(({ status, kind }) => status === 'active' && isStatic(kind)) : [];

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

function tokenChains(identity: Identity, asOf: Instant): Chain[] {
  const policy = identity.tokenPolicy;
  if (policy === null) return [];
  const ttl = policy.accessTtl;
  const access = hopOf('access', isUnknown(ttl) ? Number.NaN : ttl, accessField);
  const tail = isUnknown(ttl) ? [] : exchanges(identity, ttl);
  const reason = isUnknown(ttl) ? ttl.unknown : null;
  const renewals = [refreshChain(identity), ...offlineChains(identity, asOf)].filter((chain) => chain !== null);
  if (renewals.length === 0) return [{ hops: [access, ...tail], reason }];
  return renewals.map((renewal) => ({
    hops: [access, ...renewal.hops, ...tail],
    reason: renewal.reason ?? reason,
  }));
}

/** A part of a lifetime that ends at an instant: it is `rest` and what is left until then, of which the time before `since` does not count. */
export interface EndingWay {
  readonly since: Instant;
  readonly until: Instant;
  readonly rest: Seconds;
}

const known = (hops: readonly Hop[]): Seconds =>
  hops.reduce((sum, { seconds }) => sum + (Number.isNaN(seconds) ? 0 : seconds), 0);

/** What of a lifetime depends on the moment that is asked for. */
export function endingWays(identity: Identity): EndingWay[] {
  const secrets = lastingSecrets(identity).flatMap(({ expiresAt }): EndingWay[] =>
    typeof expiresAt === 'number'
      ? [{ since: Number.NEGATIVE_INFINITY, until: expiresAt, rest: known(withAccess([], identity)) }]
      : [],
  );
  const renewal = identity.tokenPolicy === null ? null : renewalLimit(identity.tokenPolicy);
  if (renewal === null) return secrets;
  const limit = isUnknown(renewal.limit) ? Number.POSITIVE_INFINITY : renewal.limit;
  const rest = known(withAccess([], identity));
  const sessions = identity.grants.flatMap(({ offline, expiresAt }): EndingWay[] =>
    offline && typeof expiresAt === 'number' ? [{ since: expiresAt - limit * 1000, until: expiresAt, rest }] : [],
  );
  return [...secrets, ...sessions];
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
function offlineChains({ tokenPolicy, grants }: Identity, asOf: Instant): Chain[] {
  const renewal = tokenPolicy === null ? null : renewalLimit(tokenPolicy);
  if (renewal === null) return [];
  const { limit } = renewal;
  const sessions = grants.filter(({ offline }) => offline);
  return sessions.map((grant) => {
    const [ends] = left(grant.expiresAt, asOf);
    const open = Number.isNaN(ends) || ends === Number.POSITIVE_INFINITY;
    const seconds = isUnknown(limit) ? (open ? Number.NaN : ends) : open ? limit : Math.min(ends, limit);
    const field = !open && seconds === ends ? `grants/${grant.id}.expiresAt` : renewal.field;
    const reason = isUnknown(limit) ? limit.unknown : null;
    return { hops: [hopOf('offline session', seconds, field)], reason };
  });
}

function left(end: Fact<Instant | 'never'>, asOf: Instant): [Seconds, UnknownReason | null] {
  if (isUnknown(end)) return [Number.NaN, end.unknown];
  if (end === 'never') return [Number.POSITIVE_INFINITY, null];
  return [Math.max(0, end - asOf) / 1000, null];
}
