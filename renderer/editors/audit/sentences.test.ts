import { describe, expect, it } from 'vitest';
import { chainWords, deniedTitle, shortHash, windowWords } from './sentences.ts';

const row = (label: string, denied: number, key = label) => ({ key, label, count: 50, denied });

describe('deniedTitle', () => {
  it('names who it came through when it was all through one', () => {
    expect(
      deniedTitle({
        matched: 198,
        denied: 6,
        humans: [row('Ana Ruiz', 6), row('nobody', 0, '')],
        agents: [row('shop-assist', 0), row('concierge-sub-2', 6)],
      }),
    ).toBe('6 of 198 actions were denied, all of them through concierge-sub-2 on behalf of Ana Ruiz');
  });
  it('names most, and nobody in particular', () => {
    const humans = [row('Ana Ruiz', 3), row('Jonas Weber', 3)];
    expect(deniedTitle({ matched: 1982, denied: 6, humans, agents: [row('a', 4), row('b', 2)] })).toBe(
      '6 of 1,982 actions were denied, 4 of them through a',
    );
    expect(deniedTitle({ matched: 9, denied: 6, humans, agents: [row('… 12 more', 6, '…')] })).toBe(
      '6 of 9 actions were denied',
    );
  });
  it('says when nothing was denied', () => {
    expect(deniedTitle({ matched: 12, denied: 0, humans: [], agents: [] })).toBe('All 12 actions were allowed');
    expect(deniedTitle({ matched: 0, denied: 0, humans: [], agents: [] })).toBe('No action falls into this window');
  });
});

describe('chainWords', () => {
  const chain = { records: 48_213, head: `5b1d${'0'.repeat(57)}e07`, checkedAt: Date.UTC(2026, 2, 14, 12, 4) };
  it('says when and how much was verified', () => {
    expect(chainWords({ ...chain, ok: true, firstBad: null })).toEqual({
      state: 'ok',
      words: 'Chain verified 12:04, 48,213 records, head 5b1d…e07',
    });
  });
  it('names the broken record', () => {
    expect(chainWords({ ...chain, ok: false, firstBad: 4711 }).words).toBe('Chain broken at record 4,711');
  });
  it('does not claim what was not checked', () => {
    expect(chainWords({ ...chain, ok: null, checkedAt: null, firstBad: null }).state).toBe('unchecked');
  });
  it('shortens only what is long', () => {
    expect([shortHash('abc'), shortHash('0123456789abcdef')]).toEqual(['abc', '0123…def']);
  });
});

it('says the window in UTC', () => {
  const from = Date.UTC(2026, 2, 14, 11, 40);
  expect(windowWords({ from, to: from + 24 * 60_000 })).toBe('14 Mar 2026, 11:40–12:04');
  expect(windowWords({ from, to: from + 3 * 86_400_000 })).toBe('14 Mar 2026 – 17 Mar 2026');
});
