import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import { type TimelineFilter, timelineFilter } from '#shared/contract/charts.ts';

export const noTimelineFilter: TimelineFilter = timelineFilter.parse({ from: null, to: null });

/** Lists of a filter that the legend and the side bar tick; an empty one lets all through. */
export type TimelineFacet = 'humans' | 'agents' | 'actions' | 'decisions';

interface TimelineState {
  /** Id of the workspace whose first window was chosen already. */
  readonly settledFor: string | null;
  /** With the time window: `from` and `to` are null for the whole span. */
  readonly filter: TimelineFilter;
  /** The chosen event: its row in the activity table and its instant. */
  readonly selected: { readonly row: number; readonly at: number } | null;
  setTimelineFilter(change: Partial<TimelineFilter>): void;
  /** Only this value of the facet, or all of them again when it was alone already. */
  showOnly(facet: TimelineFacet, value: string): void;
  choose(selected: { readonly row: number; readonly at: number } | null): void;
}

/** What the audit editor and its side bar show. */
export const useTimeline = create<TimelineState>()((set, get) => ({
  settledFor: null,
  filter: noTimelineFilter,
  selected: null,
  setTimelineFilter: (change) => set({ filter: { ...get().filter, ...change } }),
  showOnly: (facet, value) => {
    const chosen: readonly string[] = get().filter[facet];
    const alone = chosen.length === 1 && chosen[0] === value;
    // `value` comes from the view's own lane or decision of this name, so the list keeps its type.
    get().setTimelineFilter({ [facet]: alone ? [] : [value] } as Partial<TimelineFilter>);
  },
  choose: (selected) => set({ selected }),
}));

/** Is anything but the time window narrowed? */
export function isTimelineFiltered(filter: TimelineFilter): boolean {
  return JSON.stringify({ ...filter, from: null, to: null }) !== JSON.stringify(noTimelineFilter);
}

/** Reads a filter from a link; null when it is not one. */
export function readTimelineFilter(value: unknown): TimelineFilter | null {
  const parsed = timelineFilter.partial({ from: true, to: true }).safeParse(value ?? {});
  return parsed.success ? { ...parsed.data, from: parsed.data.from ?? null, to: parsed.data.to ?? null } : null;
}

/** Where the chosen event stands in the list as it is filtered now; null when it is not in it. */
export async function placeOfEvent(filter: TimelineFilter, row: number): Promise<number | null> {
  return (await call('timeline.locate', { filter, row })).position;
}
