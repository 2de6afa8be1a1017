import type { TimelineFilter } from '#shared/contract/charts.ts';
import { eventLanguage } from './fields/event.ts';
import type { LaneColumn, Picture } from './picture.ts';
import { remember } from './selection.ts';
import { understood } from './understood.ts';

/** In a filter the lane of those events that nobody stands behind. */
export const nobody = '';

/** Codes that a lane filter lets through; null lets all through. */
function openCodes(lane: LaneColumn, chosen: readonly string[]): Uint8Array | null {
  if (chosen.length === 0) return null;
  const names = new Set(chosen);
  const open = new Uint8Array(Math.max(lane.names.length, lane.none + 1));
  lane.names.forEach((name, code) => {
    if (code !== lane.none && names.has(name)) open[code] = 1;
  });
  if (names.has(nobody)) open[lane.none] = 1;
  return open;
}

const selections = new WeakMap<Picture, Map<string, Uint32Array>>();

/** Rows that the filter lets through, oldest first; `window: false` looks beyond the time window. */
export function selectEvents(picture: Picture, filter: TimelineFilter, window: boolean): Uint32Array {
  const wanted = window ? filter : { ...filter, from: null, to: null };
  return remember(selections, picture, JSON.stringify(wanted), () => runFilter(picture, wanted));
}

function runFilter(picture: Picture, filter: TimelineFilter): Uint32Array {
  const { activity } = picture;
  const { order, at, human, agent, action, denied } = activity;
  const begin = filter.from === null ? 0 : firstAtOrAfter(picture, filter.from);
  const end = filter.to === null ? endOf(picture, filter.origin) : firstAtOrAfter(picture, filter.to);
  const slice = order.subarray(begin, Math.max(begin, end));
  const humans = openCodes(human, filter.humans);
  const agents = openCodes(agent, filter.agents);
  const actions = openCodes(action, filter.actions);
  const decision = filter.decisions.length === 1 ? (filter.decisions[0] === 'denied' ? 1 : 0) : null;
  const identity = filter.identity === null ? null : (picture.identities.rowOf(filter.identity) ?? -1);
  const asked = understood(eventLanguage, filter.text).test?.(picture) ?? null;
  const origin = filter.origin === 'any' ? null : filter.origin;
  if (!humans && !agents && !actions && decision === null && identity === null && !asked && origin === null) {
    return slice;
  }
  const found = new Uint32Array(slice.length);
  let count = 0;
  for (const row of slice) {
    if (Number.isNaN(at[row])) continue;
    if (humans && humans[human.code[row] ?? 0] !== 1) continue;
    if (agents && agents[agent.code[row] ?? 0] !== 1) continue;
    if (actions && actions[action.code[row] ?? 0] !== 1) continue;
    if (decision !== null && denied[row] !== decision) continue;
    if (identity !== null && (identity < 0 || !activity.concerns(row, identity))) continue;
    if (origin !== null && activity.origin(row) !== origin) continue;
    if (asked && !asked(row)) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}

/** Behind the last event that is shown without a window: a fixed as-of instant ends the timeline. */
function endOf(picture: Picture, origin: TimelineFilter['origin']): number {
  if (picture.asOf === null || origin === 'journal' || origin === 'live') return picture.activity.length;
  return firstAtOrAfter(picture, picture.asOf + 1);
}

/** Index into `order` of the first event that is not earlier. */
function firstAtOrAfter({ activity }: Picture, instant: number): number {
  let low = 0;
  let high = activity.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((activity.at[activity.order[middle] ?? 0] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
