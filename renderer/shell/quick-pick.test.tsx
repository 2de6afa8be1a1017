import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QuickPick, type QuickPickGroup } from './quick-pick.tsx';

let host: HTMLElement;
let page: HTMLButtonElement;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // Everything that is in the document is on the screen.
  vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([new DOMRect()] as unknown as DOMRectList);
  page = document.createElement('button');
  host = document.createElement('div');
  document.body.append(page, host);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const box = (
  open: boolean,
  groups: readonly QuickPickGroup[] = [],
  onClose = (): void => undefined,
  awaits = false,
) => (
  <QuickPick
    open={open}
    label="Command palette"
    placeholder=""
    text=""
    groups={groups}
    awaits={awaits}
    empty=""
    onText={() => undefined}
    onClose={onClose}
  />
);

it('gives the keyboard back to what had it', async () => {
  const root = createRoot(host);
  page.focus();
  await act(async () => root.render(box(true)));
  expect(document.activeElement?.className).toBe('quick-pick-input');
  await act(async () => root.render(box(false)));
  await expect.poll(() => document.activeElement).toBe(page);
  await act(async () => root.unmount());
});

const enter = (): Promise<void> =>
  act(async () => {
    const input = document.querySelector('.quick-pick-input');
    input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
const found = (label: string, onChoose: () => void): readonly QuickPickGroup[] => [
  { heading: 'Identities', items: [{ id: label, icon: 'blank', label, onChoose }] },
];

it('runs what was chosen once, when the keyboard is back', async () => {
  const root = createRoot(host);
  const foundAt: (Element | null)[] = [];
  const groups = found('One', () => void foundAt.push(document.activeElement));
  page.focus();
  await act(async () => root.render(box(true, groups, () => root.render(box(false, groups)))));
  await enter();
  await expect.poll(() => foundAt).toEqual([page]);
  await act(async () => root.unmount());
  expect(foundAt).toEqual([page]);
});

it('takes by Enter what comes first for the text that stands there, once that is known', async () => {
  const root = createRoot(host);
  const chosen: string[] = [];
  const close = (): void => root.render(box(false));
  const [early, late] = ['billing-old', 'billing'].map((name) => found(name, () => void chosen.push(name)));
  await act(async () => root.render(box(true, early, close, true)));
  await enter();
  expect(chosen).toEqual([]);
  await act(async () => root.render(box(true, late, close, false)));
  await expect.poll(() => chosen).toEqual(['billing']);
  await act(async () => root.unmount());
});
