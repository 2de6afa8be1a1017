import type { ViewOf } from '#renderer/state/use-watch.ts';
import type { TimeWindow } from './time-window.ts';

type View = ViewOf<'timeline.view'>;
export type LaneName = 'human' | 'agent' | 'action';

export interface LaneRow {
  readonly lane: LaneName;
  /** Place in its lane: what the marks point at. */
  readonly place: number;
  /** Value for the filter; `…` for the rest, which cannot be filtered. */
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly denied: number;
  /** px */
  readonly top: number;
}

export interface Lane {
  readonly name: LaneName;
  readonly title: string;
  /** px */
  readonly top: number;
  readonly height: number;
  readonly rows: readonly LaneRow[];
}

export interface LaneLayout {
  readonly lanes: readonly Lane[];
  /** px */
  readonly height: number;
}

export const rowHeight = 21;
export const axisHeight = 22;
const gap = 7;
/** px kept free at both ends of the time axis, so that a mark on its end is whole. */
const margin = 6;

/** Human over agent over action, one row for each name, under the time axis. */
export function layoutLanes(view: Pick<View, 'humans' | 'agents' | 'actions'>): LaneLayout {
  let top = axisHeight;
  const lanes = (
    [
      ['human', 'Human', view.humans],
      ['agent', 'Agent', view.agents],
      ['action', 'Action', view.actions],
    ] as const
  ).map(([name, title, names]): Lane => {
    const start = top;
    const rows = names.map((one, place): LaneRow => ({ lane: name, place, ...one, top: start + place * rowHeight }));
    const height = Math.max(1, rows.length) * rowHeight;
    top += height + gap;
    return { name, title, top: start, height, rows };
  });
  return { lanes, height: top - gap };
}

export function rowAt(layout: LaneLayout, y: number): LaneRow | undefined {
  for (const lane of layout.lanes) {
    const place = Math.floor((y - lane.top) / rowHeight);
    if (y >= lane.top && place < lane.rows.length) return lane.rows[place];
  }
  return undefined;
}

type Marks = View['marks'];
export const placeIn = (marks: Marks, lane: LaneName, mark: number): number => marks[lane][mark] ?? 65_535;

/** First mark at or after an instant; marks stand in order of time. */
export function firstMarkFrom(marks: Marks, at: number): number {
  let low = 0;
  let high = marks.at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks.at[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mark nearest to an instant in a row, at most `reach` ms away; -1 where there is none. */
export function markNear(marks: Marks, row: LaneRow, at: number, reach: number): number {
  let best = -1;
  let distance = reach;
  for (let mark = firstMarkFrom(marks, at - reach); mark < marks.at.length; mark += 1) {
    const away = Math.abs((marks.at[mark] ?? 0) - at);
    if ((marks.at[mark] ?? 0) > at + reach) break;
    if (placeIn(marks, row.lane, mark) !== row.place || away > distance) continue;
    // A cross among discs wins a tie: it is what one looks for.
    if (away === distance && best >= 0 && marks.denied[mark] !== 1) continue;
    best = mark;
    distance = away;
  }
  return best;
}

/** The mark that stands for an event: its own, or the aggregate that it is part of. -1: not in the window. */
export function markOfEvent(marks: Marks, event: { readonly row: number; readonly at: number }): number {
  const own = marks.row.indexOf(event.row);
  if (own >= 0) return own;
  const after = firstMarkFrom(marks, event.at);
  const candidate = after < marks.at.length && marks.at[after] === event.at ? after : after - 1;
  // A mark of one event stands for no other: the chosen one is then filtered away.
  return (marks.weight[candidate] ?? 1) > 1 ? candidate : -1;
}

const plotWidth = (width: number): number => Math.max(1, width - 2 * margin);

/** px from the left of the canvas for an instant, and back. */
export const xOfInstant = (window: TimeWindow, width: number, at: number): number =>
  margin + ((at - window.from) / Math.max(1, window.to - window.from)) * plotWidth(width);
export const instantAtX = (window: TimeWindow, width: number, x: number): number =>
  window.from + ((x - margin) / plotWidth(width)) * Math.max(1, window.to - window.from);
