import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialLayout, type LayoutValues } from './layout.ts';
import {
  closed,
  focused,
  kept,
  opened,
  settled,
  split,
  stepped,
  tabKey,
  travelled,
  withoutWorkspacePages,
} from './tabs.ts';

const keys = (layout: LayoutValues): readonly (readonly string[])[] =>
  layout.groups.map((group) => group.tabs.map((tab) => `${tab.key.slice(5)}${tab.preview ? '~' : ''}`));
const active = (layout: LayoutValues): string | null | undefined => layout.groups[layout.focusedGroup]?.active;

describe('tabs', () => {
  it('replace the preview by the next preview, and keep what was kept', () => {
    let layout = opened(initialLayout, 'nhi:/identity/a', true);
    layout = opened(layout, 'nhi:/identity/b', true);
    expect(keys(layout)).toEqual([['welcome', 'identity/b~']]);
    layout = kept(layout, 'nhi:/identity/b', 0);
    layout = opened(layout, 'nhi:/identity/c', true);
    expect(keys(layout)).toEqual([['welcome', 'identity/b', 'identity/c~']]);
  });

  it('show one page in one tab, whatever its search says, and forget the search once it is read', () => {
    let layout = opened(initialLayout, 'nhi:/inventory', false);
    layout = opened(layout, 'nhi:/inventory?filter=1', false);
    expect(keys(layout)).toEqual([['welcome', 'inventory']]);
    expect(layout.groups[0]?.tabs[1]?.uri).toBe('nhi:/inventory?filter=1');
    layout = settled(layout, 'nhi:/inventory?filter=1', 0);
    expect(layout.groups[0]?.tabs[1]?.uri).toBe('nhi:/inventory');
    expect(layout.history.at(-1)).toBe('nhi:/inventory?filter=1');
  });

  it('go back and forward', () => {
    let layout = opened(opened(initialLayout, 'nhi:/inventory', false), 'nhi:/audit', false);
    layout = travelled(layout, -1);
    expect(active(layout)).toBe('nhi:/inventory');
    layout = travelled(layout, 1);
    expect(active(layout)).toBe('nhi:/audit');
    expect(travelled(layout, 1)).toBe(layout);
  });

  it('split into two groups and come together again', () => {
    let layout = split(opened(initialLayout, 'nhi:/audit', false));
    expect(keys(layout)).toEqual([['welcome', 'audit'], ['audit']]);
    expect(layout.focusedGroup).toBe(1);
    layout = closed(layout, 'nhi:/audit', 1);
    expect(keys(layout)).toEqual([['welcome', 'audit']]);
    expect(layout.focusedGroup).toBe(0);
  });

  it('leave only pages that make sense without the workspace', () => {
    const layout = opened(opened(initialLayout, 'nhi:/settings', false), 'nhi:/audit', false);
    const left = withoutWorkspacePages(layout, (uri) => uri === 'nhi:/settings');
    expect(keys(left)).toEqual([['settings']]);
    expect(active(left)).toBe('nhi:/settings');
  });

  it('always have their active tab, and no tab twice in a group', () => {
    const uri = fc.constantFrom('nhi:/a', 'nhi:/b?x=1', 'nhi:/c', 'nhi:/d');
    const step = fc.oneof(
      fc.tuple(uri, fc.boolean()).map(
        ([one, preview]) =>
          (layout: LayoutValues) =>
            opened(layout, one, preview),
      ),
      fc.tuple(uri, fc.nat(1)).map(
        ([one, group]) =>
          (layout: LayoutValues) =>
            closed(layout, tabKey(one), group),
      ),
      fc.tuple(uri, fc.nat(1)).map(
        ([one, group]) =>
          (layout: LayoutValues) =>
            focused(layout, group, tabKey(one)),
      ),
      fc.constant(split),
      fc.constantFrom(-1, 1).map((steps) => (layout: LayoutValues) => stepped(layout, steps)),
      fc.constantFrom(-1 as const, 1 as const).map((steps) => (layout: LayoutValues) => travelled(layout, steps)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const layout = steps.reduce((at, change) => change(at), initialLayout);
        expect(layout.groups.length).toBeGreaterThanOrEqual(1);
        expect(layout.groups.length).toBeLessThanOrEqual(2);
        expect(layout.groups[layout.focusedGroup]).toBeDefined();
        for (const group of layout.groups) {
          const own = group.tabs.map((tab) => tab.key);
          expect(new Set(own).size).toBe(own.length);
          if (own.length === 0) expect(group.active).toBeNull();
          else expect(own).toContain(group.active);
          expect(group.tabs.filter((tab) => tab.preview).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
