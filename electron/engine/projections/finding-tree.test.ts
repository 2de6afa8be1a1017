import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupings } from '#shared/contract/findings.ts';
import { severities } from '#shared/model/finding.ts';
import { anyPictureRow, aPicture } from '#test/support/pictures.ts';
import { findingTree } from './finding-tree.ts';
import { findingsList } from './findings.ts';

const everything = { rules: [], severities: [], text: '' };
const explain = () => null;
const tree = (picture: ReturnType<typeof aPicture>, rest: object) =>
  findingTree(picture, explain, {
    ...everything,
    by: 'rule',
    folded: { all: false, except: [] },
    first: 0,
    count: 500,
    ...rest,
  });

describe('findings in groups', () => {
  it('are the findings of the list, each once, in groups whose counts add up, whatever they are grouped by', () => {
    fc.assert(
      fc.property(fc.array(anyPictureRow, { maxLength: 30 }), fc.constantFrom(...groupings), (rows, by) => {
        const picture = aPicture(rows);
        const list = findingsList(picture, explain, { ...everything, first: 0, count: 500 });
        const { rows: lines, length, groups } = tree(picture, { by });
        const keys = (all: readonly { readonly rule: string; readonly identity: string }[]) =>
          all.map(({ rule, identity }) => `${rule} ${identity}`).sort();
        const findings = lines.flatMap((line) => (line.is === 'finding' ? [line] : []));
        const heads = lines.flatMap((line) => (line.is === 'group' ? [line] : []));
        expect(keys(findings)).toEqual(keys(list.rows));
        expect(heads.reduce((sum, { count }) => sum + count, 0)).toBe(list.matched);
        expect([length, groups]).toEqual([lines.length, heads.length]);
        const order = heads.map(({ severity }) => severities.indexOf(severity));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
      { seed: 20260314 },
    );
  });

  it('show the same lines in windows as all at once, with any of them folded', () => {
    fc.assert(
      fc.property(
        fc.array(anyPictureRow, { maxLength: 20 }),
        fc.boolean(),
        fc.subarray(['NHI1a', 'NHI5b', 'NHI7a']),
        fc.integer({ min: 1, max: 7 }),
        (rows, all, except, count) => {
          const picture = aPicture(rows);
          const folded = { all, except };
          const whole = tree(picture, { folded });
          const windows = [];
          for (let first = 0; first < whole.length; first += count)
            windows.push(...tree(picture, { folded, first, count }).rows);
          expect(windows).toEqual(whole.rows);
          for (const line of whole.rows)
            if (line.is === 'group') expect(line.open).toBe(all === except.includes(line.key));
        },
      ),
      { seed: 20260314 },
    );
  });
});
