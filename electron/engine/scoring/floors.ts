import type { FactColumns } from '#engine/inventory/fact-columns.ts';
import { ownerStates } from '#engine/inventory/facts.ts';
import { durationWords } from '#shared/lib/duration.ts';
import type { Floor } from '#shared/model/score.ts';
import type { Policy } from './policy.ts';
import { floorIds } from './policy.ts';

const departed = ownerStates.indexOf('departed');
const ownerUnknown = ownerStates.indexOf('unknown');

const no = 0;
const maybe = 1;
const yes = 2;
/** yes when all hold, no when one fails, else maybe. */
const both = (one: number, other: number): number => Math.min(one, other);

/** Is a number such that `holds`? NaN may be. */
const above = (value: number, limit: number): number => (value > limit ? yes : Number.isNaN(value) ? maybe : no);
const is = (value: number, wanted: number): number => (value === wanted ? yes : Number.isNaN(value) ? maybe : no);
/** Does it hold tier `limit` or a worse one: for certain by what the catalogue knows, maybe by what it does not. */
const tierWithin = (tier: number, knownTier: number, limit: number): number =>
  knownTier <= limit ? yes : tier > limit ? no : maybe;

/**
 * Which floors hold for rows `first` to `first + count - 1`, 2 bits each from F1 upwards: 2 certain, 1 if an unknown fact
 * came out badly. Numbers and not lists, so that nothing is allocated per row.
 */
export function floorBits(columns: FactColumns, first: number, count: number, policy: Policy, bits: Uint16Array): void {
  const { tier: tiers, knownTier: knownTiers, owner, activeCredentials, canMint, customers, lifetime } = columns;
  const { endlessCredential, leaked, standing, consent, amplifies, crossEnvironment } = columns;
  const { manyCustomers, sensitiveLifetime } = policy.data.limits;
  for (let index = 0; index < count; index += 1) {
    const row = first + index;
    const tier = tiers[row] ?? Number.NaN;
    const knownTier = knownTiers[row] ?? Number.NaN;
    const alive = (activeCredentials[row] ?? 0) > 0 ? yes : no;
    const mints = canMint[row] === 1 ? yes : Number.isNaN(tier) || (tier === 0 && knownTier > 0) ? maybe : no;
    const gone = owner[row] === departed ? yes : owner[row] === ownerUnknown ? maybe : no;
    const many = above((customers[row] ?? Number.NaN) + 1, manyCustomers);
    const long = above(lifetime[row] ?? Number.NaN, sensitiveLifetime);
    bits[index] =
      both(tierWithin(tier, knownTier, 0), is(endlessCredential[row] ?? Number.NaN, 1)) |
      ((leaked[row] === 1 ? yes : no) << 2) |
      (both(mints, is(standing[row] ?? Number.NaN, 0)) << 4) |
      (is(consent[row] ?? Number.NaN, 2) << 6) |
      (both(gone, alive) << 8) |
      ((amplifies[row] === 1 ? yes : no) << 10) |
      (both(both(many, tierWithin(tier, knownTier, 1)), long) << 12) |
      ((crossEnvironment[row] === 1 ? yes : no) << 14);
  }
}

const count = new Intl.NumberFormat('en-US');

/** The floors that hold or may hold, highest first. */
export function floorList(columns: FactColumns, row: number, policy: Policy): readonly Floor[] {
  const states = new Uint16Array(1);
  floorBits(columns, row, 1, policy, states);
  const bits = states[0] ?? 0;
  return floorIds
    .flatMap((id, index): Floor[] => {
      const state = (bits >> (2 * index)) & 3;
      if (state === no) return [];
      return [
        { id, value: policy.data.floors[id], reason: reasonOf(id, columns, row, policy), certain: state === yes },
      ];
    })
    .sort((one, other) => other.value - one.value || (one.id < other.id ? -1 : 1));
}

function reasonOf(id: Floor['id'], columns: FactColumns, row: number, { data }: Policy): string {
  const { limits } = data;
  switch (id) {
    case 'F1':
      return 'Holds tier T0 with a static credential that never ends';
    case 'F2':
      return 'One of its credentials was seen in the open';
    case 'F3':
      return 'Can add credentials or grants to others, all the time';
    case 'F4':
      return 'Acts for humans without a live consent record';
    case 'F5':
      return 'Its owner has left and a credential is alive';
    case 'F6':
      return 'Holds more than its parent, or sits deeper than three hops';
    case 'F7': {
      const customers = columns.customers[row] ?? Number.NaN;
      const people = Number.isNaN(customers) ? 'an unknown number of' : count.format(customers);
      return `Acts for ${people} people at tier T0 or T1 for longer than ${durationWords(limits.sensitiveLifetime)}`;
    }
    case 'F8':
      return 'The same credential works in production and elsewhere';
  }
}
