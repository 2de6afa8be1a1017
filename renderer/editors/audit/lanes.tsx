import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { TimelineFacet } from '#renderer/state/timeline.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { useSize } from '#renderer/ui/chart/use-size.ts';
import { clockSeconds, date, number, plural } from '#renderer/ui/format.ts';
import type { TimelineEvent } from '#shared/contract/charts.ts';
import { chainOfEvent } from './chain-of-event.ts';
import { LaneLabels } from './lane-labels.tsx';
import { instantAtX, type LaneLayout, markNear, markOfEvent, placeIn, rowAt, xOfInstant } from './lane-layout.ts';
import { paintLanes } from './paint.ts';
import { eventWords } from './sentences.ts';
import { panned, type TimeWindow, zoomed } from './time-window.ts';
import { usePalette } from './use-palette.ts';

type View = ViewOf<'timeline.view'>;

/** px around the pointer in which a mark counts as meant; and how far a click may wander. */
const reach = 7;
const wander = 3;
const zoomStep = 0.8;

interface LanesProps {
  readonly view: View;
  readonly layout: LaneLayout;
  readonly window: TimeWindow;
  readonly selected: { readonly row: number; readonly at: number } | null;
  /** The chosen event, once it is loaded. */
  readonly event: TimelineEvent | undefined;
  onWindow(window: TimeWindow): void;
  onWhole(): void;
  onChoose(selected: { readonly row: number; readonly at: number } | null): void;
  onOpen(): void;
  onShowOnly(facet: TimelineFacet, key: string): void;
}

/** Human, agent and action on one canvas over one time axis. */
export function Lanes(props: LanesProps): ReactNode {
  const { view, layout, window, selected, event, onWindow, onChoose } = props;
  const { marks, span } = view;
  const [plotRef, { width }, plot] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState(-1);
  const drag = useRef<{ readonly x: number; readonly window: TimeWindow; moved: boolean } | null>(null);
  const palette = usePalette();
  const chosen = selected === null ? -1 : markOfEvent(marks, selected);
  const length = Math.max(1, window.to - window.from);
  const atX = (x: number): number => instantAtX(window, width, x);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || width === 0) return;
    const ratio = devicePixelRatio;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(layout.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const chain =
      selected === null || chosen < 0
        ? null
        : {
            at: event?.at ?? marks.at[chosen] ?? selected.at,
            denied: event === undefined ? marks.denied[chosen] === 1 : event.decision === 'denied',
            live: event === undefined ? marks.live[chosen] === 1 : event.humanLive,
            stops: chainOfEvent(layout, marks, chosen, event),
          };
    paintLanes(
      context,
      { marks, layout, window, width, hovered: hovered < marks.at.length ? hovered : -1, chain },
      palette,
    );
  }, [marks, layout, window, width, hovered, selected, chosen, event, palette]);

  // React listens to the wheel passively; zooming must keep the page from scrolling.
  const onWheel = useRef<(event: WheelEvent) => void>(() => {});
  onWheel.current = (wheel) => {
    wheel.preventDefault();
    const left = plot.current?.getBoundingClientRect().left ?? 0;
    const sideways = wheel.shiftKey ? wheel.deltaY || wheel.deltaX : wheel.deltaX;
    if (Math.abs(sideways) > Math.abs(wheel.shiftKey ? 0 : wheel.deltaY)) {
      onWindow(panned(window, span, (sideways / Math.max(1, width)) * length));
    } else if (wheel.deltaY !== 0) {
      const factor = zoomStep ** Math.max(-3, Math.min(3, -wheel.deltaY / 100));
      onWindow(zoomed(window, span, atX(wheel.clientX - left), factor));
    }
  };
  useEffect(() => {
    const element = plot.current;
    if (!element) return;
    const listen = (wheel: WheelEvent): void => onWheel.current(wheel);
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [plot]);

  const markAt = (x: number, y: number): number => {
    const row = rowAt(layout, y);
    return row === undefined ? -1 : markNear(marks, row, atX(x), (reach / Math.max(1, width)) * length);
  };
  const choose = (mark: number): void => {
    const row = marks.row[mark];
    if (row !== undefined) onChoose({ row, at: marks.at[mark] ?? 0 });
  };

  const onPointerMove = (pointer: PointerEvent): void => {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined) return;
    const start = drag.current;
    if (start === null) {
      setHovered(markAt(pointer.clientX - box.left, pointer.clientY - box.top));
      return;
    }
    const by = start.x - pointer.clientX;
    if (Math.abs(by) > wander) start.moved = true;
    if (!start.moved) return;
    setHovered(-1);
    onWindow(panned(start.window, span, (by / Math.max(1, width)) * (start.window.to - start.window.from)));
  };
  const onPointerUp = (pointer: PointerEvent): void => {
    const box = plot.current?.getBoundingClientRect();
    const start = drag.current;
    drag.current = null;
    if (start === null || start.moved || box === undefined) return;
    const mark = markAt(pointer.clientX - box.left, pointer.clientY - box.top);
    if (mark >= 0) choose(mark);
    else onChoose(null);
  };

  const onKeyDown = (key: KeyboardEvent): void => {
    if (key.ctrlKey || key.altKey || key.metaKey) return;
    const go = (mark: number): void => {
      const next = Math.max(0, Math.min(marks.at.length - 1, mark));
      choose(next);
      setHovered(-1);
    };
    const middle = selected?.at ?? (window.from + window.to) / 2;
    if (key.key === 'ArrowRight' && !key.shiftKey) go(chosen < 0 ? 0 : chosen + 1);
    else if (key.key === 'ArrowLeft' && !key.shiftKey) go(chosen < 0 ? marks.at.length - 1 : chosen - 1);
    else if (key.key === 'ArrowRight') onWindow(panned(window, span, length / 4));
    else if (key.key === 'ArrowLeft') onWindow(panned(window, span, -length / 4));
    else if (key.key === 'Home') go(0);
    else if (key.key === 'End') go(marks.at.length - 1);
    else if (key.key === '+' || key.key === '=') onWindow(zoomed(window, span, middle, 0.5));
    else if (key.key === '-') onWindow(zoomed(window, span, middle, 2));
    else if (key.key === '0') props.onWhole();
    else if (key.key === 'Enter') props.onOpen();
    else if (key.key === 'Escape' && selected !== null) {
      setHovered(-1);
      onChoose(null);
    } else return;
    key.preventDefault();
    key.stopPropagation();
  };

  return (
    <div className="lanes" style={{ height: layout.height }}>
      <LaneLabels layout={layout} window={window} onShowOnly={props.onShowOnly} />
      <div
        ref={plotRef}
        className="lanes-plot"
        role="application"
        tabIndex={0}
        aria-label={`Timeline of ${plural(view.matched, 'event')}. Left and right go from event to event, plus and minus zoom, Shift with an arrow moves the window, 0 shows everything, Enter opens who acted.`}
        onPointerDown={(pointer) => {
          if (pointer.button !== 0) return;
          pointer.currentTarget.setPointerCapture(pointer.pointerId);
          drag.current = { x: pointer.clientX, window, moved: false };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = null;
        }}
        onPointerLeave={() => drag.current === null && setHovered(-1)}
        onBlur={() => setHovered(-1)}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} style={{ width, height: layout.height }} />
        {hovered >= 0 && hovered < marks.at.length && (
          <MarkTooltip view={view} layout={layout} mark={hovered} window={window} width={width} />
        )}
        <span className="visually-hidden" role="status">
          {event === undefined ? '' : eventWords(event)}
        </span>
      </div>
    </div>
  );
}

function MarkTooltip(props: {
  readonly view: View;
  readonly layout: LaneLayout;
  readonly mark: number;
  readonly window: TimeWindow;
  readonly width: number;
}): ReactNode {
  const { view, layout, mark, window, width } = props;
  const { marks } = view;
  const at = marks.at[mark] ?? 0;
  const weight = marks.weight[mark] ?? 1;
  const [human, agent, action] = layout.lanes.map(
    (lane) => lane.rows[placeIn(marks, lane.name, mark)]?.label ?? 'not shown',
  );
  const x = xOfInstant(window, width, at);
  const left = x > width - 260 ? { right: width - x + 12 } : { left: x + 12 };
  return (
    <div className="chart-tooltip lanes-tooltip" style={{ ...left, top: 26 }}>
      <b>
        {date(at, 0)}, {clockSeconds(at)} UTC{weight > 1 ? ` and after, ${number(weight)} events` : ''}
      </b>
      <div>
        {human}
        {human !== 'nobody' && <span className="dim">{marks.live[mark] === 1 ? ' live' : ' not live'}</span>}
      </div>
      <div>{agent}</div>
      <div>
        {action}{' '}
        <span className={marks.denied[mark] === 1 ? 'error-text' : 'success-text'}>
          {marks.denied[mark] === 1 ? 'denied' : 'allowed'}
        </span>
      </div>
      <div className="dim">Click shows its chain and its row below</div>
    </div>
  );
}
