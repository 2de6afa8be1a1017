import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityKinds } from '#shared/model/identity.ts';
import { type HumanInput, humansOf } from './humans.ts';

const human = identityKinds.indexOf('human');
const input = (tenants: readonly number[], more: Partial<HumanInput> = {}): HumanInput => ({
  length: tenants.length,
  kind: tenants.map(() => human),
  status: tenants.map(() => 0),
  tenant: tenants,
  anchors: { row: tenants.map((_, row) => row), anchor: tenants.map(() => 1) },
  linked: [],
  unlinked: [],
  ...more,
});
const groups = (of: HumanInput): number[] => [...humansOf(of).humanOf];

describe('a human', () => {
  it('is one over tenants by what is certain, and stands in the first account that works', () => {
    expect(groups(input([1, 2, 3], { status: [1, 0, 0] }))).toEqual([1, 1, 1]);
    expect([...humansOf(input([1, 2, 3])).accounts]).toEqual([3, 1, 1]);
  });

  it('is not two accounts of one tenant, nor what is no human, nor a shared mailbox', () => {
    expect(groups(input([1, 1]))).toEqual([0, 1]);
    expect(groups(input([1, 2], { kind: [human, 0] }))).toEqual([0, 1]);
    expect(groups(input([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is what the analyst says', () => {
    const none = { row: [], anchor: [] };
    expect(groups(input([1, 1, 2], { anchors: none, linked: [[0, 1]] }))).toEqual([0, 0, 2]);
    expect(groups(input([1, 2], { unlinked: [[1, 0]] }))).toEqual([0, 1]);
  });

  it('is told the same whatever the order of the evidence, and every account has exactly one', () => {
    const some = fc.array(fc.tuple(fc.nat(6), fc.nat(3)), { maxLength: 12 });
    const pairs = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 3 });
    fc.assert(
      fc.property(
        some,
        pairs,
        pairs,
        fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }),
        (anchors, linked, unlinked, tenants) => {
          const of = (list: readonly (readonly [number, number])[]): HumanInput =>
            input(tenants, {
              anchors: { row: list.map(([row]) => row), anchor: list.map(([, anchor]) => anchor) },
              linked,
              unlinked,
            });
          const { humanOf, accounts } = humansOf(of(anchors));
          expect([...humanOf]).toEqual(groups(of([...anchors].reverse())));
          for (const row of humanOf) expect(humanOf[row]).toBe(row);
          for (let row = 0; row < 7; row++) {
            const standing = humanOf[row] === row ? [...humanOf].filter((other) => other === row).length : 1;
            expect(accounts[row]).toBe(standing);
          }
        },
      ),
      { seed: 11 },
    );
  });
});
