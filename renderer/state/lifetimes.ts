import { create } from 'zustand';
import type { InventoryFilter } from '#shared/contract/values.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import type { PolicyLint } from '#shared/model/token-policy.ts';
import { noFilter } from './inventory.ts';

export const lifetimesBelow = ['longest', 'lint', 'tokens', 'shorter'] as const;
/** What stands below the charts. */
export type LifetimesBelow = (typeof lifetimesBelow)[number];

interface LifetimesState {
  readonly filter: InventoryFilter;
  /** A policy that is only tried, seconds; null: the one of the settings. */
  readonly trialSeconds: number | null;
  readonly below: LifetimesBelow;
  /** Empty: all. */
  readonly lints: readonly PolicyLint[];
  /** Whom the live tokens are about; null: what the filter lets through. */
  readonly identities: readonly string[] | null;
  /** Families that are folded, and sessions that are not. */
  readonly toggled: readonly string[];
  /** Seconds that the axis of live tokens spans; null: what suits what is shown. */
  readonly span: number | null;
  /** Longest access token that is supposed, seconds. */
  readonly accessSeconds: number;
  supposeAccess(seconds: number): void;
  about(identities: readonly string[] | null): void;
  toggle(key: string): void;
  setSpan(span: number): void;
  showBelow(below: LifetimesBelow): void;
  chooseLints(lints: readonly PolicyLint[]): void;
  setLifetimesFilter(change: Partial<InventoryFilter>): void;
  tryPolicy(seconds: number | null): void;
}

/** What the lifetimes editor and its side bar are narrowed to. */
export const useLifetimes = create<LifetimesState>()((set, get) => ({
  filter: noFilter,
  trialSeconds: null,
  below: 'longest',
  lints: [],
  identities: null,
  toggled: [],
  span: null,
  accessSeconds: 900,
  supposeAccess: (accessSeconds) => set({ accessSeconds }),
  about: (identities) => set({ identities }),
  toggle(key) {
    const { toggled } = get();
    set({ toggled: toggled.includes(key) ? toggled.filter((one) => one !== key) : [...toggled, key] });
  },
  setSpan: (span) => set({ span }),
  showBelow: (below) => set({ below }),
  chooseLints: (lints) => set({ lints }),
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
