import { describe, expect, it } from 'vitest';
import { Fields } from '#engine/importers/fields.ts';
import { durationIn, goDuration } from './go-duration.ts';

describe('durations', () => {
  it.each([
    ['31h0m0s', 111_600],
    ['1h30m', 5_400],
    ['43200s', 43_200],
    ['32d', 2_764_800],
    ['1.5h', 5_400],
    ['250ms', 0.25],
    ['', null],
    ['1 hour', null],
    ['h', null],
    ['-1h', null],
  ])('%s', (text, seconds) => expect(goDuration(text)).toBe(seconds));

  it('are read beside numbers, and what is neither is said', () => {
    const said: string[] = [];
    const fields = new Fields({ a: 60, b: '60', c: '1m', d: 'soon', e: '', f: -1 }, '$', {
      problem: ({ code, field }) => said.push(`${code} ${field}`),
    });
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => durationIn(fields, name))).toEqual([
      60,
      60,
      60,
      { unknown: 'unreadable' },
      undefined,
      undefined,
      undefined,
    ]);
    expect(said).toEqual(['import.unreadable_value d']);
  });
});
