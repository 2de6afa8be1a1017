import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { type ScopeFilter, type ScopeRow, type ScopeSort, scopeFilter } from '#shared/contract/scopes.ts';
import { type ScopeName, scopeKey, scopeNamed } from '#shared/model/scope-key.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';

interface ScopesState {
  readonly filter: ScopeFilter;
  readonly sort: ScopeSort;
  readonly selection: Selection;
  changeFilter(change: Partial<ScopeFilter>): void;
  sortBy(by: ScopeSort['by'], descending: boolean): void;
  choose(selection: Selection): void;
}

export const noScopeFilter: ScopeFilter = scopeFilter.parse({});

/** What the scopes editor is narrowed to, and which rows are chosen in it. */
export const useScopes = create<ScopesState>()((set, get) => ({
  filter: noScopeFilter,
  sort: { by: 'tier', descending: false },
  selection: nothingSelected,
  changeFilter: (change) => set({ filter: { ...get().filter, ...change }, selection: nothingSelected }),
  sortBy: (by, descending) => set({ sort: { by, descending } }),
  choose: (selection) => set({ selection }),
}));

export const idOfScope = (row: ScopeName): string => scopeKey(row.vendor, row.api, row.scope);

/** The chosen scopes, whether they are loaded or not. */
export const chosenScopes = (): ScopeName[] => [...useScopes.getState().selection.ids].map(scopeNamed);

export const isScopeFiltered = (filter: ScopeFilter): boolean =>
  JSON.stringify(filter) !== JSON.stringify(noScopeFilter);

/** Reads a filter from a link; null when it is not one. */
export function readScopeFilter(value: unknown): ScopeFilter | null {
  const parsed = scopeFilter.safeParse(value ?? {});
  return parsed.success ? parsed.data : null;
}

const mostRowsAtOnce = 500;

/** Rows of the list beyond its window. A refusal is told to the analyst and answered with none. */
export async function scopeRows(first: number, count: number): Promise<readonly ScopeRow[]> {
  const { filter, sort } = useScopes.getState();
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      const { rows } = await firstView('scopes.list', { filter, sort, first: from, count: some });
      return rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

export type ScopeHolders = CallOutput<'scopes.holders'>;
const mostHolders = 50;

/** Who holds a scope, those that used it last first. A refusal is told to the analyst and answered with nobody. */
export async function scopeHoldersOf({ vendor, api, scope }: ScopeName): Promise<ScopeHolders> {
  try {
    return await call('scopes.holders', { vendor, api, scope, limit: mostHolders });
  } catch (error) {
    reportError(error, 'Show who holds it');
    return { total: 0, holders: [] };
  }
}
