import { describe, expect, it } from 'vitest';
import { KeyTable, keyNumber } from './keys.ts';

describe('a key', () => {
  it('is the 48 bits that its fingerprint is, or as many of another text', () => {
    expect(keyNumber('sha256:0000000000ff')).toBe(255);
    expect(keyNumber('sha256:ffffffffffff')).toBe(2 ** 48 - 1);
    const other = ['a', 'b', 'sha256:0000000000FF', 'sha256:0000000000ff0', ''].map(keyNumber);
    expect(new Set(other).size).toBe(other.length);
    for (const number of other) expect(Number.isSafeInteger(number) && number < 2 ** 48).toBe(true);
  });

  it('is found with all that hold it, and goes with its holder', () => {
    const staged = new KeyTable();
    for (const [holder, key] of [
      [0, 'k1'],
      [0, 'k2'],
      [1, 'k1'],
      [2, 'k2'],
      [2, 'k1'],
    ] as const)
      staged.add(holder, key, true);
    const keys = new KeyTable();
    const rows = Uint32Array.from([0, 1, 2]);
    keys.replace(staged, rows, rows);
    expect(keys.sharing(1, ['k1'])).toEqual([
      { row: 0, fingerprint: 'k1' },
      { row: 2, fingerprint: 'k1' },
    ]);
    const again = new KeyTable();
    again.add(0, 'k3', true);
    keys.replace(again, Uint32Array.from([0]), Uint32Array.from([2]));
    expect(keys.sharing(0, ['k1', 'k2'])).toEqual([{ row: 1, fingerprint: 'k1' }]);
    keys.keep(Uint32Array.from([1, 2]));
    expect([...keys.columns.holder.view()]).toEqual([0, 1]);
    expect(keys.sharing(5, ['k1', 'k3'])).toEqual([
      { row: 0, fingerprint: 'k1' },
      { row: 1, fingerprint: 'k3' },
    ]);
  });
});
