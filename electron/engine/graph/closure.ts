import type { Graph } from './adjacency.ts';
import { componentsOf } from './components.ts';

/** What each row reaches as far as it goes, the row itself among it. */
export interface Closure {
  readonly identities: Uint32Array;
  /** The sum of what they weigh. */
  readonly weight: Float64Array;
}

/** Components whose reach is carried along together, one bit each. */
const lanes = 256;
const words = lanes / 32;
const bytes = lanes / 8;
/** Ways that are looked at in one go: some milliseconds of work, also before any of it is compiled. */
const waysAtOnce = 1 << 15;

/**
 * Reach of all without a limit of hops. Rows that reach each other reach the same, so components stand for them; through
 * the rest, which has no way back, sets of 256 targets travel at once. Yields the share that is done, at most some ten
 * milliseconds of work apart, so that whoever drives it can answer others in between and stop.
 */
export function* closureOf(graph: Graph, own: ArrayLike<number>): Generator<number, Closure> {
  const { length } = graph;
  const parts = componentsOf(graph);
  let found = parts.next();
  for (; found.done !== true; found = parts.next()) yield 0;
  const { of, count, start, target } = found.value;
  yield 0;
  const size = new Uint32Array(count);
  const weight = new Float64Array(count);
  for (let row = 0; row < length; row += 1) {
    const at = of[row] ?? 0;
    size[at] = (size[at] ?? 0) + 1;
    weight[at] = (weight[at] ?? 0) + (own[row] ?? 0);
  }
  const identities = new Uint32Array(count);
  const sum = new Float64Array(count);
  const bits = new Uint32Array(count * words);
  const sizes = new Float64Array(bytes * 256);
  const weights = new Float64Array(bytes * 256);
  let looked = 0;
  // A way leads to lower numbers alone: what stands below a block of targets cannot reach it.
  for (let block = 0; block < count; block += lanes) {
    const end = Math.min(count, block + lanes);
    tabulate(sizes, size.subarray(block, end));
    tabulate(weights, weight.subarray(block, end));
    for (let at = block; at < count; at += 1) {
      gather(at, block, end);
      tally(at);
      looked += 1 + (start[at + 1] ?? 0) - (start[at] ?? 0);
      if (looked < waysAtOnce) continue;
      looked = 0;
      yield block / count;
    }
  }
  if (count > 0) yield 1;
  const closure = { identities: new Uint32Array(length), weight: new Float64Array(length) };
  for (let row = 0; row < length; row += 1) {
    closure.identities[row] = identities[of[row] ?? 0] ?? 0;
    closure.weight[row] = sum[of[row] ?? 0] ?? 0;
  }
  return closure;

  /** Which of the block a component reaches: itself, and whatever its neighbours do. */
  function gather(at: number, block: number, end: number): void {
    const here = at * words;
    for (let word = 0; word < words; word += 1) bits[here + word] = 0;
    if (at < end) bits[here + ((at - block) >>> 5)] = 1 << ((at - block) & 31);
    for (let edge = start[at] ?? 0; edge < (start[at + 1] ?? 0); edge += 1) {
      const next = target[edge] ?? 0;
      if (next < block) continue;
      const there = next * words;
      for (let word = 0; word < words; word += 1)
        bits[here + word] = (bits[here + word] ?? 0) | (bits[there + word] ?? 0);
    }
  }

  function tally(at: number): void {
    let [rows, total] = [0, 0];
    for (let word = 0; word < words; word += 1) {
      const set = bits[at * words + word] ?? 0;
      if (set === 0) continue;
      for (let byte = 0; byte < 4; byte += 1) {
        const place = ((word * 4 + byte) << 8) | ((set >>> (byte * 8)) & 255);
        rows += sizes[place] ?? 0;
        total += weights[place] ?? 0;
      }
    }
    identities[at] = (identities[at] ?? 0) + rows;
    sum[at] = (sum[at] ?? 0) + total;
  }
}

/** The sum of every set of eight neighbours in `values`: 256 sums a byte. */
function tabulate(table: Float64Array, values: ArrayLike<number>): void {
  for (let byte = 0; byte < bytes; byte += 1) {
    const base = byte << 8;
    table[base] = 0;
    for (let set = 1; set < 256; set += 1) {
      const lowest = 31 - Math.clz32(set & -set);
      table[base | set] = (table[base | (set & (set - 1))] ?? 0) + (values[byte * 8 + lowest] ?? 0);
    }
  }
}
