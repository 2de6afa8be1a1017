import { Tooltip } from 'radix-ui';
import { Activity, act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QueryBox } from './query-box.tsx';

type Complete = Parameters<typeof QueryBox>[0]['complete'];
type Answer = Awaited<ReturnType<Complete>>;

const right: Answer = { at: 0, end: 0, items: [], problem: null };
const field = { text: 'kind:', meaning: 'What it is', count: null, goesOn: true };

let host: HTMLElement;
let root: Root;
/** Questions that wait for their answer. */
let asked: { text: string; answer(found: Answer): Promise<void> }[];
let sent: string[];

const complete: Complete = (text) =>
  new Promise((resolve) => {
    asked.push({ text, answer: (found) => act(async () => resolve(found)) });
  });
const show = (text: string, mode: 'visible' | 'hidden' = 'visible'): Promise<void> =>
  act(async () =>
    root.render(
      <Tooltip.Provider>
        <Activity mode={mode}>
          <QueryBox
            label="Filter"
            placeholder=""
            text={text}
            onChange={(next) => sent.push(next)}
            complete={complete}
          />
        </Activity>
      </Tooltip.Provider>,
    ),
  );
const box = (): HTMLInputElement => host.querySelector('input') as HTMLInputElement; // The box has one.
const options = (): (string | null)[] => [...host.querySelectorAll('[role="option"]')].map((one) => one.textContent);

async function type(text: string): Promise<void> {
  await act(async () => {
    // React listens for what the browser's own setter changed.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box(), text);
    box().dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const press = (key: string): Promise<void> =>
  act(async () => void box().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const wait = (): Promise<void> => act(async () => void vi.advanceTimersByTime(200));
const last = (): (typeof asked)[number] => {
  const one = asked.at(-1);
  if (!one) throw new Error('nothing was asked');
  return one;
};

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  asked = [];
  sent = [];
  await show('');
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.useRealTimers();
});

it('sends what is right, and keeps what is wrong to itself', async () => {
  await type('shop');
  expect(asked).toEqual([]);
  await wait();
  await last().answer(right);
  expect(sent).toEqual(['shop']);
  await show('shop');
  await type('score:hihg');
  await wait();
  await last().answer({ ...right, problem: { at: 6, end: 10, message: 'No number.', expected: 'a number' } });
  expect(sent).toEqual(['shop']);
  expect(host.querySelector('[role="alert"]')?.textContent).toContain('No number. Expected a number.');
  expect(host.querySelector('mark')?.textContent).toBe('hihg');
  expect(box().value).toBe('score:hihg');
});

it('loses no letter to an answer that comes late', async () => {
  await type('sh');
  await wait();
  const late = last();
  await type('shop');
  await late.answer(right);
  expect([box().value, sent]).toEqual(['shop', []]);
  await wait();
  await last().answer(right);
  await show('shop');
  expect([box().value, sent]).toEqual(['shop', ['shop']]);
});

it('takes another query that is put in force, also while something is typed', async () => {
  await type('shop');
  await show('kind:agent');
  expect(box().value).toBe('kind:agent');
  await wait();
  expect([asked, sent]).toEqual([[], []]);
});

it('takes the chosen suggestion by Enter, the first by Tab, none by Enter alone', async () => {
  await type('ki');
  await wait();
  await last().answer({ at: 0, end: 2, items: [field, { ...field, text: 'in:' }], problem: null });
  expect(options()).toEqual(['kind:What it is', 'in:What it is']);
  expect(box().getAttribute('aria-expanded')).toBe('true');
  await press('ArrowDown');
  await press('ArrowDown');
  const chosen = host.querySelector('[aria-selected="true"]');
  expect([chosen?.textContent, box().getAttribute('aria-activedescendant')]).toEqual(['in:What it is', chosen?.id]);
  await press('Enter');
  expect(box().value).toBe('in:');

  await type('ki');
  await wait();
  await last().answer({ at: 0, end: 2, items: [field], problem: null });
  await press('Tab');
  expect(box().value).toBe('kind:');

  await type('ki');
  await wait();
  await last().answer({ at: 0, end: 2, items: [field], problem: null });
  await press('Enter');
  expect([box().value, options()]).toEqual(['ki', []]);
});

it('closes the list by Escape, then clears', async () => {
  await type('ki');
  await wait();
  await last().answer({ at: 0, end: 2, items: [field], problem: null });
  await press('Escape');
  expect([box().value, options()]).toEqual(['ki', []]);
  await press('Escape');
  expect([box().value, sent]).toEqual(['', ['ki', '']]);
});

it('asks what was typed just before its page was hidden once that is shown again', async () => {
  await type('shop');
  await show('', 'hidden');
  await wait();
  expect(asked).toEqual([]);
  await show('');
  await last().answer(right);
  expect([box().value, sent]).toEqual(['shop', ['shop']]);
});
