import type { WatchView } from '#shared/contract/contract.ts';
import type { ActivityColumns } from './picture.ts';

type Marks = WatchView<'timeline.view'>['marks'];
const most = 20_000;
const finestBuckets = 1000;

interface Places {
  readonly human: Uint16Array;
  readonly agent: Uint16Array;
  readonly action: Uint16Array;
}

/** One mark an event while they are few, else one a bucket of time and combination of lanes; never more than 20,000. */
export function timelineMarks(
  activity: ActivityColumns,
  rows: Uint32Array,
  window: { readonly from: number; readonly to: number },
  places: Places,
): Marks {
  if (rows.length <= most) return eachEvent(activity, rows, places);
  // Every pass halves the time resolution; with one bucket left there are at most as many marks as combinations.
  for (let buckets = finestBuckets; buckets > 1; buckets = Math.floor(buckets / 2)) {
    const marks = aggregated(activity, rows, window, places, buckets);
    if (marks) return marks;
  }
  return eachEvent(activity, rows.subarray(0, most), places);
}

const at = (column: ArrayLike<number>, row: number): number => column[row] ?? 0;
const nowhere = 65_535;

function empty(length: number): Marks {
  return {
    at: new Float64Array(length),
    human: new Uint16Array(length),
    agent: new Uint16Array(length),
    action: new Uint16Array(length),
    denied: new Uint8Array(length),
    live: new Uint8Array(length),
    weight: new Uint32Array(length),
    row: new Uint32Array(length),
  };
}

function write(marks: Marks, index: number, activity: ActivityColumns, row: number, places: Places): void {
  marks.at[index] = at(activity.at, row);
  marks.human[index] = places.human[at(activity.human.code, row)] ?? nowhere;
  marks.agent[index] = places.agent[at(activity.agent.code, row)] ?? nowhere;
  marks.action[index] = places.action[at(activity.action.code, row)] ?? nowhere;
  marks.denied[index] = at(activity.denied, row);
  marks.live[index] = at(activity.live, row);
  marks.weight[index] = 1;
  marks.row[index] = row;
}

function eachEvent(activity: ActivityColumns, rows: Uint32Array, places: Places): Marks {
  const marks = empty(rows.length);
  rows.forEach((row, index) => {
    write(marks, index, activity, row, places);
  });
  return marks;
}

/** null: more combinations than marks are allowed. */
function aggregated(
  activity: ActivityColumns,
  rows: Uint32Array,
  window: { readonly from: number; readonly to: number },
  places: Places,
  buckets: number,
): Marks | null {
  const step = Math.max(1, (window.to - window.from) / buckets);
  const indexes = new Map<number, number>();
  const marks = empty(most);
  for (const row of rows) {
    const bucket = Math.min(buckets - 1, Math.max(0, Math.floor((at(activity.at, row) - window.from) / step)));
    let key = bucket * 64 + laneKey(places.human, at(activity.human.code, row));
    key = key * 64 + laneKey(places.agent, at(activity.agent.code, row));
    key = key * 64 + laneKey(places.action, at(activity.action.code, row));
    key = key * 4 + at(activity.denied, row) * 2 + at(activity.live, row);
    const index = indexes.get(key);
    if (index !== undefined) {
      marks.weight[index] = (marks.weight[index] ?? 0) + 1;
      continue;
    }
    if (indexes.size === most) return null;
    write(marks, indexes.size, activity, row, places);
    indexes.set(key, indexes.size);
  }
  const used = indexes.size;
  return {
    at: marks.at.slice(0, used),
    human: marks.human.slice(0, used),
    agent: marks.agent.slice(0, used),
    action: marks.action.slice(0, used),
    denied: marks.denied.slice(0, used),
    live: marks.live.slice(0, used),
    weight: marks.weight.slice(0, used),
    row: marks.row.slice(0, used),
  };
}

/** A lane has at most 40 rows; the place beyond them stands for none. */
const laneKey = (places: Uint16Array, code: number): number => Math.min(63, places[code] ?? 63);
