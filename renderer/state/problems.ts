import { create } from 'zustand';
import type { FindingKey } from './findings.ts';

interface Problems {
  /** The finding on which the keyboard stands in the Problems panel; null: none, or a complaint of an import. */
  readonly focused: FindingKey | null;
  /** Words, or a query over findings; complaints of imports are searched for its words. */
  readonly text: string;
  readonly findings: boolean;
  readonly imports: boolean;
}

export const useProblems = create<Problems>()(() => ({ focused: null, text: '', findings: true, imports: true }));
export const standOnProblem = (focused: FindingKey | null): void => useProblems.setState({ focused });
export const narrowProblems = (change: Partial<Pick<Problems, 'text' | 'findings' | 'imports'>>): void =>
  useProblems.setState(change);
