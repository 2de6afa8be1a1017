import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { fromLogShare, logShare } from '#renderer/ui/chart/scale.ts';
import { day, durationWords, hour, minute, year } from '#shared/lib/duration.ts';

/** The line rests only on durations that a policy could name. Seconds. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 4, 8, 12].map((count) => count * hour),
  ...[1, 2, 3, 7, 14, 30, 60, 90, 180].map((count) => count * day),
  ...[1, 2, 5].map((count) => count * year),
];

function nearestStep(seconds: number): number {
  return steps.reduce((best, step) =>
    Math.abs(Math.log(step / seconds)) < Math.abs(Math.log(best / seconds)) ? step : best,
  );
}

interface PolicyLineProps {
  readonly seconds: number;
  /** Ends of the log axis, seconds. */
  readonly from: number;
  readonly to: number;
  /** The plot, px from the left of its positioned parent. */
  readonly left: number;
  readonly width: number;
  /** px from the top where the plot begins and how high it is. */
  readonly top: number;
  readonly height: number;
  /** `560 outside (23%)` */
  readonly outside: string;
  readonly trial: boolean;
  onTry(seconds: number): void;
  onReset(): void;
  onOpen(): void;
}

/** The policy as a dashed line that can be dragged, or moved by the arrow keys, to see what falls outside. */
export function PolicyLine(props: PolicyLineProps): ReactNode {
  const { seconds, from, to, left, width, top, height, outside, trial } = props;
  const grip = useRef<HTMLDivElement>(null);
  const x = left + logShare(seconds, from, to) * width;
  const flip = x > left + width * 0.6;

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const plot = grip.current?.offsetParent?.getBoundingClientRect();
    if (plot === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const share = Math.min(1, Math.max(0, (event.clientX - plot.left - left) / width));
    const wanted = nearestStep(fromLogShare(share, from, to));
    if (wanted !== seconds) props.onTry(wanted);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const up = steps.find((step) => step > seconds) ?? seconds;
    const down = steps.findLast((step) => step < seconds) ?? seconds;
    const moves: Readonly<Record<string, number | undefined>> = {
      ArrowRight: up,
      ArrowUp: up,
      ArrowLeft: down,
      ArrowDown: down,
      Home: steps[0],
      End: steps.at(-1),
    };
    const wanted = moves[event.key];
    if (wanted !== undefined) props.onTry(wanted);
    else if (event.key === 'Escape' && trial) props.onReset();
    else if (event.key === 'Enter') props.onOpen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <div
        ref={grip}
        className="policy-line"
        role="slider"
        tabIndex={0}
        aria-label="Lifetime policy to try"
        aria-valuemin={0}
        aria-valuemax={steps.length - 1}
        aria-valuenow={Math.max(0, steps.indexOf(nearestStep(seconds)))}
        aria-valuetext={`${durationWords(seconds)}, ${outside}`}
        style={{ left: x - 6, top: top - 26, height: height + 26 }}
        onPointerDown={drag}
        onPointerMove={follow}
        onKeyDown={onKeyDown}
      />
      <div
        className={flip ? 'policy-words flip' : 'policy-words'}
        style={flip ? { right: `calc(100% - ${x - 10}px)`, top: top - 28 } : { left: x + 10, top: top - 28 }}
      >
        <span>
          {trial ? 'try ' : 'policy '}
          {durationWords(seconds)}
          {trial ? (
            <button type="button" className="link-button" onClick={props.onReset}>
              Back to the policy
            </button>
          ) : (
            ', drag to try another'
          )}
        </span>
        <button type="button" className="policy-outside" title="Open them in the inventory" onClick={props.onOpen}>
          {outside}
        </button>
      </div>
    </>
  );
}
