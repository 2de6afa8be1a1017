import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nothingSelected, type Selection } from './selection.ts';
import { useSelecting } from './use-selecting.ts';

/** A thousand rows of which twenty are loaded. */
let total = 1000;
const rowsFrom = (first: number, count: number): string[] =>
  Array.from({ length: Math.min(count, total - first) }, (_, at) => `row ${first + at}`);
const columns = [{ id: 'name', title: 'Name', width: 80, cell: (row: string) => row, text: (row: string) => row }];

interface Loading {
  readonly first: number;
  readonly count: number;
  answer(): Promise<void>;
}

let root: Root;
let selection: Selection;
let copied: string;
let loadings: Loading[];
let order: readonly string[];
let ids: ((first: number, count: number) => Promise<readonly string[]>) | undefined;
let does: ReturnType<typeof useSelecting<string>>;

function Selecting() {
  does = useSelecting<string>({
    columns,
    total,
    first: 0,
    rows: order.slice(0, 20),
    selection,
    idOf: (row) => row,
    onSelect: (next) => {
      selection = next;
    },
    onCopy: (tsv) => {
      copied = tsv;
    },
    loadRows: (first, count) =>
      new Promise((resolve) => {
        const rows = order.slice(first, first + count);
        loadings.push({ first, count, answer: () => act(async () => resolve(rows)) });
      }),
    ...(ids === undefined ? {} : { loadIds: ids }),
    locate: (id) => Promise.resolve(order.indexOf(id)),
  });
  return null;
}
const draw = (): Promise<void> => act(async () => root.render(<Selecting />));
async function move(...args: Parameters<typeof does.move>): Promise<void> {
  does.move(...args);
  await draw();
}

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.createElement('div'));
  [selection, copied, loadings, order] = [nothingSelected, '', [], rowsFrom(0, total)];
  ids = undefined;
  total = 1000;
  await draw();
});
afterEach(() => act(async () => root.unmount()));

it('moves the focus at once to a row that is not loaded, and selects it when it is', async () => {
  await move(3, 'replace');
  expect(selection).toEqual({ ids: new Set(['row 3']), focus: 3, focusId: 'row 3', anchor: 3 });
  await move(999, 'replace');
  expect(selection).toEqual({ ids: new Set(), focus: 999, focusId: undefined, anchor: 999 });
  await loadings[0]?.answer();
  expect(selection).toEqual({ ids: new Set(['row 999']), focus: 999, focusId: 'row 999', anchor: 999 });
});

it('selects a range that begins in the window and ends far from it', async () => {
  await move(5, 'replace');
  await move(800, 'range');
  expect([selection.ids, selection.focus]).toEqual([new Set(['row 5']), 800]);
  expect(loadings[0]).toMatchObject({ first: 5, count: 796 });
  await loadings[0]?.answer();
  expect([selection.ids, selection.anchor]).toEqual([new Set(rowsFrom(5, 796)), 5]);
});

it('drops an answer that was overtaken', async () => {
  await move(999, 'replace');
  await move(0, 'replace');
  await loadings[0]?.answer();
  expect(selection).toMatchObject({ ids: new Set(['row 0']), focus: 0 });
});

it('selects and copies all of them', async () => {
  does.selectAll();
  await loadings[0]?.answer();
  await draw();
  expect(selection.ids.size).toBe(total);
  does.copy();
  await loadings[1]?.answer();
  expect(copied.split('\n')).toEqual(['Name', ...rowsFrom(0, total)]);
});

it('selects by ids where they are to be had, and reads no row for it', async () => {
  const asked: (readonly [number, number])[] = [];
  ids = (first, count) => {
    asked.push([first, count]);
    return Promise.resolve(rowsFrom(first, count));
  };
  await draw();
  does.selectAll();
  await act(() => Promise.resolve());
  expect([selection.ids.size, asked, loadings, does.reading]).toEqual([total, [[0, total]], [], null]);
  await draw();
  await move(10, 'replace');
  await move(700, 'range');
  await act(() => Promise.resolve());
  expect([selection.ids.size, asked.at(-1), loadings]).toEqual([691, [10, 691], []]);
});

it('says how far it has read, and copies nothing of what is cancelled', async () => {
  total = 5000;
  order = rowsFrom(0, total);
  ids = (first, count) => Promise.resolve(rowsFrom(first, count));
  await draw();
  does.selectAll();
  await act(() => Promise.resolve());
  await draw();
  does.copy();
  await loadings[0]?.answer();
  expect(does.reading).toEqual({ done: 2000, total });
  await act(() => Promise.resolve(does.cancel()));
  await loadings[1]?.answer();
  expect([does.reading, copied, loadings.length, selection.ids.size]).toEqual([null, '', 2, total]);
});

it('asks for nothing when all that is chosen is loaded', async () => {
  await move(2, 'replace');
  await move(4, 'toggle');
  does.copy();
  expect([copied, loadings]).toEqual(['Name\nrow 2\nrow 4', []]);
});

it('lets the focus follow its row, near by and far away, and selects nothing else', async () => {
  await move(3, 'replace');
  order = ['new', ...rowsFrom(0, total)];
  await draw();
  expect(selection).toEqual({ ids: new Set(['row 3']), focus: 4, focusId: 'row 3', anchor: 4 });
  expect([does.follows(4), does.follows(3)]).toEqual([true, false]);
  await draw();
  order = rowsFrom(0, total).toReversed();
  await draw();
  expect(selection).toMatchObject({ ids: new Set(['row 3']), focus: 996, focusId: 'row 3' });
});
