import { expect, it } from 'vitest';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { axisWords, waterfallSteps, whyTitle } from './waterfall.tsx';

type Score = NonNullable<IdentityDetail['score']>;

const part = (
  component: Score['parts'][number]['component'],
  axis: 'power' | 'exposure',
  weighted: number,
): Score['parts'][number] => ({
  component,
  axis,
  weighted,
  points: weighted,
  low: weighted,
  high: weighted,
  most: 45,
  label: component,
  evidence: '',
  unknown: false,
});

const score: Score = {
  value: 80,
  low: 80,
  high: 84,
  confidence: 0.96,
  band: 'critical',
  power: 80.1,
  exposure: 76.7,
  policy: '7c1e09',
  vector: 'NHI:1',
  parts: [part('rotation', 'exposure', 30.7), part('sensitivity', 'power', 48)],
  floors: [{ id: 'F7', value: 80, reason: 'acts for 40,000 people', certain: true }],
};

it('the bars run from zero without gaps, power first, and end at the score', () => {
  const steps = waterfallSteps(score);
  expect(steps.map((step) => step.label)).toEqual(['sensitivity', 'rotation', 'Floor F7', 'Score']);
  expect(steps[1]?.from).toBeCloseTo(48);
  expect((steps[2]?.from ?? 0) + (steps[2]?.length ?? 0)).toBeCloseTo(80);
  expect(steps.at(-1)).toMatchObject({ from: 0, length: 80, words: '80 (80–84)' });
});

it('the title says the same numbers', () => {
  expect(whyTitle(score)).toBe(
    'Why this score: what it can do weighs 48 points, how exposed it is 31, floor F7 adds the rest',
  );
});

it('weighs the axes as the policy of the score does', () => {
  const parts = [part('sensitivity', 'power', 25), part('reach', 'power', 15), part('rotation', 'exposure', 16)];
  const other = { ...score, value: 56, power: 80, exposure: 32, parts, floors: [] };
  expect(whyTitle(other)).toBe('Why this score: what it can do weighs 40 points, how exposed it is 16');
  expect([axisWords(other, 'power'), axisWords(other, 'exposure')]).toEqual(['power × 0.5', 'exposure × 0.5']);
  expect(axisWords({ ...other, power: 0, parts: [] }, 'power')).toBe('power');
});
