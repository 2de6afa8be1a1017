import type { ReactNode } from 'react';
import './interval-bar.css';

/** 1 s … 10 y */
const longest = Math.log10(315_360_000);

interface LogBarProps {
  /** Seconds; Infinity fills the bar. */
  readonly seconds: number;
  /** px */
  readonly width: number;
  /** Drawn brighter: it outlives the policy. */
  readonly bright: boolean;
}

/** A duration on a log scale from one second to ten years. */
export function LogBar({ seconds, width, bright }: LogBarProps): ReactNode {
  const share =
    seconds === Number.POSITIVE_INFINITY ? 1 : Math.max(0, Math.min(1, Math.log10(Math.max(1, seconds)) / longest));
  return (
    <svg width={width} height={8} className="interval-bar" aria-hidden>
      <rect className="interval-track" x={0} y={3} width={width} height={2} />
      <rect
        className={bright ? 'log-bar bright' : 'log-bar'}
        x={0}
        y={2}
        width={Math.max(1, share * width)}
        height={4}
      />
    </svg>
  );
}
