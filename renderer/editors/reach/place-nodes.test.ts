import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { middleOf, nodeAt, placeNodes } from './place-nodes.ts';

const hops = (counts: readonly number[]): Uint16Array =>
  Uint16Array.from(counts.flatMap((count, index) => new Array<number>(count).fill(index + 1)));

describe('places of nodes', () => {
  it('are in the frame, apart from each other, and found again by a point', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 });
    const size = fc.tuple(fc.integer({ min: 600, max: 1900 }), fc.integer({ min: 160, max: 600 }));
    fc.assert(
      fc.property(counts, size, (list, [width, height]) => {
        const placing = placeNodes(hops([1, ...list]), width, height);
        for (const block of placing.blocks) {
          for (let position = block.first; position < block.first + block.count; position += 1) {
            const [x, y] = middleOf(placing, block, position);
            expect(x).toBeGreaterThan(0);
            expect(x).toBeLessThan(width);
            expect(y).toBeLessThan(height);
            expect(nodeAt(placing, x, y)).toBe(position);
          }
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('hold 100,000 nodes in the smallest window', () => {
    const placing = placeNodes(hops([1, 99_999]), 900, 240);
    const block = placing.blocks[1];
    if (block === undefined) throw new Error('one hop is missing');
    const [x, y] = middleOf(placing, block, 99_999);
    expect(x).toBeLessThan(900);
    expect(y).toBeLessThan(240);
    expect(placing.cell).toBeGreaterThan(1);
  });

  it('say where nothing is', () => {
    expect(nodeAt(placeNodes(hops([1, 3]), 900, 240), 1, 1)).toBeNull();
  });
});
