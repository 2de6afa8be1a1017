import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { FactColumns } from '#engine/inventory/fact-columns.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Policy } from './policy.ts';

/**
 * PRODUCT section 5, component by component, as spans: `low` and `high` are equal where the facts are known. The bulk loop
 * and the waterfall both go through `measure`, so that they agree to the bit.
 */
export const components = {
  sensitivity: 0,
  breadth: 1,
  reach: 2,
  autonomy: 3,
  credential: 4,
  lifetime: 5,
  standing: 6,
  rotation: 7,
  unused: 8,
  owner: 9,
  consent: 10,
} as const;
export const componentCount = 11;
/** Components before this one are power, the others exposure. */
export const firstExposure = components.credential;

/** Points of a block of rows: component `c` of the block's row `i` stands at `c * rows + i`. */
export interface Spans {
  readonly rows: number;
  readonly low: Float64Array;
  /** What counts towards the point value: the middle of the span, but the worst tier for scopes nobody classified. */
  readonly value: Float64Array;
  readonly high: Float64Array;
}

export const newSpans = (rows: number): Spans => ({
  rows,
  low: new Float64Array(componentCount * rows),
  value: new Float64Array(componentCount * rows),
  high: new Float64Array(componentCount * rows),
});

/** What does not change from row to row. */
export interface Frame {
  readonly policy: Policy;
  readonly now: Instant;
  readonly breadthScale: number;
  readonly reachScale: number;
  readonly lifetimeFrom: number;
  readonly lifetimeScale: number;
}

export function frameOf(policy: Policy, now: Instant): Frame {
  const { most, breadthUnits, reachDecades, lifetime } = policy.data;
  return {
    policy,
    now,
    breadthScale: most.breadth / Math.log(1 + breadthUnits),
    reachScale: most.reach / (reachDecades * Math.LN10),
    lifetimeFrom: lifetime.from,
    lifetimeScale: most.lifetime / Math.log(lifetime.to / lifetime.from),
  };
}

const atMost = (value: number, most: number): number => (value < 0 ? 0 : Math.min(value, most));

/** Breadth is nearly always a small whole number; the table saves a logarithm a row. */
const tableSize = 128;
const logarithms = Float64Array.from({ length: tableSize }, (_, units) => Math.log(1 + units));
const logarithm = (units: number): number =>
  units >= 0 && units < tableSize && Math.floor(units) === units ? (logarithms[units] ?? 0) : Math.log(1 + units);
/** An index that is unknown picks what is unknown. */
const pick = (table: Float64Array, index: number): number => (index >= 0 ? (table[index] ?? Number.NaN) : Number.NaN);

/** Keys and certificates may grow older than secrets. */
export function rotationDays(credential: number, policy: Policy): number {
  const { limits } = policy.data;
  return credential === credentialPoints.private_key_jwt ? limits.keyRotationDays : limits.rotationDays;
}

/** 1: never used and old enough to say so; 0: used, or too young; NaN: it may be. */
export function neverUsed(
  lastUsedAt: number,
  scopesUsed: number,
  createdAt: number,
  now: Instant,
  days: number,
): number {
  if (scopesUsed > 0 || lastUsedAt > Number.NEGATIVE_INFINITY) return 0;
  const age = now - createdAt;
  if (age <= days * dayMs) return 0;
  return Number.isNaN(lastUsedAt) || Number.isNaN(age) ? Number.NaN : 1;
}

/** One component over a block: every loop is tight, reads few columns and allocates nothing. */
type Measure = (columns: FactColumns, first: number, count: number, frame: Frame, spans: Spans) => void;

const unknown = Number.NaN;

function set({ low, value, high }: Spans, at: number, points: number, most: number): void {
  if (Number.isNaN(points)) {
    low[at] = 0;
    value[at] = most / 2;
    high[at] = most;
  } else {
    low[at] = points;
    value[at] = points;
    high[at] = points;
  }
}

function setSpan(spans: Spans, at: number, low: number, value: number, high: number): void {
  spans.low[at] = low;
  spans.value[at] = value;
  spans.high[at] = high;
}

const sensitivity: Measure = ({ tier: tiers, knownTier: knownTiers }, first, count, { policy }, spans) => {
  const { tables, data } = policy;
  const offset = components.sensitivity * spans.rows;
  for (let index = 0; index < count; index += 1) {
    const tier = tiers[first + index] ?? unknown;
    const knownTier = knownTiers[first + index] ?? unknown;
    const worst = pick(tables.tiers, tier);
    if (tier < knownTier) setSpan(spans, offset + index, pick(tables.tiers, knownTier), worst, worst);
    else set(spans, offset + index, worst, data.most.sensitivity);
  }
};

const breadth: Measure = ({ breadth: units }, first, count, { policy, breadthScale }, spans) => {
  const most = policy.data.most.breadth;
  const offset = components.breadth * spans.rows;
  for (let index = 0; index < count; index += 1) {
    set(spans, offset + index, atMost(logarithm(units[first + index] ?? unknown) * breadthScale, most), most);
  }
};

const reach: Measure = ({ reach: reached }, first, count, { policy, reachScale }, spans) => {
  const most = policy.data.most.reach;
  const offset = components.reach * spans.rows;
  for (let index = 0; index < count; index += 1) {
    set(spans, offset + index, atMost(logarithm(reached[first + index] ?? unknown) * reachScale, most), most);
  }
};

const lifetime: Measure = ({ lifetime: lifetimes }, first, count, { policy, lifetimeFrom, lifetimeScale }, spans) => {
  const most = policy.data.most.lifetime;
  const offset = components.lifetime * spans.rows;
  for (let index = 0; index < count; index += 1) {
    const seconds = Math.max(lifetimes[first + index] ?? unknown, 1);
    set(spans, offset + index, atMost(Math.log(seconds / lifetimeFrom) * lifetimeScale, most), most);
  }
};

/** A component whose points stand in a table of the policy. */
function tabled(component: 'autonomy' | 'credential' | 'standing' | 'owner'): Measure {
  return (columns, first, count, { policy }, spans) => {
    const column = columns[component];
    const table = policy.tables[component];
    const most = policy.data.most[component];
    const offset = components[component] * spans.rows;
    for (let index = 0; index < count; index += 1) {
      set(spans, offset + index, pick(table, column[first + index] ?? unknown), most);
    }
  };
}

const rotation: Measure = ({ rotatedAt, credential }, first, count, { policy, now }, spans) => {
  const most = policy.data.most.rotation;
  const offset = components.rotation * spans.rows;
  for (let index = 0; index < count; index += 1) {
    const days = (now - (rotatedAt[first + index] ?? unknown)) / dayMs;
    const allowed = rotationDays(credential[first + index] ?? unknown, policy);
    set(spans, offset + index, atMost((most * days) / (2 * allowed), most), most);
  }
};

const unused: Measure = (columns, first, count, { policy, now }, spans) => {
  const { unused: shares, lastUsedAt, scopesUsed, createdAt } = columns;
  const most = policy.data.most.unused;
  const { neverUsedDays } = policy.data.limits;
  const offset = components.unused * spans.rows;
  for (let index = 0; index < count; index += 1) {
    const row = first + index;
    const share = shares[row] ?? unknown;
    const [last, used, created] = [lastUsedAt[row] ?? unknown, scopesUsed[row] ?? unknown, createdAt[row] ?? unknown];
    const never = neverUsed(last, used, created, now, neverUsedDays);
    if (never === 1) set(spans, offset + index, most, most);
    else if (never === 0 || Number.isNaN(share)) set(spans, offset + index, most * share, most);
    else setSpan(spans, offset + index, most * share, (most * (1 + share)) / 2, most);
  }
};

const consent: Measure = ({ consent: states, consentAt }, first, count, { policy, now }, spans) => {
  const most = policy.data.most.consent;
  const { old, missing } = policy.data.consent;
  const fresh = policy.data.limits.consentDays * dayMs;
  const offset = components.consent * spans.rows;
  for (let index = 0; index < count; index += 1) {
    const state = states[first + index] ?? unknown;
    const since = state === 0 ? now - (consentAt[first + index] ?? unknown) : 0;
    if (Number.isNaN(since)) setSpan(spans, offset + index, 0, old / 2, old);
    else if (state === 0) set(spans, offset + index, since > fresh ? old : 0, most);
    else set(spans, offset + index, state === 2 ? missing : state === 1 ? old : state === -1 ? 0 : unknown, most);
  }
};

/** Measures rows `first` to `first + count - 1` into the block `spans`. */
export const measure: Measure = (columns, first, count, frame, spans) => {
  for (const component of measures) component(columns, first, count, frame, spans);
};

const measures: readonly Measure[] = [
  sensitivity,
  breadth,
  reach,
  tabled('autonomy'),
  tabled('credential'),
  lifetime,
  tabled('standing'),
  rotation,
  unused,
  tabled('owner'),
  consent,
];
