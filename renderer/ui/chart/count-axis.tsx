import type { ReactNode } from 'react';
import { YAxis } from 'recharts';
import { number } from '#renderer/ui/format.ts';

/** From nought to the last tick, with the separators of large numbers and without a line. */
export const countAxis = (ticks: readonly number[]): ReactNode => (
  <YAxis
    width={44}
    domain={[0, ticks.at(-1) ?? 1]}
    ticks={[...ticks]}
    axisLine={false}
    tickLine={false}
    tickFormatter={number}
  />
);
