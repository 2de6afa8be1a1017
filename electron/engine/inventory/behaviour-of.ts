import type { EdgeColumns } from '#engine/graph/adjacency.ts';
import { type Signal, signals } from '#shared/model/activity.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import type { Instant } from '#shared/model/fact.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { laneOfHolder, partyOfHolder } from './behaviour-events.ts';
import type { BehaviourFold } from './behaviour-fold.ts';
import type { Clock } from './days-of-work.ts';
import type { HolderTable } from './holder-table.ts';
import type { NetworkFold } from './network-fold.ts';
import { PairTable } from './pair-table.ts';
import type { Lane } from './usage-fold.ts';

const dayMs = 86_400_000;

/** What `Facts.interactive` is an index into. */
export const interactions = ['none', 'office_hours', 'browser'] as const;
/** What `Facts.impersonates` is an index into: it may, it tried and was refused, it did. */
export const impersonations = ['none', 'may', 'refused', 'did'] as const;
/** Bits of `Facts.urlSecrets` and of `Facts.assertionMisuse`, by the signals that they stand for. */
export const urlSignals = ['token_in_url', 'key_in_url', 'password_in_url'] as const;
export const assertionSignals = [
  'assertion_to_endpoint',
  'assertion_to_many',
  'assertion_long',
  'assertion_replayed',
] as const;

/** The facts of behaviour, a column each. 0: nothing of it was seen, or no log tells. */
export interface Behaviour {
  readonly urlSecrets: Uint8Array;
  readonly concurrentNetworks: Uint8Array;
  readonly workloads: Uint8Array;
  readonly agentsBehind: Uint8Array;
  readonly interactive: Uint8Array;
  readonly atConsole: Uint8Array;
  readonly impersonates: Uint8Array;
  readonly assertionMisuse: Uint8Array;
}

export interface BehaviourInput {
  readonly now: Instant;
  /** What is older than so many days counts no more. */
  readonly days: number;
  /** Days before its last use in which the workloads of a credential are counted. */
  readonly workloadDays: number;
  readonly identities: {
    readonly length: number;
    readonly kind: ArrayLike<number>;
    readonly activeCredentials: ArrayLike<number>;
    /** What was seen before all of its credentials were replaced says nothing of those that it has. */
    readonly rotatedAt: ArrayLike<number>;
  };
  readonly edges: EdgeColumns;
  readonly fold: BehaviourFold;
  readonly networks: NetworkFold;
  /** Identity row of each party code, -1 for nobody. */
  readonly rows: Readonly<Record<Lane, ArrayLike<number>>>;
}

/** A person keeps to the hours of a working day, begins at no fixed minute, and takes two days a week off. */
const office = { events: 40, hours: 11, distinctHours: 5, distinctMinutes: 20, weeks: 3, weekdays: 3 } as const;

export function keepsOfficeHours({ events, hours, weekdays, distinctMinutes, weeks }: Clock): boolean {
  if (events < office.events || weeks < office.weeks || distinctMinutes < office.distinctMinutes) return false;
  const days = bits(weekdays, 7);
  if (days.length < office.weekdays || longestGap(days, 7) < 2) return false;
  const times = bits(hours, 24);
  return times.length >= office.distinctHours && 24 - longestGap(times, 24) <= office.hours;
}

const bits = (word: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, bit) => bit).filter((bit) => (word & (1 << bit)) !== 0);

/** The longest stretch without any, around the end. */
const longestGap = (found: readonly number[], around: number): number =>
  found.reduce((gap, bit, at) => {
    const next = found[(at + 1) % found.length] ?? bit;
    return Math.max(gap, (next - bit + around - 1) % around);
  }, 0);

export function behaviourOf(input: BehaviourInput): Behaviour {
  const { length } = input.identities;
  const column = (): Uint8Array => new Uint8Array(length);
  const found: Behaviour = {
    urlSecrets: column(),
    concurrentNetworks: column(),
    workloads: column(),
    agentsBehind: column(),
    interactive: column(),
    atConsole: column(),
    impersonates: column(),
    assertionMisuse: column(),
  };
  const from = input.now - input.days * dayMs;
  mayImpersonate(input, found);
  judgeHolders(input, from, found);
  judgeSigns(input, from, found);
  judgeNetworks(input, from, found);
  return found;
}

const rowOf = ({ rows }: BehaviourInput, holders: HolderTable, number: number): number => {
  const holder = holders.holderAt(number);
  return rows[laneOfHolder(holder)][partyOfHolder(holder)] ?? -1;
};

const human = identityKinds.indexOf('human');

/** The graph: an edge says that it may become a human, and no token of it would name who acts. */
function mayImpersonate({ edges, identities: { length, kind } }: BehaviourInput, { impersonates }: Behaviour): void {
  const impersonate = delegationKinds.indexOf('impersonate');
  const count = edges.length ?? edges.kind.length;
  for (let edge = 0; edge < count; edge += 1) {
    const [from, to] = [edges.from[edge] ?? length, edges.to[edge] ?? length];
    if (edges.kind[edge] !== impersonate || from >= length || to >= length || kind[from] !== human) continue;
    raise(impersonates, to, impersonations.indexOf('may'));
  }
}

/** One identity may stand under several codes: what they say of one credential is said of it together. */
function judgeHolders(input: BehaviourInput, from: Instant, found: Behaviour): void {
  const { fold, workloadDays } = input;
  const credentials = new PairTable();
  const numbers: number[][] = [];
  for (let number = 0; number < fold.holders.length; number += 1) {
    const row = rowOf(input, fold.holders, number);
    if (row < 0) continue;
    const group = credentials.numberOf(row, fold.holders.credentialAt(number));
    const own = numbers[group];
    if (own === undefined) numbers[group] = [number];
    else own.push(number);
    if (fold.browserOf(number) >= from) raise(found.interactive, row, interactions.indexOf('browser'));
    else if (fold.lastOf(number) >= from && keepsOfficeHours(fold.days.clockOf(number, from)))
      raise(found.interactive, row, interactions.indexOf('office_hours'));
    if (fold.consoleOf(number) >= from) raise(found.atConsole, row, 1);
  }
  for (const [group, own] of numbers.entries()) {
    const row = credentials.firstOf(group);
    raise(found.workloads, row, workloadsOf(fold, own, from, workloadDays));
    raise(found.agentsBehind, row, agentsOf(input, own, from, row));
  }
}

/** Programs in networks; where the network of a program is told only now and then, that is no second one. */
function workloadsOf(fold: BehaviourFold, numbers: readonly number[], from: Instant, days: number): number {
  const seen = numbers.flatMap((number) => entriesOf(fold.workloads, number));
  const last = seen.reduce((newest, { at }) => Math.max(newest, at), Number.NEGATIVE_INFINITY);
  if (last < from) return 0;
  const networks = new Map<number, Set<number>>();
  for (const { first, second, at } of seen) {
    if (at < last - days * dayMs) continue;
    const told = networks.get(first) ?? new Set();
    if (second !== 0) told.add(second);
    networks.set(first, told);
  }
  return Math.min(
    255,
    [...networks.values()].reduce((sum, told) => sum + Math.max(1, told.size), 0),
  );
}

/** Agents that no credential of their own tells apart from each other. */
function agentsOf(
  { fold, rows, identities }: BehaviourInput,
  numbers: readonly number[],
  from: Instant,
  row: number,
): number {
  const agents = new Set<number>();
  for (const number of numbers) {
    if (laneOfHolder(fold.holders.holderAt(number)) !== 'client') continue;
    for (const { first, at } of entriesOf(fold.agents, number)) {
      const agent = rows.agent[first] ?? -1;
      const isOfItsOwn = agent >= 0 && (agent === row || (identities.activeCredentials[agent] ?? 0) > 0);
      if (at >= from && !isOfItsOwn) agents.add(first);
    }
  }
  return Math.min(255, agents.size);
}

const entriesOf = (few: BehaviourFold['workloads'], owner: number) =>
  Array.from({ length: few.countOf(owner) }, (_, index) => few.entryAt(owner, index));

function judgeSigns(input: BehaviourInput, from: Instant, found: Behaviour): void {
  const { fold } = input;
  for (let sign = 0; sign < fold.signs; sign += 1) {
    const { number, signal, denied, at } = fold.signAt(sign);
    const row = rowOf(input, fold.holders, number);
    const name = signals[signal];
    if (row < 0 || at < from || name === undefined) continue;
    const url = bitOf(urlSignals, name);
    if (url >= 0 && at >= rotatedIn(input, row)) found.urlSecrets[row] = (found.urlSecrets[row] ?? 0) | (1 << url);
    const misuse = bitOf(assertionSignals, name);
    if (misuse >= 0) found.assertionMisuse[row] = (found.assertionMisuse[row] ?? 0) | (1 << misuse);
    if (name === 'impersonation') raise(found.impersonates, row, impersonations.indexOf(denied ? 'refused' : 'did'));
  }
}

/** -1: it is none of them. */
const bitOf = (names: readonly Signal[], name: Signal): number => names.indexOf(name);

function judgeNetworks(input: BehaviourInput, from: Instant, { concurrentNetworks }: Behaviour): void {
  const { networks } = input;
  for (let number = 0; number < networks.holders.length; number += 1) {
    const row = rowOf(input, networks.holders, number);
    const least = Math.max(from, rotatedIn(input, row));
    if (row >= 0 && networks.concurrentOf(number) >= least) raise(concurrentNetworks, row, 1);
  }
}

const rotatedIn = ({ identities: { rotatedAt } }: BehaviourInput, row: number): Instant => {
  const at = rotatedAt[row] ?? Number.NaN;
  return Number.isFinite(at) ? at : Number.NEGATIVE_INFINITY;
};

function raise(column: Uint8Array, row: number, to: number): void {
  if (to > (column[row] ?? 0)) column[row] = to;
}
