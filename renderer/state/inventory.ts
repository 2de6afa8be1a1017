import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { InventorySort } from '#shared/contract/inventory.ts';
import { type InventoryFilter, type InventoryRow, inventoryFilter } from '#shared/contract/values.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';

export const noFilter: InventoryFilter = inventoryFilter.parse({});

interface InventoryState {
  readonly filter: InventoryFilter;
  readonly sort: InventorySort;
  readonly selection: Selection;
  /** The identity that had the focus last, for the detail part. */
  readonly focusedId: string | null;
  /** What the last window said, for the status bar and titles. */
  readonly matched: number;
  replaceFilter(filter: InventoryFilter): void;
  changeFilter(change: Partial<InventoryFilter>): void;
  sortBy(by: InventorySort['by'], descending: boolean): void;
  choose(selection: Selection): void;
  setMatched(matched: number): void;
}

export const useInventory = create<InventoryState>()((set, get) => ({
  filter: noFilter,
  sort: { by: 'score', descending: true },
  selection: nothingSelected,
  focusedId: null,
  matched: 0,
  replaceFilter: (filter) => set({ filter, selection: nothingSelected, focusedId: null }),
  changeFilter: (change) =>
    set({ filter: { ...get().filter, ...change }, selection: { ids: get().selection.ids, focus: -1, anchor: -1 } }),
  sortBy: (by, descending) => set({ sort: { by, descending } }),
  choose: (selection) => set({ selection, focusedId: selection.focusId ?? get().focusedId }),
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

const mostRowsAtOnce = 500;

/** Rows of the grid beyond its window. A refusal is told to the analyst and answered with none. */
export async function gridRows(first: number, count: number): Promise<readonly InventoryRow[]> {
  const { filter, sort } = useInventory.getState();
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      const { rows } = await firstView('inventory.grid', { filter, sort, first: from, count: some });
      return rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** Who stands in rows of the grid, loaded or not: one answer, however many they are. */
export async function gridIds(first: number, count: number): Promise<readonly string[]> {
  const { filter, sort } = useInventory.getState();
  try {
    return (await call('inventory.ids', { filter, sort, first, count })).ids;
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** Where an identity stands in the grid now; null: nowhere. */
export async function placeInGrid(id: string): Promise<number | null> {
  const { filter, sort } = useInventory.getState();
  try {
    return (await call('inventory.locate', { filter, sort, id })).row;
  } catch (error) {
    reportError(error, 'Find the focused identity');
    return null;
  }
}
