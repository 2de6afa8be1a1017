import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QuickPick } from './quick-pick.tsx';

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

const box = (open: boolean) => (
  <QuickPick
    open={open}
    label="Command palette"
    placeholder=""
    text=""
    groups={[]}
    empty=""
    onText={() => undefined}
    onClose={() => undefined}
  />
);

it('gives the keyboard back to what had it', async () => {
  const root = createRoot(host);
  page.focus();
  await act(async () => root.render(box(true)));
  expect(document.activeElement?.className).toBe('quick-pick-input');
  await act(async () => root.render(box(false)));
  await vi.waitFor(() => expect(document.activeElement).toBe(page));
  await act(async () => root.unmount());
});
