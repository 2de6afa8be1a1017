import { create } from 'zustand';
import type { InventoryFilter } from '#shared/contract/values.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import { noFilter } from './inventory.ts';

interface LifetimesState {
  readonly filter: InventoryFilter;
  /** A policy that is only tried, seconds; null: the one of the settings. */
  readonly trialSeconds: number | null;
  setLifetimesFilter(change: Partial<InventoryFilter>): void;
  tryPolicy(seconds: number | null): void;
}

/** What the lifetimes editor and its side bar are narrowed to. */
export const useLifetimes = create<LifetimesState>()((set, get) => ({
  filter: noFilter,
  trialSeconds: null,
  setLifetimesFilter: (change) => set({ filter: { ...get().filter, ...change } }),
  tryPolicy: (trialSeconds) => set({ trialSeconds }),
}));

/** The kinds of a filter after a click on one of them: an empty list lets all through, and so does a complete one. */
export function toggledKinds(
  chosen: readonly IdentityKind[],
  kind: IdentityKind,
  all: readonly IdentityKind[],
): IdentityKind[] {
  const ticked = chosen.length === 0 ? all : chosen;
  const next = ticked.includes(kind) ? ticked.filter((one) => one !== kind) : [...ticked, kind];
  return next.length === 0 || all.every((one) => next.includes(one)) ? [] : next;
}
