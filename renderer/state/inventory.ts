import { create } from 'zustand';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { InventorySort } from '#shared/contract/inventory.ts';
import { type InventoryFilter, type InventoryRow, inventoryFilter } from '#shared/contract/values.ts';

export const noFilter: InventoryFilter = inventoryFilter.parse({});

export type FacetName = 'kinds' | 'bands' | 'tenants' | 'owners' | 'statuses';

interface InventoryState {
  readonly filter: InventoryFilter;
  readonly sort: InventorySort;
  readonly selection: Selection;
  /** The row with the focus, for the detail part; kept when a refresh moves it. */
  readonly focused: InventoryRow | null;
  readonly detailVisible: boolean;
  /** What the last window said, for the status bar and titles. */
  readonly matched: number;
  replaceFilter(filter: InventoryFilter): void;
  changeFilter(change: Partial<InventoryFilter>): void;
  /** An empty facet lets everything through: taking the first tick away leaves all others ticked. */
  toggleFacet(facet: FacetName, value: string, all: readonly string[]): void;
  sortBy(by: InventorySort['by'], descending: boolean): void;
  choose(selection: Selection, focused: InventoryRow | null): void;
  showDetail(visible: boolean): void;
  setMatched(matched: number): void;
}

export const useInventory = create<InventoryState>()((set, get) => ({
  filter: noFilter,
  sort: { by: 'score', descending: true },
  selection: nothingSelected,
  focused: null,
  detailVisible: globalThis.innerWidth >= 1400,
  matched: 0,
  replaceFilter: (filter) => set({ filter, selection: nothingSelected, focused: null }),
  changeFilter: (change) =>
    set({ filter: { ...get().filter, ...change }, selection: { ...get().selection, focus: -1, anchor: -1 } }),
  toggleFacet: (facet, value, all) => {
    const chosen: readonly string[] = get().filter[facet];
    const ticked = chosen.length === 0 ? all : chosen;
    const next = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value];
    const complete = next.length === 0 || all.every((one) => next.includes(one));
    // `value` comes from the engine's own facet of this name, so the list keeps its type.
    get().changeFilter({ [facet]: complete ? [] : next } as Partial<InventoryFilter>);
  },
  sortBy: (by, descending) => set({ sort: { by, descending } }),
  choose: (selection, focused) => set({ selection, focused: focused ?? get().focused }),
  showDetail: (detailVisible) => set({ detailVisible }),
  setMatched: (matched) => set({ matched }),
}));

export function isFiltered(filter: InventoryFilter): boolean {
  return JSON.stringify(filter) !== JSON.stringify(noFilter);
}

/** Reads a filter from a link; null when it is not one. */
export function readFilter(value: unknown): InventoryFilter | null {
  const parsed = inventoryFilter.safeParse(value ?? {});
  return parsed.success ? parsed.data : null;
}
