import { describe, expect, it } from 'vitest';
import { diffUri, pairOf } from './diff.ts';

describe('the uri of a comparison', () => {
  it('names both moments', () => {
    for (const pair of [
      { from: { seq: 2 }, to: null },
      { from: null, to: { seq: 12 } },
      { from: { at: 1_700_000_000_000 }, to: { seq: 3 } },
    ])
      expect(pairOf(diffUri(pair))).toEqual(pair);
  });

  it('is nothing else', () => {
    for (const uri of [
      'nhi:/diff/',
      'nhi:/diff/r1',
      'nhi:/diff/r1..x',
      'nhi:/diff/r1..r2..r3',
      'nhi:/inventory/r1..r2',
    ])
      expect(pairOf(uri), uri).toBeNull();
  });
});
