import { describe, expect, it } from 'vitest';
import { spreadsheetSafe, toTsv } from './copy.ts';

describe('spreadsheetSafe', () => {
  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', ' =1', '\u200b=1', '＝1', '"=1'])('escapes %j', (cell) => {
    expect(spreadsheetSafe(cell)).toBe(`'${cell}`);
  });
  it.each(['-12', '-0.5', 'orders:read', '80', ''])('leaves %j alone', (cell) => {
    expect(spreadsheetSafe(cell)).toBe(cell);
  });
  it('keeps one row on one line', () => {
    expect(toTsv(['a', 'b'], [['x\ty', 'l1\nl2']])).toBe('a\tb\nx y\tl1 l2');
  });
});
