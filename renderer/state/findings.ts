import { create } from 'zustand';
import type { Severity } from '#shared/model/finding.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';
import type { ViewOf } from './use-watch.ts';

interface FindingsFilter {
  readonly rules: readonly string[];
  readonly severities: readonly Severity[];
  readonly text: string;
}

interface FindingsState extends FindingsFilter {
  change(change: Partial<FindingsFilter>): void;
}

export const noFindingsFilter: FindingsFilter = { rules: [], severities: [], text: '' };

/** What the findings editor and its side bar are narrowed to; empty lists let everything through. */
export const useFindings = create<FindingsState>()((set) => ({
  ...noFindingsFilter,
  change: (change) => set(change),
}));

const mostRowsAtOnce = 500;

/** Rows of the list beyond its window. A refusal is told to the analyst and answered with none. */
export async function findingRows(first: number, count: number): Promise<ViewOf<'findings.list'>['rows']> {
  const { rules, severities, text } = useFindings.getState();
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      const filter = { rules: [...rules], severities: [...severities], text };
      return (await firstView('findings.list', { ...filter, first: from, count: some })).rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}
