import { describe, expect, it } from 'vitest';
import type { Campaign } from '#shared/contract/campaigns.ts';
import { campaignProblems, campaignTitle, newCampaignForm } from './campaigns.ts';

const now = Date.UTC(2026, 2, 14, 12);
const counts = { open: 3, keep: 2, shrink: 0, revoke: 1 };
const campaign: Campaign = {
  id: 'cmp_4',
  name: 'Q1',
  due: now,
  startedAt: now,
  startedBy: 'tess',
  closedAt: null,
  counts,
  overdue: false,
};

describe('the form of a new campaign', () => {
  it('wants a name, a day to come and somebody to ask', () => {
    const form = newCampaignForm('score:>=60', now);
    expect(form).toMatchObject({ query: 'score:>=60', due: '2026-04-13', byOwner: true });
    expect(Object.keys(campaignProblems(form, now))).toEqual(['name', 'reviewer']);
    const whole = { ...form, name: 'Q1', reviewer: 'Security' };
    expect(campaignProblems(whole, now)).toEqual({});
    expect(campaignProblems({ ...whole, due: '2026-02-30' }, now)).toEqual({ due: 'A day as YYYY-MM-DD.' });
    expect(campaignProblems({ ...whole, due: '2026-03-13' }, now)).toEqual({ due: 'This day is over.' });
    expect(campaignProblems({ ...whole, due: '2026-03-14' }, now)).toEqual({});
  });
});

describe('the sentence of a campaign', () => {
  it('says how much is open, whether it is late, and how it ended', () => {
    const title = (change: Partial<Campaign>): string => campaignTitle({ ...campaign, ...change });
    expect([
      title({}),
      title({ overdue: true }),
      title({ counts: { ...counts, open: 0 } }),
      title({ closedAt: now }),
      title({ closedAt: now, counts: { ...counts, open: 0 } }),
      title({ counts: { open: 1, keep: 0, shrink: 0, revoke: 0 } }),
    ]).toEqual([
      '3 of 6 reviews are open',
      'Overdue: 3 of 6 reviews are open',
      'All 3 are reviewed',
      'Closed while 3 of 6 reviews are open',
      'Closed, all 3 reviewed',
      '1 of 1 review is open',
    ]);
  });
});
