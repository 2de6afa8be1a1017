// Every transition of the open pages: pure from layout to layout, so that commands stay one line and tests need no window.
import type { Group, LayoutValues, Tab } from './layout.ts';
import { useLayout } from './layout.ts';

export const tabKey = (uri: string): string => uri.split('?', 1)[0] ?? uri;

const emptyGroup: Group = { tabs: [], active: null };
const maximumHistory = 50;

function newTab(uri: string, preview: boolean, layout: LayoutValues): Tab {
  const key = tabKey(uri);
  const name = layout.names[key];
  return { key, uri, preview, title: name?.title ?? null, icon: name?.icon ?? null, crumbs: [] };
}

function remember(layout: LayoutValues, uri: string): Pick<LayoutValues, 'recent' | 'history' | 'place'> {
  const key = tabKey(uri);
  const recent = [key, ...layout.recent.filter((one) => one !== key)].slice(0, maximumHistory);
  if (layout.history[layout.place] === uri) return { recent, history: layout.history, place: layout.place };
  const history = [...layout.history.slice(0, layout.place + 1), uri].slice(-maximumHistory);
  return { recent, history, place: history.length - 1 };
}

const withGroup = (layout: LayoutValues, index: number, group: Group): readonly Group[] =>
  layout.groups.map((old, at) => (at === index ? group : old));

/** Puts a page in front in the given group: shows its tab when there is one, else replaces the preview or adds a tab. */
export function opened(layout: LayoutValues, uri: string, preview: boolean, at = layout.focusedGroup): LayoutValues {
  const index = Math.min(at, layout.groups.length - 1);
  const group = layout.groups[index] ?? emptyGroup;
  const key = tabKey(uri);
  const exists = group.tabs.find((tab) => tab.key === key);
  let tabs: readonly Tab[];
  if (exists !== undefined) {
    tabs = group.tabs.map((tab) =>
      tab.key === key ? { ...tab, uri: uri.includes('?') ? uri : tab.uri, preview: tab.preview && preview } : tab,
    );
  } else {
    const tab = newTab(uri, preview, layout);
    const replaced = preview ? group.tabs.findIndex((one) => one.preview) : -1;
    const after = group.tabs.findIndex((one) => one.key === group.active) + 1;
    tabs = replaced >= 0 ? group.tabs.with(replaced, tab) : group.tabs.toSpliced(after, 0, tab);
  }
  return {
    ...layout,
    ...remember(layout, uri),
    groups: withGroup(layout, index, { tabs, active: key }),
    focusedGroup: index,
  };
}

/** The page has read the search of its uri: from here on the tab is only its path. History keeps the whole. */
export function settled(layout: LayoutValues, uri: string, index: number): LayoutValues {
  const group = layout.groups[index];
  if (group === undefined || !group.tabs.some((tab) => tab.uri === uri && tab.uri !== tab.key)) return layout;
  const tabs = group.tabs.map((tab) => (tab.uri === uri ? { ...tab, uri: tab.key } : tab));
  return { ...layout, groups: withGroup(layout, index, { ...group, tabs }) };
}

/** Closes one tab; its neighbour on the left comes forward. A second group that is empty goes away. */
export function closed(layout: LayoutValues, key: string, index: number): LayoutValues {
  const group = layout.groups[index];
  const at = group?.tabs.findIndex((tab) => tab.key === key) ?? -1;
  const tab = group?.tabs[at];
  if (group === undefined || tab === undefined) return layout;
  const tabs = group.tabs.toSpliced(at, 1);
  const next = group.active === key ? (tabs[Math.max(0, at - 1)]?.key ?? null) : group.active;
  const closedUris = [...layout.closed.filter((uri) => uri !== tab.uri), tab.uri].slice(-20);
  return withoutEmptyGroups({
    ...layout,
    closed: closedUris,
    groups: withGroup(layout, index, { tabs, active: next }),
  });
}

function withoutEmptyGroups(layout: LayoutValues): LayoutValues {
  if (layout.groups.length < 2 || layout.groups.every((group) => group.tabs.length > 0)) return layout;
  const groups = layout.groups.filter((group) => group.tabs.length > 0);
  return { ...layout, groups: groups.length === 0 ? [emptyGroup] : groups, focusedGroup: 0 };
}

/** Shows the active page in the other group too, making that group where there is none. */
export function split(layout: LayoutValues): LayoutValues {
  const group = layout.groups[layout.focusedGroup];
  const tab = group?.tabs.find((one) => one.key === group.active);
  if (tab === undefined) return layout;
  const groups = layout.groups.length < 2 ? [...layout.groups, emptyGroup] : layout.groups;
  return opened({ ...layout, groups }, tab.uri, false, layout.focusedGroup === 0 ? 1 : 0);
}

export function focused(layout: LayoutValues, index: number, key: string): LayoutValues {
  const group = layout.groups[index];
  const tab = group?.tabs.find((one) => one.key === key);
  if (group === undefined || tab === undefined) return layout;
  if (group.active === key && layout.focusedGroup === index) return layout;
  return {
    ...layout,
    ...remember(layout, tab.uri),
    groups: withGroup(layout, index, { ...group, active: key }),
    focusedGroup: index,
  };
}

/** The tab `steps` to the right of the active one, round the ends. */
export function stepped(layout: LayoutValues, steps: number): LayoutValues {
  const group = layout.groups[layout.focusedGroup];
  if (group === undefined || group.tabs.length === 0) return layout;
  const at = group.tabs.findIndex((tab) => tab.key === group.active);
  const next = group.tabs[(at + steps + group.tabs.length) % group.tabs.length];
  return next === undefined ? layout : focused(layout, layout.focusedGroup, next.key);
}

/** Preview becomes an ordinary tab. */
export function kept(layout: LayoutValues, key: string, index: number): LayoutValues {
  const group = layout.groups[index];
  if (group?.tabs.find((tab) => tab.key === key)?.preview !== true) return layout;
  const tabs = group.tabs.map((tab) => (tab.key === key ? { ...tab, preview: false } : tab));
  return { ...layout, groups: withGroup(layout, index, { ...group, tabs }) };
}

/** Back (-1) or forward (1) through the pages that were shown. */
export function travelled(layout: LayoutValues, steps: -1 | 1): LayoutValues {
  const place = layout.place + steps;
  const uri = layout.history[place];
  if (uri === undefined) return layout;
  const at = opened(layout, uri, true);
  return { ...at, history: layout.history, place };
}

/** Closes what only makes sense with the workspace that was open. */
export function withoutWorkspacePages(layout: LayoutValues, standalone: (uri: string) => boolean): LayoutValues {
  const groups = layout.groups.map((group) => {
    const tabs = group.tabs.filter((tab) => standalone(tab.uri));
    return { tabs, active: tabs.some((tab) => tab.key === group.active) ? group.active : (tabs.at(-1)?.key ?? null) };
  });
  return withoutEmptyGroups({ ...layout, groups, closed: [], recent: [], history: [], place: 0, names: {} });
}

export function changeTabs(change: (layout: LayoutValues) => LayoutValues): void {
  useLayout.setState(change);
}

function described(
  layout: LayoutValues,
  uri: string,
  description: { readonly title: string; readonly icon?: string; readonly crumbs?: readonly string[] },
): LayoutValues {
  const key = tabKey(uri);
  const { title } = description;
  const groups = layout.groups.map((group) => ({
    ...group,
    tabs: group.tabs.map((tab) =>
      tab.key === key
        ? { ...tab, title, icon: description.icon ?? tab.icon, crumbs: description.crumbs ?? tab.crumbs }
        : tab,
    ),
  }));
  if (JSON.stringify(groups) === JSON.stringify(layout.groups)) return layout;
  const kept = Object.entries(layout.names).slice(-199);
  return {
    ...layout,
    groups,
    names: { ...Object.fromEntries(kept), [key]: { title, icon: description.icon ?? 'file' } },
  };
}

/** An editor names its tab, once it knows what it shows: title, codicon and the steps of the breadcrumb before the title. */
export function describeTab(
  uri: string,
  description: { readonly title: string; readonly icon?: string; readonly crumbs?: readonly string[] },
): void {
  changeTabs((layout) => described(layout, uri, description));
}
