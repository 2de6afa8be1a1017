import { describe, expect, it } from 'vitest';
import { readMoment } from './moment-text.ts';

describe('a moment that somebody writes', () => {
  it('is a record, an instant, or a day to its end', () => {
    expect(readMoment('#12')).toEqual({ seq: 12 });
    expect(readMoment('7')).toEqual({ seq: 7 });
    expect(readMoment('2026-03-14T12:04Z')).toEqual({ at: Date.UTC(2026, 2, 14, 12, 4) });
    expect(readMoment('2026-03-14')).toEqual({ at: Date.UTC(2026, 2, 15) - 1 });
  });

  it('is nothing else', () => {
    for (const text of ['', '0', '#0', '-1', 'yesterday', '2026-3-14', '2026-02-30', '2026-13-01', '14.03.2026', '1e3'])
      expect(readMoment(text), text).toBeNull();
  });
});
