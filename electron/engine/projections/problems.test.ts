import { expect, it } from 'vitest';
import type { Problem } from '#shared/model/problem.ts';
import { problemsList } from './problems.ts';

const problem = (at: number, record: string): Problem & { readonly at: number; readonly seq: number } => ({
  severity: 'warning',
  code: 'import.guessed',
  message: '',
  file: 'a.csv',
  record,
  field: null,
  at,
  seq: at,
});

it('lists the gravest of an import first, those alike in the order of the files', () => {
  const some = (['info', 'warning', 'error', 'info', 'error'] as const).map((severity, at) => ({
    ...problem(1, `${at}`),
    severity,
  }));
  const problems = [...some, { ...problem(2, 'later'), severity: 'info' } as const];
  const shown = (first: number, count: number): (string | null)[] =>
    problemsList({ problems }, { text: '', first, count }).rows.map(({ record }) => record);
  expect(shown(0, 10)).toEqual(['later', '2', '4', '1', '0', '3']);
  expect(shown(2, 2)).toEqual(['4', '1']);
});

it('lists the newest import first and each import in the order of its file', () => {
  const problems = [problem(1, 'a'), problem(1, 'b'), problem(2, 'c'), problem(3, 'd'), problem(3, 'e')];
  const shown = (first: number, count: number): (string | null)[] =>
    problemsList({ problems }, { text: '', first, count }).rows.map(({ record }) => record);
  expect(shown(0, 10)).toEqual(['d', 'e', 'c', 'a', 'b']);
  expect([0, 1, 2, 3, 4].flatMap((first) => shown(first, 1))).toEqual(['d', 'e', 'c', 'a', 'b']);
  expect(shown(1, 3)).toEqual(['e', 'c', 'a']);
  expect(problemsList(null, { text: '', first: 5, count: 5 })).toEqual({ total: 0, first: 0, rows: [] });
});

it('lists those in which every word of a text occurs, wherever it stands', () => {
  const problems = [
    problem(1, 'a'),
    problem(1, 'b'),
    { ...problem(2, 'c'), message: 'A Broken line', field: 'scopes' },
  ];
  const found = (text: string) => problemsList({ problems }, { text, first: 0, count: 9 });
  expect(found('broken SCOPES')).toMatchObject({ total: 1, rows: [{ record: 'c' }] });
  expect(found('broken nowhere').total).toBe(0);
  expect(found('  ').total).toBe(3);
});
