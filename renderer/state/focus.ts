// Where the keyboard goes. Parts of the window carry `data-part`; what they mark with `data-autofocus` gets the focus, else
// the first thing in them that can take it.
const focusable =
  '[tabindex="0"], button:not([tabindex="-1"]):not(:disabled), input:not(:disabled), select:not(:disabled), [contenteditable]';

const order = ['activity', 'side', 'editor', 'panel', 'status'];

export const partOf = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-part]')?.dataset['part'] ?? null;

/** The innermost that is visible: a page may say more exactly than its group where the focus belongs. */
const preferredIn = (part: HTMLElement): HTMLElement | undefined =>
  [...part.querySelectorAll<HTMLElement>('[data-autofocus]')].filter((one) => one.getClientRects().length > 0).at(-1);

function enter(part: HTMLElement): boolean {
  const preferred = preferredIn(part);
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

/** Nothing has the focus, or something that is not on the screen any more. */
const isLost = (element: Element | null): boolean =>
  element === null || element === document.body || element.getClientRects().length === 0;

/** Into the visible editor of the focused group, once it is drawn. Leaves the focus alone when it is there already. */
export function focusEditor(): void {
  requestAnimationFrame(() => {
    const group = document.querySelector<HTMLElement>('[data-part="editor"][data-focused="true"] .editor-body');
    const now = document.activeElement;
    if (group === null || (!isLost(now) && group !== now && group.contains(now))) return;
    (preferredIn(group) ?? group).focus({ preventScroll: true });
  });
}

/** Back to whoever had the focus when a box opened over it, unless a command has moved it on meanwhile. */
export function giveFocusBack(before: Element | null): void {
  if (!isLost(document.activeElement)) return;
  if (before instanceof HTMLElement && !isLost(before)) before.focus({ preventScroll: true });
  else focusEditor();
}

/** On into a page that is drawn only now: its group had the focus already, or the page that had it is hidden. */
export function focusShownPage(): void {
  const now = document.activeElement;
  if (isLost(now) || now?.matches('.editor-body') === true) focusEditor();
}

/** Into the field in which a dangerous plan is confirmed. */
export function focusConfirmation(): void {
  document.querySelector<HTMLElement>('[data-part="editor"][data-focused="true"] [data-confirmation] input')?.focus();
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
