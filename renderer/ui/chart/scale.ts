import { day, dayMs, hour, minute, year } from '#shared/lib/duration.ts';

/** A round number at or above `value`, and round steps from 0 up to it. At least 1, for counts. */
export function countTicks(value: number, wanted = 4): readonly number[] {
  const rough = Math.max(1, value / wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const count = Math.max(1, Math.ceil(value / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Marks of the log time axis that an analyst thinks in. */
export const lifetimeTicks: readonly Tick[] = [
  { at: 10, label: '10 s' },
  { at: minute, label: '1 min' },
  { at: 5 * minute, label: '5 min' },
  { at: 15 * minute, label: '15 min' },
  { at: hour, label: '1 h' },
  { at: 8 * hour, label: '8 h' },
  { at: day, label: '1 d' },
  { at: 7 * day, label: '7 d' },
  { at: 30 * day, label: '30 d' },
  { at: 90 * day, label: '90 d' },
  { at: year, label: '1 y' },
  { at: 10 * year, label: '10 y' },
];

/** 0–1 along a log axis from `from` to `to`; outside values stay on its ends. */
export function logShare(value: number, from: number, to: number): number {
  const share = Math.log(value / from) / Math.log(to / from);
  return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}

export const fromLogShare = (share: number, from: number, to: number): number => from * (to / from) ** share;

/** Ticks whose labels would touch are left out; the earlier in `order` of rank stays. `size` in px. */
export function withoutOverlap(
  ticks: readonly Tick[],
  position: (at: number) => number,
  size: (label: string) => number,
): readonly Tick[] {
  const kept: Tick[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const tick of ticks) {
    const at = position(tick.at);
    const half = size(tick.label) / 2;
    if (at - half < end + 6) continue;
    kept.push(tick);
    end = at + half;
  }
  return kept;
}

const second = 1000;
const steps: readonly number[] = [
  0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 300, 600, 900, 1800, 3600, 7200, 10_800,
  21_600, 43_200, 86_400, 172_800, 345_600, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
].map((seconds) => seconds * second);

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const monthYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

function timeLabel(at: number, step: number): string {
  const iso = new Date(at).toISOString();
  if (step >= 7_776_000 * second) return monthYear.format(at);
  if (step >= dayMs || at % dayMs === 0) return dayMonth.format(at);
  if (step >= minute * second) return iso.slice(11, 16);
  return step >= second ? iso.slice(11, 19) : iso.slice(11, 23);
}

/** Ticks of a UTC time axis, epoch milliseconds; at most one every `apart` px. Midnights say their day. */
export function timeTicks(from: number, to: number, width: number, apart = 110): readonly Tick[] {
  const span = to - from;
  if (!(span > 0) || width <= 0) return [];
  const wanted = span / Math.max(1, Math.floor(width / apart));
  const step = steps.find((one) => one >= wanted) ?? Math.ceil(wanted / (365 * dayMs)) * 365 * dayMs;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push({ at, label: timeLabel(at, step) });
  return ticks;
}
