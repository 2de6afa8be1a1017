import type { ReactNode } from 'react';
import { placeOnSpan } from '#renderer/state/live-words.ts';
import type { LiveBar as Bar } from '#shared/contract/live.ts';

/** The drawing is a thousand wide, however wide its cell is. */
const whole = 1000;
const height = 14;
const clip = (share: number): number => Math.min(1, Math.max(0, share)) * whole;

interface LiveBarProps {
  readonly bar: Bar;
  readonly now: number;
  /** Seconds that the axis spans. */
  readonly span: number;
}

/** One life on the axis around now: what is over, what is left, and whether it is dead and believed all the same. */
export function LiveBar({ bar, now, span }: LiveBarProps): ReactNode {
  const { from, until, death, what } = bar;
  const at = (instant: number): number => placeOnSpan(instant, now, span);
  const nowAt = clip(at(now));
  const begins = clip(from === null ? 0 : at(from));
  const ends = clip(at(until));
  const goesOn = at(until) > 1;
  const kind =
    death !== null ? 'dead' : what === 'refresh' ? 'refresh' : what.startsWith('session') ? 'session' : 'access';
  return (
    <svg
      className="live-bar"
      width="100%"
      height={height}
      viewBox={`0 0 ${whole} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {[0, 0.5, 0.75].map((share) => (
        <path key={share} className="grid-line" d={`M${share * whole} 0v${height}`} />
      ))}
      {begins < nowAt && (
        <rect className={`live-past ${kind}`} x={begins} y={5} width={Math.max(2, nowAt - begins)} height={4} />
      )}
      <rect className={`live-left ${kind}`} x={nowAt} y={2} width={Math.max(3, ends - nowAt)} height={10} />
      {goesOn && <path className="live-on" d={`M${whole - 12} 2l10 5l-10 5z`} />}
      <path className="live-now" d={`M${nowAt} 0v${height}`} />
    </svg>
  );
}
