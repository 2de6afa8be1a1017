import { describe, expect, it } from 'vitest';
import { unknownReasons } from '#shared/model/fact.ts';
import {
  age,
  ago,
  brief,
  date,
  exact,
  expiryWords,
  instantTitle,
  lastUsedWords,
  lifetimeWords,
  plural,
  relative,
  unknownSentence,
} from './format.ts';

const now = Date.UTC(2026, 2, 14, 12, 4);
const days = 86_400_000;

describe('times', () => {
  it('are relative to the workspace’s now, in both directions', () => {
    expect([relative(now, now), relative(now - 120_000, now), relative(now + 3 * days, now)]).toEqual([
      'just now',
      '2 min ago',
      'in 3 d',
    ]);
    expect(age(now - 41 * days, now)).toBe('41 d');
    // Done today, while the workspace's clock stands in the past.
    expect([ago(now + 2000, now), ago(now + 40 * days, now), age(now + 40 * days, now)]).toEqual([
      'just now',
      `on ${date(now + 40 * days, now)}`,
      date(now + 40 * days, now),
    ]);
  });
  it('say the exact instant in UTC', () => {
    expect(exact(now)).toBe('14 Mar 2026, 12:04:00 UTC');
  });
  it('name the clock within a day, the day within a year, and the year beyond', () => {
    expect([date(now + 3_600_000, now), date(now + 30 * days, now), date(now + 400 * days, now)]).toEqual([
      '13:04',
      '13 Apr',
      '18 Apr 2027',
    ]);
  });
});

describe('facts', () => {
  it('never is a word, unknown has its reason', () => {
    expect(lastUsedWords('never', now)).toBe('never');
    expect(lastUsedWords({ unknown: 'not_recorded' }, now)).toBe('? not recorded');
    expect(expiryWords({ unknown: 'placeholder' }, now)).toBe('? placeholder');
    expect(lifetimeWords(2_592_000)).toBe('30 d');
    expect(instantTitle('never')).toBe('never');
  });
  it.each(unknownReasons)('%s has a sentence that begins with Unknown', (reason) => {
    expect(unknownSentence({ unknown: reason })).toMatch(/^Unknown: .+\.$/);
  });
});

it('counts with a noun', () => {
  expect([plural(1, 'identity', 'identities'), plural(40_000, 'person', 'people')]).toEqual([
    '1 identity',
    '40,000 people',
  ]);
});

it('keeps of a name what a sentence can carry', () => {
  expect(brief('shop-assist')).toBe('shop-assist');
  expect(brief('a'.repeat(60))).toBe('a'.repeat(60));
  expect(brief(`${'a'.repeat(58)} b`.repeat(9))).toBe(`${'a'.repeat(58)}…`);
});
