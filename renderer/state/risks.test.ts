import { describe, expect, it } from 'vitest';
import { dayMs } from '#shared/lib/duration.ts';
import { acceptanceWords } from './risks.ts';

describe('what became of an acceptance', () => {
  const risk = { until: 40 * dayMs, severity: 'high' } as const;
  it.each([
    ['accepted', 0, null],
    ['accepted', 10 * dayMs, 'ends soon'],
    ['expired', 41 * dayMs, 'its day has passed: it counts again'],
    ['graver', 0, 'graver than the high that was accepted: it counts again'],
    ['gone', 0, 'no rule flags it any more'],
  ] as const)('%s at %i', (state, now, words) => expect(acceptanceWords(state, risk, now)).toBe(words));
});
