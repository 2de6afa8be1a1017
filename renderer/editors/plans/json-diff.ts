// Two JSON values as lines side by side. Pure.
import { diffLines, diffWordsWithSpace } from 'diff';
import type { Json } from '#shared/model/json.ts';

/** A run of text inside a line; `changed`: it is not on the other side. */
export interface Run {
  readonly text: string;
  readonly changed: boolean;
}

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly runs: readonly Run[];
  readonly kind: 'same' | 'removed' | 'added';
}

/** null: there is no such line on that side. */
export interface Pair {
  readonly left: Line | null;
  readonly right: Line | null;
}

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
};

/** Keys in one order on both sides, or the order itself would look like a change. null is nothing. */
export const prettyJson = (value: Json): string =>
  value === null ? '' : `${JSON.stringify(sorted(value), null, 2)}\n`;

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

export function jsonDiff(before: Json, after: Json): readonly Pair[] {
  const pairs: Pair[] = [];
  let [left, right] = [0, 0];
  let removed: string[] = [];
  const flush = (added: readonly string[]): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      const [old, fresh] = [removed[at], added[at]];
      const words = old === undefined || fresh === undefined ? null : diffWordsWithSpace(old, fresh);
      const runs = (text: string, side: 'removed' | 'added'): readonly Run[] =>
        words === null
          ? [{ text, changed: false }]
          : words
              .filter((word) => word[side] || !(word.added || word.removed))
              .map((word) => ({ text: word.value, changed: word[side] === true }));
      if (old !== undefined) left += 1;
      if (fresh !== undefined) right += 1;
      pairs.push({
        left: old === undefined ? null : { number: left, runs: runs(old, 'removed'), kind: 'removed' },
        right: fresh === undefined ? null : { number: right, runs: runs(fresh, 'added'), kind: 'added' },
      });
    }
    removed = [];
  };
  for (const part of diffLines(prettyJson(before), prettyJson(after))) {
    const lines = linesOf(part.value);
    if (part.removed) {
      removed = lines;
      continue;
    }
    flush(part.added ? lines : []);
    if (part.added) continue;
    for (const text of lines) {
      left += 1;
      right += 1;
      const runs = [{ text, changed: false }];
      pairs.push({ left: { number: left, runs, kind: 'same' }, right: { number: right, runs, kind: 'same' } });
    }
  }
  flush([]);
  return pairs;
}
