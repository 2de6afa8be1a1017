import { create } from 'zustand';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { noFilter } from './inventory.ts';

interface PrivilegeState {
  readonly filter: InventoryFilter;
  setPrivilegeFilter(change: Partial<InventoryFilter>): void;
}

/** What the privilege editor and its side bar are narrowed to. */
export const usePrivilege = create<PrivilegeState>()((set, get) => ({
  filter: noFilter,
  setPrivilegeFilter: (change) => set({ filter: { ...get().filter, ...change } }),
}));
