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
 * `factsOf(identity, …)` makes them of one record; what more the whole inventory, the activity, the registers and the moment
 * say of it (`completedSchema` of the store) is derived after each commit, in jobs/derive.ts.
 */
export interface Facts {
  /** Index into identityKinds. */
  readonly kind: number;
  /** Index into identityStatuses. */
  readonly status: number;
  readonly builtIn: 0 | 1;
  /** 1: a source says that a credential of it was seen in the open, or a report of a scanner shows one that it has. */
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
  /** Effective lifetime over every hop, seconds; Infinity: never ends. Completed from the whole inventory. */
  readonly lifetime: Seconds;
  /** Index into unknownReasons + 1 when `lifetime` is NaN, else 0. */
  readonly lifetimeReason: number;
  /** The least that `lifetime` is, whatever nobody knows; equal to it where it is known. */
  readonly lifetimeLeast: Seconds;
  /** What tokens exchanged at others, or minted for sub-agents, add to what its record says; completed from the whole inventory. NaN unknown. */
  readonly lifetimeBeyond: Seconds;
  /** What an access token lives; 0: it gets none; NaN unknown. */
  readonly accessTtl: Seconds;
  /** What a token that is exchanged at it adds to the one that it came from; 0: nothing; NaN unknown. */
  readonly exchangedTtl: Seconds;
  /** When its refresh chain ends; 0: it gets no refresh token; Infinity: never; NaN unknown. */
  readonly refreshEnd: Seconds;
  /** Bits of `policyLints`: what its settings of lifetimes say of each other, and who set the two that the workspace measures. */
  readonly policyLint: number;
  /** Last known end of an offline session of it; -Infinity: it has none; Infinity: one never ends; NaN: no end is known. */
  readonly sessionEnd: Instant;
  /** Last moment at which a token that it was issued may be believed, with what logs show of its use; -Infinity: it has none; NaN unknown. */
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
  /** Customers that grants which have not ended name or count. */
  readonly customers: number;
  /** Distinct resources (APIs) that it may call directly. */
  readonly resources: number;
  /** Customers and resources within three hops, discounted (PRODUCT section 5, component R); NaN unknown. */
  readonly reach: number;
  /** Index into `autonomies`; NaN unknown. */
  readonly autonomy: number;
  /** Points of the weakest accepted credential (component C); NaN unknown. */
  readonly credential: number;
  readonly bound: 0 | 1;
  /** Active static credentials. */
  readonly staticCredentials: number;
  readonly activeCredentials: number;
  /** An active static credential that never ends: 1, none: 0, not recorded: NaN. */
  readonly endlessCredential: number;
  /** Index into `standings`; NaN unknown. */
  readonly standing: number;
  /** Index into ownerStates. */
  readonly owner: number;
  /** Index into unknownReasons + 1 when the source does not say who owns it, else 0. */
  readonly ownerReason: number;
  /** -1 not applicable, 0 live (`consentAt` tells its age), 1 old by the word of a score vector alone, 2 missing or over while what came of it goes on, NaN unknown. */
  readonly consent: number;
  /** Instant of the newest live consent; NaN unknown or none. */
  readonly consentAt: Instant;
  /** Holds a scope that its parent never had, or sits deeper than three hops. */
  readonly amplifies: 0 | 1;
  /** One credential seen in production and elsewhere. */
  readonly crossEnvironment: 0 | 1;
  /** Other identities that hold a key that it holds; completed from the whole inventory. */
  readonly sharedKey: number;
  // How its events show it in the window of usage, 0 where they show nothing of it or no log tells: `behaviour-of.ts`.
  /** Secrets in its request lines since it was last rotated: bits 1 token, 2 API key, 4 password. */
  readonly urlSecrets: number;
  /** One credential from two networks at about the same time, since it was last rotated. */
  readonly concurrentNetworks: 0 | 1;
  /** Most workloads of one credential in the days before its last use; 8: that many or more. */
  readonly workloads: number;
  /** Agents without a credential of their own that acted through it; 8: that many or more. */
  readonly agentsBehind: number;
  /** Index into interactions. */
  readonly interactive: number;
  readonly atConsole: 0 | 1;
  /** Index into impersonations. */
  readonly impersonates: number;
  /** Bits 1 to the token endpoint, 2 to several audiences, 4 too long, 8 shown again. */
  readonly assertionMisuse: number;
  /** The person left or the integration ended, by the word of an analyst. */
  readonly gone: 0 | 1;
  /** Of active credentials that take tokens of another issuer: 0 each pinned, 1 wider than one workload, 2 open to strangers; NaN: none, or not said. */
  readonly looseTrust: number;
  /** 1: somebody else made it and the platform does not vouch for who that is; 0: it does; NaN: its own, or not said. */
  readonly unverified: number;
  /** 1: every parent on record is disabled, ended or no longer listed; completed from the whole inventory. */
  readonly ghost: number;
  /** Last end of what was derived from a consent that was taken back or has run out; Infinity: none; -Infinity: there is nothing of it. As of the moment of the derivation: grant-spans.ts. */
  readonly endedConsentUntil: number;
  /** The same of people who are disabled, left or no longer listed; completed from the whole inventory. */
  readonly goneHumanUntil: number;
  /** Scopes of which the catalogue says that one gives reading, writing and deleting, below tier 0 and no wildcard. */
  readonly coarseScopes: number;
  /** Of an identity outside of production: scopes whose API or name says production; NaN: its environment is unknown. */
  readonly productionScopes: number;
  /** 1: production takes tokens of an issuer, or of a subject, that says it is none; 0: not that anybody says. */
  readonly devIssuer: number;
  /** 1: an agent whose sole owner is the one whom it acts for and who allowed it; completed from the whole inventory. */
  readonly selfApproved: number;
  /** Where active static credentials are kept: 2 whoever reads there has one, 1 the settings of a pipeline, 0 well; NaN: none, or not said. */
  readonly riskyStore: number;
  /** 1: an analyst knows of an incident of its publisher; completed from the register of incidents. */
  readonly incident: number;
  /** 1 production, 0 any other environment, NaN unknown. */
  readonly production: number;
  /** Bits of `traitBits` (registration-traits.ts): what its registration is known to be; 0: nothing, or not recorded. */
  readonly registration: number;
  /** Name and redirects as one number (registration-twins.ts); NaN: not recorded. */
  readonly twin: number;
  /** Live clients of its tenant with the same name and redirects, itself counted; completed from the whole inventory. */
  readonly twins: number;
  /** It stands for its authorization server, whose settings are said there; completed from the whole inventory. */
  readonly serverHome: 0 | 1;
  /** 1: by a grant of it somebody can act when nobody is there; as of the moment of the derivation. */
  readonly liveOffline: 0 | 1;
  /** Since when the live offline grant lies idle that does so longest; NaN: none, or not recorded; as of the moment of the derivation. */
  readonly offlineIdleSince: Instant;
}
