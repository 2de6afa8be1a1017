import { expect, it } from 'vitest';
import { day, durationBeside, durationWords, hour, year } from './duration.ts';

it('says a duration in the unit that fits', () => {
  const said = [45, 90 * 60, hour, 30 * day, year, Number.POSITIVE_INFINITY].map(durationWords);
  expect(said).toEqual(['45 s', '90 min', '1 h', '30 d', '1 y', 'never']);
});

it('shows that one is longer than the other', () => {
  expect(durationBeside(30 * day + 10 * hour, 30 * day)).toBe('30 d 10 h');
  expect(durationBeside(31 * day, 30 * day)).toBe('31 d');
  expect(durationBeside(30 * day, 30 * day)).toBe('30 d');
  expect(durationBeside(29.9 * day, 30 * day)).toBe('30 d');
  expect(durationBeside(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe('never');
});
