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

const box = (open: boolean, groups: readonly QuickPickGroup[] = [], onClose = (): void => undefined) => (
  <QuickPick
    open={open}
    label="Command palette"
    placeholder=""
    text=""
    groups={groups}
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

it('runs what was chosen once, when the keyboard is back', async () => {
  const root = createRoot(host);
  const foundAt: (Element | null)[] = [];
  const item = { id: 'one', icon: 'blank', label: 'One', onChoose: () => foundAt.push(document.activeElement) };
  const groups = [{ heading: 'Commands', items: [item] }];
  page.focus();
  await act(async () => root.render(box(true, groups, () => root.render(box(false, groups)))));
  const input = document.querySelector('.quick-pick-input');
  await act(async () => input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
  await expect.poll(() => foundAt).toEqual([page]);
  await act(async () => root.unmount());
  expect(foundAt).toEqual([page]);
});
