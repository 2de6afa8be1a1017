import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { OwnerState } from '#engine/inventory/facts.ts';
import { autonomies, ownerStates, standings } from '#engine/inventory/facts.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';

export const floorIds = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'] as const;

/** Everything that the score of PRODUCT section 5 weighs by, and the thresholds of the rules. Plain data: its hash is the policy's name. */
export interface PolicyData {
  readonly version: 1;
  /** Share of each axis in the score. */
  readonly axes: { readonly power: number; readonly exposure: number };
  /** Most points of each component. */
  readonly most: {
    readonly sensitivity: number;
    readonly breadth: number;
    readonly reach: number;
    readonly autonomy: number;
    readonly credential: number;
    readonly lifetime: number;
    readonly standing: number;
    readonly rotation: number;
    readonly unused: number;
    readonly owner: number;
    readonly consent: number;
  };
  /** Points of T0, T1, T2, T3 and of an identity without scopes. */
  readonly tiers: readonly [number, number, number, number, number];
  /** Breadth units that earn the most points. */
  readonly breadthUnits: number;
  /** Powers of ten of reach that earn the most points. */
  readonly reachDecades: number;
  readonly autonomy: Readonly<Record<(typeof autonomies)[number], number>>;
  readonly credential: Readonly<Record<string, number>>;
  readonly standing: Readonly<Record<(typeof standings)[number], number>>;
  /** `team` is the interpolated "one owner and a team mailbox". `unknown` is the midpoint and has no entry. */
  readonly owner: Readonly<Record<Exclude<OwnerState, 'unknown'>, number>>;
  readonly consent: { readonly missing: number; readonly old: number };
  /** Seconds between which the lifetime earns no and all points. */
  readonly lifetime: { readonly from: number; readonly to: number };
  /** Whole numbers. */
  readonly floors: Readonly<Record<(typeof floorIds)[number], number>>;
  readonly limits: Limits;
}

/** Thresholds. Days and seconds as named. */
export interface Limits {
  readonly rotationDays: number;
  /** For keys and certificates. */
  readonly keyRotationDays: number;
  readonly dormantDays: number;
  readonly dormantHighDays: number;
  /** Age from which "never used" counts. */
  readonly neverUsedDays: number;
  readonly unusedShare: number;
  /** Window in which the use of scopes counts, 1 to 365. */
  readonly usageDays: number;
  readonly consentDays: number;
  readonly manyCustomers: number;
  /** Effective lifetime allowed at T0 and T1, seconds. */
  readonly sensitiveLifetime: number;
  /** Effective lifetime allowed to anything, seconds. */
  readonly anyLifetime: number;
  /** Below it a sender-constrained identity's findings weigh one level less, seconds. */
  readonly shortLifetime: number;
  /** Confidence below which no bare number is printed. */
  readonly confidence: number;
}

export const standardPolicy: PolicyData = {
  version: 1,
  axes: { power: 0.6, exposure: 0.4 },
  most: {
    sensitivity: 45,
    breadth: 20,
    reach: 20,
    autonomy: 15,
    credential: 25,
    lifetime: 20,
    standing: 15,
    rotation: 15,
    unused: 15,
    owner: 6,
    consent: 4,
  },
  tiers: [45, 32, 18, 6, 0],
  breadthUnits: 32,
  reachDecades: 5,
  autonomy: { unattended: 15, bounded_job: 10, delegated: 5, per_action_approval: 2 },
  credential: credentialPoints,
  standing: { standing: 15, scheduled: 8, jit: 2 },
  owner: { none: 6, departed: 6, single: 2, backed: 0, team: 1 },
  consent: { missing: 4, old: 2 },
  lifetime: { from: 300, to: 31_536_000 },
  floors: { F1: 90, F2: 95, F3: 80, F4: 70, F5: 70, F6: 75, F7: 80, F8: 60 },
  limits: {
    rotationDays: 90,
    keyRotationDays: 365,
    dormantDays: 90,
    dormantHighDays: 180,
    neverUsedDays: 30,
    unusedShare: 0.5,
    usageDays: 90,
    consentDays: 180,
    manyCustomers: 1000,
    sensitiveLifetime: 86_400,
    anyLifetime: 2_592_000,
    shortLifetime: 900,
    confidence: 0.6,
  },
};

/** The standard policy with another window in which use counts. */
export const withUsageDays = (usageDays: number): PolicyData => ({
  ...standardPolicy,
  limits: { ...standardPolicy.limits, usageDays },
});

/** A policy made ready: its name, and its tables by the indexes of Facts. */
export interface Policy {
  readonly data: PolicyData;
  /** First 6 hex digits of the SHA-256 of the policy, as every screen shows it. */
  readonly hash: string;
  readonly fullHash: string;
  readonly tables: {
    readonly autonomy: Float64Array;
    readonly standing: Float64Array;
    /** NaN for `unknown`. */
    readonly owner: Float64Array;
    readonly tiers: Float64Array;
    /** By the standard points, which Facts carries as the name of the class. */
    readonly credential: Float64Array;
    /** Highest floor by the bits of `floorBits`: of those that hold, and of those that may hold. */
    readonly certainFloor: Uint8Array;
    readonly possibleFloor: Uint8Array;
  };
}

export function preparePolicy(data: PolicyData, sha256: (text: string) => string): Policy {
  const fullHash = sha256(stableStringify(data));
  return {
    data,
    hash: fullHash.slice(0, 6),
    fullHash,
    tables: {
      autonomy: Float64Array.from(autonomies, (each) => data.autonomy[each]),
      standing: Float64Array.from(standings, (each) => data.standing[each]),
      owner: Float64Array.from(ownerStates, (each) => (each === 'unknown' ? Number.NaN : data.owner[each])),
      tiers: Float64Array.from(data.tiers),
      credential: credentialTable(data),
      certainFloor: floorTable(data, 2),
      possibleFloor: floorTable(data, 1),
    },
  };
}

function credentialTable(data: PolicyData): Float64Array {
  const table = new Float64Array(credentialPoints.none + 1).fill(Number.NaN);
  table[0] = 0;
  for (const [kind, points] of Object.entries(credentialPoints)) table[points] = data.credential[kind] ?? points;
  return table;
}

/** Two bits a floor; it counts when its bits are at least `least`. */
function floorTable(data: PolicyData, least: number): Uint8Array {
  const table = new Uint8Array(1 << (2 * floorIds.length));
  let filled = 1;
  // What lower floors yield, and above it the same with each state of the next one.
  for (const id of floorIds) {
    const value = data.floors[id];
    for (let state = 1; state <= 3; state += 1) {
      for (let bits = 0; bits < filled; bits += 1) {
        const below = table[bits] ?? 0;
        table[state * filled + bits] = state >= least ? Math.max(below, value) : below;
      }
    }
    filled *= 4;
  }
  return table;
}
