import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { countTicks, timeTicks } from '#renderer/ui/chart/scale.ts';
import { useSize } from '#renderer/ui/chart/use-size.ts';
import { number } from '#renderer/ui/format.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { windowWords } from './sentences.ts';
import { between, isWhole, panned, type TimeWindow, zoomed } from './time-window.ts';

type View = ViewOf<'timeline.view'>;

interface Bucket {
  readonly at: number;
  readonly count: number;
  readonly denied: number;
}

/** px from an edge of the window in which the edge is meant. */
const edge = 6;

interface BrushProps {
  readonly view: View;
  readonly window: TimeWindow;
  onWindow(window: TimeWindow): void;
  onWhole(): void;
}

/** The whole span as bars, with the window that the lanes show: its edges and itself can be dragged, or drawn anew. */
export function Brush({ view, window, onWindow, onWhole }: BrushProps): ReactNode {
  const { span, brush } = view;
  const [plot, { width }] = useSize<HTMLDivElement>();
  const drag = useRef<{
    readonly at: number;
    readonly window: TimeWindow;
    readonly part: 'from' | 'to' | 'all' | 'new';
  } | null>(null);
  const buckets = useMemo(
    () =>
      Array.from(
        brush.counts,
        (count, index): Bucket => ({
          at: brush.from + index * brush.step,
          count,
          denied: brush.denied[index] ?? 0,
        }),
      ),
    [brush],
  );
  const top = countTicks(Math.max(1, ...buckets.map((bucket) => bucket.count)), 2).at(-1) ?? 1;
  const whole = isWhole(window, span);
  const length = Math.max(1, span.to - span.from);
  const percentAt = (at: number): number => ((at - span.from) / length) * 100;
  const instant = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return span.from + ((event.clientX - box.left) / Math.max(1, box.width)) * length;
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = instant(event);
    const near = (edge / Math.max(1, width)) * length;
    const part =
      !whole && Math.abs(at - window.from) < near
        ? 'from'
        : !whole && Math.abs(at - window.to) < near
          ? 'to'
          : !whole && at > window.from && at < window.to
            ? 'all'
            : 'new';
    drag.current = { at, window, part };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const start = drag.current;
    if (start === null) return;
    const at = instant(event);
    if (start.part === 'all') onWindow(panned(start.window, span, at - start.at));
    else if (start.part === 'from') onWindow(between(at, start.window.to, span));
    else if (start.part === 'to') onWindow(between(start.window.from, at, span));
    else if (Math.abs(at - start.at) > (edge / Math.max(1, width)) * length) onWindow(between(start.at, at, span));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const middle = (window.from + window.to) / 2;
    const step = (window.to - window.from) / 10;
    if (event.key === 'ArrowRight') onWindow(panned(window, span, step));
    else if (event.key === 'ArrowLeft') onWindow(panned(window, span, -step));
    else if (event.key === 'ArrowUp' || event.key === '+') onWindow(zoomed(window, span, middle, 0.8));
    else if (event.key === 'ArrowDown' || event.key === '-') onWindow(zoomed(window, span, middle, 1.25));
    else if (event.key === 'Home') onWindow(panned(window, span, -length));
    else if (event.key === 'End') onWindow(panned(window, span, length));
    else if (event.key === 'Escape' && !whole) onWhole();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="brush">
      <div className="brush-words">
        <span>{whole ? 'Whole span' : 'Window'}</span>
        {whole ? (
          <span className="dim">{durationWords(brush.step / 1000)} bars</span>
        ) : (
          <button type="button" className="link-button" onClick={onWhole}>
            Show whole span
          </button>
        )}
        <span className="brush-scale dim" aria-hidden>
          {number(top)}
        </span>
      </div>
      <div className="brush-plot">
        <div
          ref={plot}
          className="brush-bars"
          role="slider"
          tabIndex={0}
          aria-label="Time window: arrow keys move it, up and down zoom, Escape shows the whole span"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(percentAt((window.from + window.to) / 2))}
          aria-valuetext={windowWords(window)}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            drag.current = null;
          }}
          onPointerCancel={() => {
            drag.current = null;
          }}
          onKeyDown={onKeyDown}
          onDoubleClick={onWhole}
        >
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              data={buckets}
              margin={{ top: 12, right: 0, bottom: 0, left: 0 }}
              barCategoryGap={1}
              accessibilityLayer={false}
            >
              <XAxis dataKey="at" hide />
              <YAxis hide domain={[0, top]} />
              <Bar
                dataKey="count"
                fill="var(--nhi-chart-8)"
                isAnimationActive={false}
                shape={({ x, y, width: wide, height, payload }: BucketBarProps) => (
                  <BucketBar x={x} y={y} width={wide} height={height} payload={payload} />
                )}
              />
            </BarChart>
          </ResponsiveContainer>
          {!whole && (
            <div
              className="brush-window"
              style={{
                left: `${percentAt(window.from)}%`,
                width: `max(3px, ${percentAt(window.to) - percentAt(window.from)}%)`,
              }}
            />
          )}
        </div>
        <div className="brush-axis" aria-hidden>
          {timeTicks(span.from, span.to, width, 130).map((tick) => (
            <span key={tick.at} style={{ left: `clamp(16px, ${percentAt(tick.at)}%, 100% - 16px)` }}>
              {tick.label}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

/** What recharts hands to the shape of a bar, px. */
interface BucketBarProps {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly payload?: Bucket | undefined;
}

/** A bar, with a cross on top of the plot where something was denied. */
function BucketBar({ x = 0, y = 0, width = 0, height = 0, payload }: BucketBarProps): ReactNode {
  if (payload === undefined || payload.count === 0) return null;
  const tall = Math.max(1.5, height);
  return (
    <g>
      <rect x={x} y={y + height - tall} width={Math.max(1, width)} height={tall} fill="var(--nhi-chart-8)" />
      {payload.denied > 0 && <path className="brush-denied" d={`M${x + width / 2 - 2} 4l4 4m0-4l-4 4`} />}
    </g>
  );
}
