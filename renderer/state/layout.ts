import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** One open page. `key` is its uri without the search: opening the same key again shows the same tab. */
export interface Tab {
  readonly key: string;
  readonly uri: string;
  /** Preview tabs (italic) are replaced by the next preview. */
  readonly preview: boolean;
  /** What the editor calls itself, once it knows. */
  readonly title: string | null;
  readonly icon: string | null;
  readonly crumbs: readonly string[];
}

export interface Group {
  readonly tabs: readonly Tab[];
  /** Key of the visible tab. */
  readonly active: string | null;
}

export type PanelId = 'problems' | 'output' | 'journal';

export interface LayoutValues {
  /** Whose pages are open; null: none's. */
  readonly workspaceId: string | null;
  readonly activity: string;
  readonly sideVisible: boolean;
  readonly sideSize: number;
  readonly panelVisible: boolean;
  readonly panelSize: number;
  readonly panel: PanelId;
  readonly groups: readonly Group[];
  readonly focusedGroup: number;
  /** Share of the left group, 0.2–0.8. */
  readonly split: number;
  /** Uris of closed tabs, newest last, for Reopen Closed Editor. */
  readonly closed: readonly string[];
  /** Keys in order of last use, newest first: Ctrl+Tab and quick open. */
  readonly recent: readonly string[];
  /** Where the analyst has been, for Back and Forward; `place` is where they are. */
  readonly history: readonly string[];
  readonly place: number;
  /** Names of pages that were seen, by key, so that quick open can say what `recent` means. */
  readonly names: Readonly<Record<string, { readonly title: string; readonly icon: string }>>;
}

const welcome: Tab = { key: 'nhi:/welcome', uri: 'nhi:/welcome', preview: false, title: null, icon: null, crumbs: [] };

export const initialLayout: LayoutValues = {
  workspaceId: null,
  activity: 'inventory',
  sideVisible: true,
  sideSize: 212,
  panelVisible: false,
  panelSize: 200,
  panel: 'problems',
  groups: [{ tabs: [welcome], active: welcome.key }],
  focusedGroup: 0,
  split: 0.5,
  closed: [],
  recent: [],
  history: [welcome.uri],
  place: 0,
  names: {},
};

export const useLayout = create<LayoutValues>()(
  persist(() => initialLayout, { name: 'layout', version: 1, storage: createJSONStorage(() => localStorage) }),
);

export function setLayout(values: Partial<LayoutValues>): void {
  useLayout.setState(values);
}

/** The visible tab of the focused group. */
export function activeTab(layout: LayoutValues): Tab | null {
  const group = layout.groups[layout.focusedGroup];
  return group?.tabs.find((tab) => tab.key === group.active) ?? null;
}

/** Is it the page that the analyst looks at? News about it need not be told in the corner as well. */
export const isInFront = (uri: string): boolean => activeTab(useLayout.getState())?.key === uri;
