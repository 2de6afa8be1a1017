import { describe, expect, it } from 'vitest';
import { effectWords, type OfferedFix, offeredFixes } from './light-bulb.ts';

const aFix = (values: Partial<OfferedFix>): OfferedFix => ({
  intent: 'rotate',
  label: 'Rotate',
  scoreAfter: 50,
  safety: 90,
  reasons: [],
  parameters: {},
  ...values,
});
const identity = 'idn_aaaaaaaaaaaaaaaa';
const finding = (rule: string, ...fixes: OfferedFix[]) => ({
  rule,
  identity,
  severity: 'high' as const,
  title: rule,
  fixes,
  acceptance: null,
});

describe('the fixes of a light bulb', () => {
  const disable = aFix({ intent: 'disable', label: 'Disable it', scoreAfter: 0, safety: 30 });
  const remove = aFix({ intent: 'delete', label: 'Delete it', scoreAfter: 0, safety: 25 });
  const unknown = aFix({ label: 'Ask', scoreAfter: null });
  const findings = [finding('NHI7b', aFix({}), unknown), finding('NHI1b', remove, disable), finding('NHI2a', disable)];

  it('are each offered once, what helps most first and of equals the safer', () => {
    expect(offeredFixes({ findings }, null).map(({ label }) => label)).toEqual([
      'Disable it',
      'Delete it',
      'Rotate',
      'Ask',
    ]);
  });
  it('are those of one finding where it is about one', () => {
    expect(offeredFixes({ findings }, 'NHI7b').map(({ label }) => label)).toEqual(['Rotate', 'Ask']);
  });
  it('say their effect', () => {
    expect([effectWords(94, disable), effectWords(null, disable), effectWords(94, unknown)]).toEqual([
      '94 → 0, safety 30',
      'safety 30',
      'safety 90',
    ]);
  });
});
