import { create } from 'zustand';
import type { Severity } from '#shared/model/finding.ts';

interface FindingsFilter {
  readonly rules: readonly string[];
  readonly severities: readonly Severity[];
  readonly text: string;
}

interface FindingsState extends FindingsFilter {
  change(change: Partial<FindingsFilter>): void;
}

/** What the findings editor and its side bar are narrowed to; empty lists let everything through. */
export const useFindings = create<FindingsState>()((set) => ({
  rules: [],
  severities: [],
  text: '',
  change: (change) => set(change),
}));
