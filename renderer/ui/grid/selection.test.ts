import { expect, it } from 'vitest';
import { nothingSelected, select } from './selection.ts';

const idAt = (row: number): string | undefined => (row < 5 ? `id${row}` : undefined);
const ids = (selection: { readonly ids: ReadonlySet<string> }): readonly string[] => [...selection.ids];

it('a plain move selects one row and anchors it', () => {
  const one = select(nothingSelected, 2, 'replace', idAt);
  expect([ids(one), one.focus, one.anchor]).toEqual([['id2'], 2, 2]);
});

it('a range runs from the anchor in both directions and leaves the anchor where it was', () => {
  const start = select(nothingSelected, 2, 'replace', idAt);
  const down = select(start, 4, 'range', idAt);
  const up = select(down, 1, 'range', idAt);
  expect([ids(down), ids(up), up.anchor]).toEqual([['id2', 'id3', 'id4'], ['id1', 'id2'], 2]);
});

it('a toggle adds and takes away', () => {
  const two = select(select(nothingSelected, 0, 'replace', idAt), 3, 'toggle', idAt);
  expect(ids(two)).toEqual(['id0', 'id3']);
  expect(ids(select(two, 0, 'toggle', idAt))).toEqual(['id3']);
});

it('rows that are not loaded can have the focus but are not selected', () => {
  const beyond = select(nothingSelected, 9, 'replace', idAt);
  expect([ids(beyond), beyond.focus]).toEqual([[], 9]);
});
