import type { ViewOf } from '#renderer/state/use-watch.ts';
import { timeTicks } from '#renderer/ui/chart/scale.ts';
import { axisHeight, type LaneLayout, type LaneName, placeIn, rowHeight, xOfInstant } from './lane-layout.ts';
import type { TimeWindow } from './time-window.ts';

type Marks = ViewOf<'timeline.view'>['marks'];

export interface Palette {
  readonly human: string;
  readonly agent: string;
  readonly allowed: string;
  readonly denied: string;
  readonly foreground: string;
  readonly dim: string;
  readonly background: string;
  readonly grid: string;
  readonly line: string;
  readonly border: string;
  readonly font: string;
}

/** A place that the chain of the chosen event goes through. */
export interface ChainStop {
  readonly lane: LaneName;
  readonly place: number;
  /** Short words beside the mark; empty: none. */
  readonly tag: string;
}

export interface Picture {
  readonly marks: Marks;
  readonly layout: LaneLayout;
  readonly window: TimeWindow;
  /** CSS px */
  readonly width: number;
  /** Mark under the pointer; -1: none. */
  readonly hovered: number;
  readonly chain: {
    readonly at: number;
    readonly denied: boolean;
    readonly live: boolean;
    readonly stops: readonly ChainStop[];
  } | null;
}

const half = rowHeight / 2;

/** Draws the three lanes in CSS px; the caller has scaled the context to device pixels. */
export function paintLanes(context: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { layout, width } = picture;
  context.clearRect(0, 0, width, layout.height);
  if (width <= 0) return;
  paintAxis(context, picture, palette);
  paintMarks(context, picture, palette);
  if (picture.hovered >= 0) paintHover(context, picture, palette);
  if (picture.chain !== null) paintChain(context, picture, picture.chain, palette);
}

const toX = ({ window, width }: Picture, at: number): number => xOfInstant(window, width, at);

function paintAxis(context: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { layout, window, width } = picture;
  context.lineWidth = 1;
  context.font = `11px ${palette.font}`;
  context.textBaseline = 'middle';
  for (const tick of timeTicks(window.from, window.to, width)) {
    const x = Math.round(toX(picture, tick.at)) + 0.5;
    context.strokeStyle = palette.grid;
    line(context, x, axisHeight, x, layout.height);
    context.fillStyle = palette.dim;
    const size = context.measureText(tick.label).width;
    context.fillText(tick.label, Math.min(width - size, Math.max(0, x - size / 2)), axisHeight / 2 - 1);
  }
  for (const lane of layout.lanes) {
    context.strokeStyle = palette.line;
    line(context, 0, lane.top - 0.5, width, lane.top - 0.5);
    context.strokeStyle = palette.grid;
    for (const row of lane.rows.slice(1)) line(context, 0, row.top - 0.5, width, row.top - 0.5);
  }
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

const styles = ['live', 'behalf', 'nobody', 'agent', 'allowed', 'denied'] as const;
type Style = (typeof styles)[number];

/** One path a style, and one mark a pixel, row and style: what lies under an equal mark is not drawn. */
function paintMarks(context: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { marks, layout, width } = picture;
  const paths: Readonly<Record<Style, Path2D>> = {
    live: new Path2D(),
    behalf: new Path2D(),
    nobody: new Path2D(),
    agent: new Path2D(),
    allowed: new Path2D(),
    denied: new Path2D(),
  };
  const columns = Math.ceil(width) + 1;
  for (const lane of layout.lanes) {
    const seen = new Uint8Array(columns * Math.max(1, lane.rows.length) * 3);
    for (let mark = 0; mark < marks.at.length; mark += 1) {
      const x = toX(picture, marks.at[mark] ?? 0);
      const row = lane.rows[placeIn(marks, lane.name, mark)];
      if (row === undefined || x < -6 || x > width + 6) continue;
      const style = styleOf(marks, lane.name, mark, row.key);
      const kind = style === 'behalf' || style === 'denied' ? 1 : style === 'nobody' ? 2 : 0;
      const cell = (row.place * 3 + kind) * columns + Math.min(columns - 1, Math.max(0, Math.round(x)));
      if (seen[cell] === 1) continue;
      seen[cell] = 1;
      addMark(paths[style], style, x, row.top + half);
    }
  }
  context.lineWidth = 1.2;
  context.fillStyle = palette.agent;
  context.fill(paths.agent);
  context.fillStyle = palette.dim;
  context.fill(paths.nobody);
  context.fillStyle = palette.human;
  context.fill(paths.live);
  context.strokeStyle = palette.human;
  context.stroke(paths.behalf);
  context.fillStyle = palette.allowed;
  context.fill(paths.allowed);
  context.lineWidth = 1.8;
  context.strokeStyle = palette.denied;
  context.stroke(paths.denied);
}

function styleOf(marks: Marks, lane: LaneName, mark: number, key: string): Style {
  if (lane === 'agent') return key === '' ? 'nobody' : 'agent';
  if (lane === 'action') return marks.denied[mark] === 1 ? 'denied' : 'allowed';
  if (key === '') return 'nobody';
  return marks.live[mark] === 1 ? 'live' : 'behalf';
}

function addMark(path: Path2D, style: Style, x: number, y: number): void {
  switch (style) {
    case 'agent':
      path.rect(Math.round(x) - 1.5, y - 5, 3, 10);
      break;
    case 'nobody':
      path.rect(Math.round(x) - 0.5, y - 4, 1, 8);
      break;
    case 'denied':
      path.moveTo(x - 3.5, y - 3.5);
      path.lineTo(x + 3.5, y + 3.5);
      path.moveTo(x + 3.5, y - 3.5);
      path.lineTo(x - 3.5, y + 3.5);
      break;
    default: {
      const radius = style === 'behalf' ? 2.5 : 3;
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
}

function paintHover(context: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { marks, layout, hovered } = picture;
  const x = Math.round(toX(picture, marks.at[hovered] ?? 0)) + 0.5;
  context.strokeStyle = palette.dim;
  context.lineWidth = 1;
  line(context, x, axisHeight, x, layout.height);
  for (const lane of layout.lanes) {
    const row = lane.rows[placeIn(marks, lane.name, hovered)];
    if (row === undefined) continue;
    context.beginPath();
    context.arc(x, row.top + half, 6.5, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** The line from the human down to the action, a mark on every hop, and what is to say beside it. */
function paintChain(
  context: CanvasRenderingContext2D,
  picture: Picture,
  chain: NonNullable<Picture['chain']>,
  palette: Palette,
): void {
  const x = toX(picture, chain.at);
  const stops = chain.stops.flatMap(({ lane, place, tag }) => {
    const row = picture.layout.lanes.find((one) => one.name === lane)?.rows[place];
    return row === undefined ? [] : [{ row, tag, y: row.top + half }];
  });
  const first = stops[0];
  const last = stops.at(-1);
  if (first === undefined || last === undefined || x < 0 || x > picture.width) return;
  context.strokeStyle = palette.foreground;
  context.lineWidth = 1.5;
  line(context, x, first.y, x, last.y);
  for (const { row, tag, y } of stops) {
    if (tag !== '') paintTag(context, picture, tag, x, y, palette);
    context.lineWidth = 1.5;
    context.beginPath();
    if (row.lane === 'agent') {
      context.rect(x - 4, y - 6, 8, 12);
      context.fillStyle = palette.agent;
      context.fill();
      context.strokeStyle = palette.foreground;
      context.stroke();
      continue;
    }
    context.arc(x, y, row.lane === 'action' ? 7.5 : 4.5, 0, 2 * Math.PI);
    context.fillStyle = row.lane === 'human' && chain.live && row.key !== '' ? palette.human : palette.background;
    context.fill();
    context.strokeStyle = row.lane === 'human' && row.key !== '' ? palette.human : palette.foreground;
    context.stroke();
    if (row.lane !== 'action') continue;
    const path = new Path2D();
    addMark(path, chain.denied ? 'denied' : 'allowed', x, y);
    context.fillStyle = palette.allowed;
    context.strokeStyle = palette.denied;
    context.lineWidth = 1.8;
    if (chain.denied) context.stroke(path);
    else context.fill(path);
  }
}

function paintTag(
  context: CanvasRenderingContext2D,
  { width }: Picture,
  tag: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.font = `11px ${palette.font}`;
  const size = Math.ceil(context.measureText(tag).width) + 10;
  const left = x - 14 - size >= 0 ? x - 14 - size : Math.min(x + 14, width - size);
  context.fillStyle = palette.background;
  context.strokeStyle = palette.border;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(Math.round(left) + 0.5, Math.round(y - 9) + 0.5, size, 18);
  context.fill();
  context.stroke();
  context.fillStyle = palette.foreground;
  context.textBaseline = 'middle';
  context.fillText(tag, Math.round(left) + 5, y + 1);
}
