import type { ReactNode } from 'react';
import './countdown.css';

/** What is left of a life as a bar and in words, in a width that does not depend on either. Instants in milliseconds. */
export function Countdown(props: {
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly words: string;
}): ReactNode {
  const { from, until, now, words } = props;
  const left = Math.max(0, until - now);
  const share = until <= from ? 0 : Math.min(1, left / (until - from));
  return (
    <span className={left === 0 ? 'countdown over' : 'countdown'}>
      <svg width={48} height={8} aria-hidden>
        <rect className="countdown-track" x={0} y={3} width={48} height={2} />
        <rect className="countdown-left" x={0} y={2} width={share * 48} height={4} />
      </svg>
      <span>{words}</span>
    </span>
  );
}
