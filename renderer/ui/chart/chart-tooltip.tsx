import type { ReactNode } from 'react';
import './chart.css';

interface Given<Point> {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Point }[];
}

/** The content of a recharts tooltip, from the point itself. recharts hands over `active` and `payload`. */
export function ChartTooltip<Point>(props: Given<Point> & { readonly of: (point: Point) => ReactNode }): ReactNode {
  const point = props.payload?.[0]?.payload;
  if (!props.active || point === undefined) return null;
  return <div className="chart-tooltip">{props.of(point)}</div>;
}
