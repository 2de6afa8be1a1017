// Who goes on although whoever stands behind is gone: children of agents, and grants of people.
import type { EdgeColumns } from '#engine/graph/adjacency.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';

export interface BereavedInput {
  readonly length: number;
  readonly kind: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** 1: an analyst said that it left. */
  readonly gone?: ArrayLike<number>;
  /** 1: no source lists it any more. */
  readonly missing?: ArrayLike<number>;
  readonly edges: EdgeColumns & { readonly until?: ArrayLike<number> };
}

const spawned = delegationKinds.indexOf('spawned');
const actsFor = delegationKinds.indexOf('acts_for');
const human = identityKinds.indexOf('human');

const isOut = ({ status, gone, missing }: BereavedInput, row: number): boolean =>
  (status[row] ?? 0) !== 0 || gone?.[row] === 1 || missing?.[row] === 1;

/** 1 where there are parents on record and none of them is there any more. A parent outside of the inventory says nothing. */
export function ghosts(input: BereavedInput): Uint8Array {
  const { length, edges } = input;
  const [out, present] = [new Uint8Array(length), new Uint8Array(length)];
  for (let edge = 0; edge < (edges.length ?? edges.kind.length); edge += 1) {
    const [from, to] = [edges.from[edge] ?? length, edges.to[edge] ?? length];
    if (edges.kind[edge] !== spawned || from >= length || to >= length || from === to) continue;
    (isOut(input, from) ? out : present)[to] = 1;
  }
  return out.map((isBereaved, row) => (isBereaved === 1 && present[row] === 0 ? 1 : 0));
}

/** When the last grant of a human who is gone ends: Infinity never, -Infinity there is none. */
export function goneHumanUntil(input: BereavedInput): Float64Array {
  const { length, kind, edges } = input;
  const result = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  const { until } = edges;
  if (until === undefined) return result;
  for (let edge = 0; edge < (edges.length ?? edges.kind.length); edge += 1) {
    const [from, to] = [edges.from[edge] ?? length, edges.to[edge] ?? length];
    if (edges.kind[edge] !== actsFor || from >= length || to >= length) continue;
    const end = until[edge] ?? Number.NaN;
    if (kind[from] !== human || !isOut(input, from) || Number.isNaN(end)) continue;
    result[to] = Math.max(result[to] ?? Number.NEGATIVE_INFINITY, end);
  }
  return result;
}
