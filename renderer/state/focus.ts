// Where the keyboard goes. Parts of the window carry `data-part`; the first thing in them that can take the focus gets it.
const focusable =
  '[tabindex="0"], button:not([tabindex="-1"]):not(:disabled), input:not(:disabled), select:not(:disabled), [contenteditable]';

const order = ['activity', 'side', 'editor', 'panel', 'status'];

export const partOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-part]')?.dataset['part'] ?? null;

function enter(part: HTMLElement): boolean {
  const preferred = part.querySelector<HTMLElement>('[data-autofocus]');
  const inside = preferred?.matches(focusable) === true ? preferred : preferred?.querySelector<HTMLElement>(focusable);
  const target = inside ?? part.querySelector<HTMLElement>(focusable) ?? part;
  target.focus();
  return document.activeElement === target;
}

/** F6: on to the next part that is visible, round the window. */
export function focusPart(steps: 1 | -1): void {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')]
    .filter((part) => order.includes(part.dataset['part'] ?? '') && part.offsetParent !== null)
    .sort((a, b) => order.indexOf(a.dataset['part'] ?? '') - order.indexOf(b.dataset['part'] ?? ''));
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const start = at < 0 && steps < 0 ? 0 : at;
  for (let tried = 1; tried <= parts.length; tried += 1) {
    const part = parts[(start + tried * steps + parts.length * 2) % parts.length];
    if (part !== undefined && enter(part)) return;
  }
}

/** Into the visible editor of the focused group, once it is drawn. Leaves the focus alone when it is there already. */
export function focusEditor(): void {
  requestAnimationFrame(() => {
    const group = document.querySelector<HTMLElement>('[data-part="editor"][data-focused="true"] .editor-body');
    if (group !== null && !group.contains(document.activeElement)) group.focus();
  });
}

/** Into the search field of the visible editor. */
export function focusFind(): void {
  const group = document.querySelector<HTMLElement>('[data-part="editor"][data-focused="true"] .editor-body');
  const field = group?.querySelector<HTMLInputElement>(
    'input[type="search"], [data-find] input, input[data-find], input',
  );
  field?.focus();
  field?.select();
}
