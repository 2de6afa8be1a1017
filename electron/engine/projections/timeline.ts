import { type TimelineFilter, timelineFilter } from '#shared/contract/charts.ts';
import type { CallOutput, CallRequest, WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { ActivityColumns, LaneColumn, Picture } from './picture.ts';
import { timelineMarks } from './timeline-marks.ts';
import { nobody, selectEvents } from './timeline-selection.ts';

type View = WatchView<'timeline.view'>;

const everything: TimelineFilter = timelineFilter.parse({ from: null, to: null });

/** Three lanes over one axis, and the brush below it. */
export function timelineView(picture: Picture, params: WatchRequest<'timeline.view'>): View {
  const { activity } = picture;
  const span = spanOf(picture, params.filter.origin);
  const window = { from: params.filter.from ?? span.from, to: params.filter.to ?? span.to };
  const rows = selectEvents(picture, params.filter, true);
  const humans = laneOf(activity, activity.human, rows, params.lanes, 'nobody');
  const agents = laneOf(activity, activity.agent, rows, params.lanes, 'no agent');
  const actions = laneOf(activity, activity.action, rows, params.lanes, 'no action');
  let denied = 0;
  const attribution = { live: 0, onBehalf: 0, nobody: 0 };
  for (const row of rows) {
    denied += activity.denied[row] ?? 0;
    if (activity.human.code[row] === activity.human.none) attribution.nobody += 1;
    else if (activity.live[row] === 1) attribution.live += 1;
    else attribution.onBehalf += 1;
  }
  return {
    span,
    window,
    total: activity.length,
    matched: rows.length,
    denied,
    brush: brush(picture, selectEvents(picture, params.filter, false), span, params.buckets),
    humans: humans.lane,
    agents: agents.lane,
    actions: actions.lane,
    marks: timelineMarks(activity, rows, window, {
      human: humans.place,
      agent: agents.place,
      action: actions.place,
    }),
    attribution,
  };
}

/** `to` lies just behind the last event, so that a window over the whole span holds it. */
function spanOf(picture: Picture, origin: TimelineFilter['origin']): View['span'] {
  const { activity, now } = picture;
  const rows = selectEvents(picture, { ...everything, origin }, false);
  const at = (row: number | undefined): number => (row === undefined ? now : (activity.at[row] ?? now));
  return rows.length === 0 ? { from: now, to: now } : { from: at(rows[0]), to: at(rows.at(-1)) + 1 };
}

function brush({ activity }: Picture, rows: Uint32Array, span: View['span'], buckets: number): View['brush'] {
  const step = Math.max(1, (span.to - span.from) / buckets);
  const counts = new Uint32Array(buckets);
  const denied = new Uint32Array(buckets);
  for (const row of rows) {
    const bucket = Math.min(buckets - 1, Math.floor(((activity.at[row] ?? 0) - span.from) / step));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    denied[bucket] = (denied[bucket] ?? 0) + (activity.denied[row] ?? 0);
  }
  return { from: span.from, step, counts, denied };
}

/** The most frequent names of a lane in order; what has no place of its own stands in the last row, `…`. */
function laneOf(
  activity: ActivityColumns,
  column: LaneColumn,
  rows: Uint32Array,
  most: number,
  noneLabel: string,
): { lane: View['humans']; place: Uint16Array } {
  const size = Math.max(column.names.length, column.none + 1);
  const counts = new Uint32Array(size);
  const denied = new Uint32Array(size);
  for (const row of rows) {
    const code = column.code[row] ?? column.none;
    counts[code] = (counts[code] ?? 0) + 1;
    denied[code] = (denied[code] ?? 0) + (activity.denied[row] ?? 0);
  }
  const seen = Array.from(counts.keys()).filter((code) => (counts[code] ?? 0) > 0);
  seen.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const place = new Uint16Array(size).fill(65_535);
  const shown = seen.length <= most ? seen : seen.slice(0, Math.max(0, most - 1));
  const lane: View['humans'] = shown.map((code, index) => {
    place[code] = index;
    const none = code === column.none;
    return {
      key: none ? nobody : (column.names[code] ?? ''),
      label: none ? noneLabel : (column.names[code] ?? ''),
      count: counts[code] ?? 0,
      denied: denied[code] ?? 0,
    };
  });
  const rest = seen.slice(shown.length);
  if (rest.length > 0 && most > 0) {
    const others = { key: '…', label: `… ${rest.length.toLocaleString('en')} more`, count: 0, denied: 0 };
    for (const code of rest) {
      place[code] = lane.length;
      others.count += counts[code] ?? 0;
      others.denied += denied[code] ?? 0;
    }
    lane.push(others);
  }
  return { lane, place };
}

export function timelineEvents(
  picture: Picture,
  params: WatchRequest<'timeline.events'>,
): WatchView<'timeline.events'> {
  const rows = selectEvents(picture, params.filter, true);
  const first = Math.min(params.first, rows.length);
  return {
    total: rows.length,
    first,
    rows: Array.from(rows.subarray(first, first + params.count), (row) => {
      const { signals, ...event } = picture.activity.event(row);
      const agents = event.agents.map((agent) => ({ ...agent }));
      return { row, ...event, agents, ...(signals !== undefined && { signals: [...signals] }) };
    }),
  };
}

export function locateEvent(
  picture: Picture,
  { filter, row }: CallRequest<'timeline.locate'>,
): CallOutput<'timeline.locate'> {
  const position = selectEvents(picture, filter, true).indexOf(row);
  return { position: position < 0 ? null : position };
}
