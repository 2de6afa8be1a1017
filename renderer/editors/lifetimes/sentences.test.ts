import { describe, expect, it } from 'vitest';
import { dayMs } from '#shared/lib/duration.ts';
import { expiryTitle, outliveSubtitle, outliveTitle, policyName, rotationTitle, shorterWords } from './sentences.ts';

const thirtyDays = 2_592_000;

describe('policyName', () => {
  it.each([
    [thirtyDays, '30-day'],
    [3600, '1-hour'],
    [900, '15-minute'],
    [31_536_000, '1-year'],
    [90, '90-second'],
  ])('%d', (seconds, name) => {
    expect(policyName(seconds)).toBe(name);
  });
});

describe('titles', () => {
  it('counts what outlives the policy', () => {
    expect(outliveTitle({ outside: 560, total: 2399 }, thirtyDays, false)).toBe(
      '560 of 2,399 identities outlive the 30-day policy',
    );
    expect(outliveTitle({ outside: 1, total: 1 }, thirtyDays, false)).toBe(
      '1 of 1 identity outlives the 30-day policy',
    );
    expect(outliveTitle({ outside: 0, total: 9 }, thirtyDays, false)).toBe('No identity outlives the 30-day policy');
    expect(outliveTitle({ outside: 7, total: 9 }, 3600, true)).toBe('7 of 9 identities would outlive a 1-hour policy');
    expect(outliveTitle({ outside: 0, total: 9 }, 8 * 3600, true)).toBe('No identity would outlive an 8-hour policy');
  });
  it('says what is unknown', () => {
    expect(outliveSubtitle({ total: 9, never: { api_key: 2 }, unknown: { agent: 3 } })).toBe(
      'How long a thief could go on with no human act. 2 never end. 3 unknown.',
    );
  });
  it('names the worst day', () => {
    const perDay = new Array<number>(90).fill(0);
    perDay[17] = 64;
    const from = Date.UTC(2026, 2, 14);
    expect(expiryTitle({ perDay, from, overdue: 0, in7: 0, in30: 64, in90: 64 })).toBe(
      '31 March needs hands: 64 identities expire',
    );
    expect(expiryTitle({ perDay: [], from: from + dayMs, overdue: 0, in7: 0, in30: 0, in90: 0 })).toBe(
      'Nothing expires in the next 90 days',
    );
  });
  it('names the kind with the oldest secrets', () => {
    const row = { count: 10, unknown: 0, p10: 1, p90: 900, overdue: 5 };
    expect(
      rotationTitle({
        rotation: [
          { ...row, kind: 'agent', median: 52 },
          { ...row, kind: 'api_key', median: 296.2 },
        ],
      }),
    ).toBe('Half of the API keys are older than 296 days');
    expect(rotationTitle({ rotation: [] })).toBe('No secret tells its age');
  });
});

describe('what a shorter policy saves and costs', () => {
  it.each([
    [{ hoursSaved: 0, ended: 0, renewalsPerDay: 0 }, ''],
    [
      { hoursSaved: 1204.4, ended: 3, renewalsPerDay: 39.2 },
      'Cut to it: 1,204 h less for thieves, 3 that never end would end; up to 40 more renewals a day.',
    ],
    [
      { hoursSaved: 0, ended: 1, renewalsPerDay: 0.03 },
      'Cut to it: 1 that never ends would end; less than 1 more renewal a day.',
    ],
    [
      { hoursSaved: 0.2, ended: 0, renewalsPerDay: 1 },
      'Cut to it: under an hour less for thieves; up to 1 more renewal a day.',
    ],
  ])('%o', (shorter, words) => {
    expect(shorterWords(shorter)).toBe(words);
  });
});
