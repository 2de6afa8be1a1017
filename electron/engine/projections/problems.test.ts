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

it('lists the newest import first and each import in the order of its file', () => {
  const problems = [problem(1, 'a'), problem(1, 'b'), problem(2, 'c'), problem(3, 'd'), problem(3, 'e')];
  const shown = (first: number, count: number): (string | null)[] =>
    problemsList({ problems }, { first, count }).rows.map(({ record }) => record);
  expect(shown(0, 10)).toEqual(['d', 'e', 'c', 'a', 'b']);
  expect([0, 1, 2, 3, 4].flatMap((first) => shown(first, 1))).toEqual(['d', 'e', 'c', 'a', 'b']);
  expect(shown(1, 3)).toEqual(['e', 'c', 'a']);
  expect(problemsList(null, { first: 5, count: 5 })).toEqual({ total: 0, first: 0, rows: [] });
});
