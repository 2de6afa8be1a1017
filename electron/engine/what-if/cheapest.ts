import { factColumns } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreRows } from '#engine/scoring/score-columns.ts';
import type { Identity } from '#shared/model/identity.ts';
import { type Change, noChange } from './change.ts';
import { disruptionOf, grantReasons } from './disruption.ts';
import { accessAfter, type Project, peopleAfter, privilegesAfter } from './facts-after.ts';
import { type Lever, levers } from './levers.ts';

/** One set of levers: what it makes of the score and what it may break. */
export interface Option {
  readonly levers: readonly Lever[];
  readonly change: Change;
  readonly score: number;
  readonly disruption: number;
}

/** Every set of levers that makes sense for an identity; the first one is to do nothing. At most 256. */
export function optionsOf(identity: Identity, facts: Facts, policy: Policy, project: Project): readonly Option[] {
  const usable = levers.flatMap((lever) => {
    const change = lever.change(identity, facts, project);
    return change === null ? [] : [{ lever, change }];
  });
  const sets = Array.from({ length: 1 << usable.length }, (_, bits) => usable.filter((_one, at) => bits & (1 << at)))
    // Two ways to prove itself exclude each other.
    .filter((set) => set.filter(({ change }) => change.proof !== undefined).length < 2)
    .map((set) => ({
      levers: set.map(({ lever }) => lever),
      change: Object.assign({ ...noChange }, ...set.map(({ change }) => change)) as Change,
    }));
  const scores = scoresOf(
    identity,
    facts,
    policy,
    project,
    sets.map(({ change }) => change),
  );
  const judged = { ...project, disruption: policy.data.disruption };
  const narrow = grantReasons(identity, { ...noChange, removeUnused: true }, judged);
  return sets.map((set, at) => ({
    ...set,
    score: scores[at] ?? Number.NaN,
    disruption: disruptionOf(facts, set.change, judged, set.change.removeUnused ? narrow : []).points,
  }));
}

/** The parts that cost are worked out once each: scopes do not depend on what else is done, access on three members alone. */
function scoresOf(
  identity: Identity,
  facts: Facts,
  policy: Policy,
  project: Project,
  changes: readonly Change[],
): Float64Array {
  const narrow = privilegesAfter(identity, facts, { ...noChange, removeUnused: true }, project);
  const access = new Map<string, Partial<Facts>>();
  const rows = changes.map((change) => {
    const key = `${change.lifetime} ${change.proof} ${change.rotate}`;
    const part = access.get(key) ?? accessAfter(identity, facts, change, project);
    access.set(key, part);
    const held = { ...facts, ...(change.removeUnused ? narrow : {}) };
    return { ...held, ...part, ...peopleAfter(held, change, project) };
  });
  const column = (): Float64Array => new Float64Array(rows.length);
  const value = column();
  const rest = { low: column(), high: column(), confidence: column(), power: column(), exposure: column() };
  scoreRows(factColumns(rows), rows.length, policy, project.now, { value, ...rest, band: column() });
  return value;
}

/**
 * The set that brings the score under `below` and breaks least; exact, since all sets are tried. Of equals the one of fewer
 * levers, then the lower score, then the order of the list. Where none does it, the lowest score that can be had.
 */
export function cheapest(
  options: readonly Option[],
  below: number,
): { readonly option: Option; readonly met: boolean } {
  const under = options.filter(({ score }) => score < below);
  const met = under.length > 0;
  const [best] = (met ? under : options).toSorted(
    (a, b) =>
      (met ? 0 : a.score - b.score) ||
      a.disruption - b.disruption ||
      a.levers.length - b.levers.length ||
      a.score - b.score,
  );
  if (best === undefined) throw new Error('to do nothing is always an option');
  return { option: best, met };
}
