import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { jsonDiff, type Line, prettyJson } from './json-diff.ts';

const textOf = (lines: readonly (Line | null)[]): string =>
  lines
    .filter((line) => line !== null)
    .map(({ runs }) => `${runs.map(({ text }) => text).join('')}\n`)
    .join('');
const marks = (before: Json, after: Json) =>
  jsonDiff(before, after)
    .map(({ left, right }) => `${left?.kind[0] ?? ' '}${right?.kind[0] ?? ' '}`)
    .join(' ');

describe('two JSON values side by side', () => {
  it('pairs what changed in place, and says which words', () => {
    const pairs = jsonDiff({ enabled: true, id: 'x' }, { enabled: false, id: 'x' });
    expect(pairs.map(({ left }) => left?.kind)).toEqual(['same', 'removed', 'same', 'same']);
    expect(pairs[1]?.left?.runs.filter(({ changed }) => changed)).toEqual([{ text: 'true', changed: true }]);
    expect(pairs[1]?.right?.runs.filter(({ changed }) => changed)).toEqual([{ text: 'false', changed: true }]);
  });

  it('leaves a gap where one side has less', () => {
    expect(marks({ scopes: ['a', 'b', 'c'] }, { scopes: ['c'] })).toBe('ss ss r  r  ss ss ss');
  });

  it('shows what is gone, and what is new', () => {
    expect(marks({ a: 1 }, null)).toBe('r  r  r ');
    expect(marks(null, { a: 1 })).toBe(' a  a  a');
    expect(jsonDiff(null, null)).toEqual([]);
  });

  it('takes the order of keys for no change', () => {
    expect(marks({ a: 1, b: { d: 1, c: 2 } }, { b: { c: 2, d: 1 }, a: 1 })).toBe('ss ss ss ss ss ss ss');
  });

  it('loses no line of either side, and numbers them in order', () => {
    return fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
        const [before, after] = [one as Json, other as Json];
        const pairs = jsonDiff(before, after);
        const [left, right] = [pairs.map((pair) => pair.left), pairs.map((pair) => pair.right)];
        expect([textOf(left), textOf(right)]).toEqual([prettyJson(before), prettyJson(after)]);
        for (const side of [left, right]) {
          const numbers = side.flatMap((line) => (line === null ? [] : [line.number]));
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        }
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
