// Titles are the sentences that the charts prove: computed here, from the view that the chart draws.
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { brief, number, percent, plural } from '#renderer/ui/format.ts';
import type { Band } from '#shared/model/score.ts';

type View = ViewOf<'privilege.view'>;

/** Lowest score of each band, the highest band first. */
export const bandFloors: readonly (readonly [Exclude<Band, 'minimal'>, number])[] = [
  ['critical', 80],
  ['high', 60],
  ['medium', 35],
  ['low', 15],
];

const identities = (count: number): string => plural(count, 'identity', 'identities');

export function distributionTitle({ total, bands }: Pick<View, 'total' | 'bands'>): string {
  const { critical, high } = bands;
  if (critical > 0 && high > 0) return `${number(critical)} of ${identities(total)} are critical, ${number(high)} high`;
  if (critical > 0) return `${number(critical)} of ${identities(total)} ${critical === 1 ? 'is' : 'are'} critical`;
  if (high > 0) return `None of ${identities(total)} is critical, ${number(high)} ${high === 1 ? 'is' : 'are'} high`;
  return `None of ${identities(total)} scores 60 or more`;
}

export function uncertainWords({ uncertain, total }: Pick<View, 'uncertain' | 'total'>): string {
  if (uncertain === 0) return 'Every score rests on at least 60% of its facts.';
  if (uncertain === 1) return 'One score rests on less than 60% of its facts: its whisker shows how far it may move.';
  const share = uncertain / Math.max(1, total);
  return `${number(uncertain)}${share < 0.01 ? '' : ` (${percent(share)})`} rest on less than 60% of their facts: whiskers show how far they may move.`;
}

/** Powerful and exposed: the upper right quarter. */
export function scatterTitle({ scatter, total }: Pick<View, 'scatter' | 'total'>): string {
  const both = scatter
    .filter((cell) => cell.power[0] >= 48 && cell.exposure[0] >= 48)
    .reduce((sum, cell) => sum + cell.count, 0);
  if (both === 0) return 'Nothing is both powerful and exposed';
  return `${number(both)} of ${identities(total)} ${both === 1 ? 'is' : 'are'} both powerful and exposed`;
}

export function topTitle({ top }: Pick<View, 'top'>): string {
  const first = top[0];
  if (first === undefined || first.score === null) return 'Highest scores';
  const same = top.filter((row) => row.score?.value === first.score?.value).length;
  return same > 1
    ? `${number(same)} identities share the highest score, ${first.score.value}`
    : `${brief(first.name)} has the highest score, ${first.score.value}`;
}

/**
 * The line on which 0.6 × power + 0.4 × exposure is `score`, inside the 0–100 square (PRODUCT section 5); floors may
 * lift a single score above it.
 */
export function scoreLine(score: number): readonly [{ x: number; y: number }, { x: number; y: number }] {
  const exposureAt = (power: number): number => (score - 0.6 * power) / 0.4;
  const powerAt = (exposure: number): number => (score - 0.4 * exposure) / 0.6;
  const start = exposureAt(0) <= 100 ? { x: 0, y: exposureAt(0) } : { x: powerAt(100), y: 100 };
  const end = powerAt(0) <= 100 ? { x: powerAt(0), y: 0 } : { x: 100, y: exposureAt(100) };
  return [start, end];
}
