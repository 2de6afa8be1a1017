import type { Graph } from '#engine/graph/adjacency.ts';
import { type LongestWays, longestWays, narrowed, type Step } from '#engine/graph/longest-way.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { type Seconds, unknownReasons } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Facts } from './facts.ts';
import { type Hop, type Lifetime, wordsOf } from './lifetime.ts';

/** Tokens that come of one another are followed as deep as sub-agents may sit (PRODUCT section 5, F6). */
export const mostHops = 3;

const [exchange, spawned] = [delegationKinds.indexOf('may_exchange'), delegationKinds.indexOf('spawned')];

export interface BeyondInput {
  readonly length: number;
  /** Where a thief of each row moves. */
  readonly graph: Graph;
  readonly status: ArrayLike<number>;
  /** As `exchangedTtl` says it. */
  readonly exchangedTtl: ArrayLike<number>;
  /** What each record says by itself. */
  readonly lifetime: ArrayLike<number>;
  readonly lifetimeReason: ArrayLike<number>;
  readonly lifetimeLeast: ArrayLike<number>;
  /** 1: it exchanges tokens of one, or commands one, that is not in the inventory. */
  readonly strange: ArrayLike<number>;
}

export interface Beyond {
  readonly lifetime: Float64Array;
  readonly lifetimeReason: Uint8Array;
  readonly lifetimeLeast: Float64Array;
  readonly lifetimeBeyond: Float64Array;
}

const notInExport = unknownReasons.indexOf('not_in_export') + 1;

/** What a lifetime is with what lies beyond: no end stays without an end, whatever is unknown. */
const withBeyond = (own: Seconds, beyond: Seconds): Seconds => (own === Number.POSITIVE_INFINITY ? own : own + beyond);

/** What the whole inventory makes of another lifetime of the same record: what others add stays as it is. */
export function lifetimeWithin(
  own: Pick<Facts, 'lifetime' | 'lifetimeReason'>,
  known: Pick<Facts, 'lifetimeBeyond' | 'lifetimeReason'>,
): Pick<Facts, 'lifetime' | 'lifetimeReason'> {
  const lifetime = withBeyond(own.lifetime, known.lifetimeBeyond);
  const isOpen = Number.isNaN(lifetime) && own.lifetimeReason === 0;
  return { lifetime, lifetimeReason: isOpen ? known.lifetimeReason || notInExport : own.lifetimeReason };
}

/** The ways over which tokens are exchanged for others, or sub-agents get theirs, of identities that are active. */
export function tokenWays(input: Pick<BeyondInput, 'graph' | 'status' | 'exchangedTtl' | 'strange'>): LongestWays {
  const { graph, status, exchangedTtl, strange } = input;
  const isKept = (kind: number, row: number): boolean => (kind === exchange || kind === spawned) && status[row] === 0;
  return longestWays(narrowed(graph, isKept), exchangedTtl, { steps: mostHops, strange });
}

/**
 * Effective lifetimes over every hop (PRODUCT section 3.2): to what one record says comes the last token that the thief can
 * still exchange for at others, or have a sub-agent mint, each on the longest way that never turns straight back. A new
 * session at another identity would take a human, so a hop gives one access token and no more. What is not in the inventory,
 * or does not say how long its tokens live, leaves the least and no most.
 */
export function lifetimesBeyond(input: BeyondInput): Beyond {
  const { length, lifetime, lifetimeReason, lifetimeLeast } = input;
  const { sum, open } = tokenWays(input);
  const result = {
    lifetime: new Float64Array(length),
    lifetimeReason: new Uint8Array(length),
    lifetimeLeast: new Float64Array(length),
    lifetimeBeyond: new Float64Array(length),
  };
  for (let row = 0; row < length; row += 1) {
    const [own, known] = [lifetime[row] ?? Number.NaN, sum[row] ?? 0];
    const beyond = open[row] === 1 ? Number.NaN : known;
    const whole = withBeyond(own, beyond);
    result.lifetime[row] = whole;
    result.lifetimeLeast[row] = (lifetimeLeast[row] ?? 0) + known;
    result.lifetimeBeyond[row] = beyond;
    const reason = lifetimeReason[row] ?? 0;
    result.lifetimeReason[row] = Number.isNaN(whole) && reason === 0 ? notInExport : reason;
  }
  return result;
}

const labelOf = (edge: number): string => (edge === spawned ? 'token of a sub-agent' : 'exchanged token');

export interface Surroundings extends Pick<BeyondInput, 'exchangedTtl' | 'strange'> {
  readonly ways: LongestWays;
  idOf(row: number): IdentityId;
}

/** The same for one row, hop by hop: what its record says, and then the way on that decides. */
export function lifetimeOver(own: Lifetime, row: number, around: Surroundings): Lifetime {
  const { ways, exchangedTtl, strange, idOf } = around;
  if (own.seconds === Number.POSITIVE_INFINITY) return own;
  const isOpen = ways.open[row] === 1;
  const way = isOpen ? ways.toUnknown(row) : ways.longest(row);
  const hops = way.map(
    ({ row: at, edge }: Step): Hop => ({
      label: labelOf(edge),
      seconds: exchangedTtl[at] ?? Number.NaN,
      field: 'tokenPolicy.accessTtl',
      at: idOf(at),
    }),
  );
  if (isOpen && !hops.some(({ seconds }) => Number.isNaN(seconds)) && strange[way.at(-1)?.row ?? row] === 1) {
    hops.push({ label: 'token of one that no source lists', seconds: Number.NaN, field: 'delegations', at: null });
  }
  const all = [...own.hops, ...hops];
  const seconds = withBeyond(own.seconds, isOpen ? Number.NaN : (ways.sum[row] ?? 0));
  return {
    seconds,
    least: own.least + (ways.sum[row] ?? 0),
    reason: Number.isNaN(seconds) ? (own.reason ?? 'not_in_export') : null,
    hops: all,
    ways: own.ways,
    words: wordsOf(all),
  };
}

/** The hop that decides: the first without an end, else the first that nobody knows, else the longest. -1: there is none. */
export function decidingHop(hops: readonly Pick<Hop, 'seconds'>[]): number {
  const endless = hops.findIndex(({ seconds }) => seconds === Number.POSITIVE_INFINITY);
  if (endless >= 0) return endless;
  const open = hops.findIndex(({ seconds }) => Number.isNaN(seconds));
  if (open >= 0) return open;
  return hops.reduce((best, { seconds }, index) => (seconds > (hops[best]?.seconds ?? -1) ? index : best), -1);
}
