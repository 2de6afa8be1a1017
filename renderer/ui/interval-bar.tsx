import type { ReactNode } from 'react';
import './interval-bar.css';

interface IntervalBarProps {
  /** 0–`most` */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly most: number;
  /** A colour token. */
  readonly colour: string;
  /** px */
  readonly width: number;
}

/** A bar with a whisker for what is uncertain, both inside the same scale. */
export function IntervalBar({ value, low, high, most, colour, width }: IntervalBarProps): ReactNode {
  const x = (at: number): number => (Math.max(0, Math.min(most, at)) / most) * width;
  return (
    <svg className="interval-bar" width={width} height={8} aria-hidden>
      <rect className="interval-track" x={0} y={1} width={width} height={6} />
      <rect x={0} y={1} width={x(value)} height={6} fill={`var(${colour})`} />
      {high - low >= 1 && (
        <path
          className="interval-whisker"
          d={`M${x(low)} 1.5v5M${Math.max(x(low) + 1, x(high) - 0.5)} 1.5v5M${x(low)} 4H${x(high)}`}
        />
      )}
    </svg>
  );
}
