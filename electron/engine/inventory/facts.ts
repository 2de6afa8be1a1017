import type { Instant, Seconds } from '#shared/model/fact.ts';
import type { Autonomy, Standing } from '#shared/model/identity.ts';

/** How many owners stand behind an identity, and in what state. */
export const ownerStates = ['none', 'departed', 'single', 'backed', 'team', 'unknown'] as const;
export type OwnerState = (typeof ownerStates)[number];

/** What `Facts.autonomy` and `Facts.standing` are indexes into. */
export const autonomies = [
  'unattended',
  'bounded_job',
  'delegated',
  'per_action_approval',
] as const satisfies Autonomy[];
export const standings = ['standing', 'scheduled', 'jit'] as const satisfies Standing[];

/**
 * What scoring, rules, lists and charts need of one identity: a flat row of numbers, so that 100,000 of them are typed
 * columns. NaN is unknown everywhere; Infinity is never (lifetimes, expiry); -Infinity is "never used".
 * Made by `factsOf(identity, …)` and nowhere else; `reach*` and `owner*` are completed from the whole inventory.
 */
export interface Facts {
  /** Index into identityKinds. */
  readonly kind: number;
  /** Index into identityStatuses. */
  readonly status: number;
  readonly builtIn: 0 | 1;
  readonly leaked: 0 | 1;
  readonly createdAt: Instant;
  /** -Infinity: never used. */
  readonly lastUsedAt: Instant;
  /** Index into unknownReasons + 1 when `lastUsedAt` is NaN, else 0. */
  readonly lastUsedReason: number;
  /** Earliest end of an active static credential; Infinity: none ends. */
  readonly expiresAt: Instant;
  /** Oldest rotation of an active static credential; NaN unknown; Infinity: secretless. */
  readonly rotatedAt: Instant;
  /** Effective lifetime, seconds; Infinity: never ends. */
  readonly lifetime: Seconds;
  /** Index into unknownReasons + 1 when `lifetime` is NaN, else 0. */
  readonly lifetimeReason: number;
  /** Last moment at which a token that it was issued may be believed; -Infinity: it has none; NaN unknown. */
  readonly residualUntil: Instant;
  /** 0–3: highest sensitivity held (T0 is 0); 4: holds no scope at all; NaN: not recorded. */
  readonly tier: number;
  /** The same over the scopes that the catalogue knows; 4: none of them is known. Equal to `tier` when `classified`. */
  readonly knownTier: number;
  /** 1: every scope is in the catalogue. */
  readonly classified: 0 | 1;
  readonly wildcard: 0 | 1;
  /** May add credentials, grants or identities to others. */
  readonly canMint: 0 | 1;
  /** Sum over distinct API × verb class, PRODUCT section 5, component B; NaN unknown. */
  readonly breadth: number;
  readonly scopesGranted: number;
  /** NaN: not recorded. */
  readonly scopesUsed: number;
  /** 0–1, weighted by tier; NaN: not recorded. */
  readonly unused: number;
  /** Customers that its grants name or count. */
  readonly customers: number;
  /** Distinct resources (APIs) that it may call directly. */
  readonly resources: number;
  /** Customers and resources within three hops, discounted (PRODUCT section 5, component R); NaN unknown. */
  readonly reach: number;
  /** Index into the autonomy list of scoring/policy.ts; NaN unknown. */
  readonly autonomy: number;
  /** Points of the weakest accepted credential (component C); NaN unknown. */
  readonly credential: number;
  readonly bound: 0 | 1;
  /** Active static credentials. */
  readonly staticCredentials: number;
  readonly activeCredentials: number;
  /** An active static credential that never ends: 1, none: 0, not recorded: NaN. */
  readonly endlessCredential: number;
  /** 0 standing, 1 scheduled, 2 just in time; NaN unknown. */
  readonly standing: number;
  /** Index into ownerStates. */
  readonly owner: number;
  /** Index into unknownReasons + 1 when the source does not say who owns it, else 0. */
  readonly ownerReason: number;
  /** -1 not applicable, 0 live and fresh, 1 older than 180 d, 2 missing, NaN unknown. */
  readonly consent: number;
  /** Instant of the newest live consent; NaN unknown or none. */
  readonly consentAt: Instant;
  /** Holds a scope that its parent never had, or sits deeper than three hops. */
  readonly amplifies: 0 | 1;
  /** One credential seen in production and elsewhere. */
  readonly crossEnvironment: 0 | 1;
  /** Other identities that hold a key that it holds; completed from the whole inventory. */
  readonly sharedKey: number;
  /** The person left or the integration ended, by the word of an analyst. */
  readonly gone: 0 | 1;
  /** The 48 bits of the fingerprint of its first active static credential; NaN: none or unknown. */
  readonly fingerprint: number;
  /** 1 production, 0 any other environment, NaN unknown. */
  readonly production: number;
}
