import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import { autonomies, ownerStates, standings } from '#engine/inventory/facts.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import { type NumbersOf, policyTable, standardOf } from './policy-table.ts';

/** `as`: the keys of a literal are exactly its own. */
const credentialKinds = Object.keys(credentialPoints) as (keyof typeof credentialPoints)[];
/** By `Facts.tier`. */
const tierNames = ['T0', 'T1', 'T2', 'T3', 'none'] as const;
export const floorIds = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'] as const;

/**
 * Everything that the score of PRODUCT section 5 weighs by, the thresholds of the rules, and what a change may break. Plain
 * data: its hash is the policy's name.
 */
export type PolicyData = { readonly version: 1 } & NumbersOf<typeof policyTable>;

export const standardPolicy: PolicyData = { version: 1, ...standardOf(policyTable) };

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
      tiers: Float64Array.from(tierNames, (each) => data.tiers[each]),
      credential: credentialTable(data),
      certainFloor: floorTable(data, 2),
      possibleFloor: floorTable(data, 1),
    },
  };
}

function credentialTable(data: PolicyData): Float64Array {
  const table = new Float64Array(credentialPoints.none + 1).fill(Number.NaN);
  table[0] = 0;
  for (const kind of credentialKinds) table[credentialPoints[kind]] = data.credential[kind];
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
