import { describe, expect, it } from 'vitest';
import { bandOf, bands } from '#shared/model/score.ts';
import {
  askWhatIf,
  nothingSupposed,
  outcome,
  suppose,
  supposesNothing,
  useWhatIf,
  wishesOf,
  withLever,
} from './what-if.ts';

type Row = Parameters<typeof outcome>[0][number];
const row = (before: number, after: number): Row => {
  const side = (value: number) => ({ score: { value } });
  return { name: 'shop', before: side(before), after: side(after) } as unknown as Row;
};

describe('what is supposed', () => {
  it('adds up, and begins anew for other identities', () => {
    askWhatIf(['a']);
    suppose({ rotate: true });
    suppose({ lifetime: 300 });
    expect(useWhatIf.getState().supposed).toEqual({ ...nothingSupposed, rotate: true, lifetime: 300 });
    askWhatIf(['b']);
    expect(supposesNothing(useWhatIf.getState().supposed)).toBe(true);
    expect(() => askWhatIf(Array.from({ length: 501 }, (_, at) => String(at)))).toThrow('501 identities are too many');
  });

  it('takes a lever on top of what there is', () => {
    const before = { ...nothingSupposed, rotate: true };
    expect(withLever(before, { ...nothingSupposed, owner: 'backed' })).toEqual({ ...before, owner: 'backed' });
  });

  it('becomes wishes for plans, as far as plans go', () => {
    expect(wishesOf(nothingSupposed)).toEqual([]);
    const all = wishesOf({
      ...nothingSupposed,
      remove: ['a'],
      lifetime: 7_776_000,
      proof: 'dpop',
      rotate: true,
      disable: true,
    });
    expect(all.map(({ intent, parameters }) => [intent, parameters])).toEqual([
      ['rescope', { remove: ['a'] }],
      ['shorten', { seconds: 86_400 }],
      ['rotate', {}],
      ['disable', {}],
    ]);
  });

  it('is told in one sentence', () => {
    expect(outcome([row(80, 40)], 'high', false)).toBe('shop would go from 80 to 40');
    expect(outcome([row(80, 80)], 'high', false)).toBe('shop would stay at 80');
    expect(outcome([row(80, 80)], 'high', true)).toBe('shop scores 80: what if …');
    expect(outcome([row(80, 40), row(50, 50)], 'high', false)).toBe('2 of 2 identities would be under high, now 1');
    expect(outcome([], 'high', true)).toBe('Nothing that is chosen has a score');
  });

  it('counts a band as the scores do', () => {
    for (const below of bands) {
      for (const value of [0, 14, 15, 34, 35, 59, 60, 79, 80, 100]) {
        const isUnder = bands.indexOf(bandOf(value)) > bands.indexOf(below);
        expect(outcome([row(value, value), row(value, value)], below, true)).toMatch(isUnder ? /^2 of 2/ : /^0 of 2/);
      }
    }
  });
});
