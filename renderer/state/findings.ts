import { create } from 'zustand';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { Grouping } from '#shared/contract/findings.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Severity } from '#shared/model/finding.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';
import type { ViewOf } from './use-watch.ts';

interface FindingsFilter {
  readonly rules: readonly string[];
  readonly severities: readonly Severity[];
  readonly text: string;
}

/** A finding is known by its rule and its identity. */
export interface FindingKey {
  readonly rule: string;
  readonly identity: string;
}
export const keyText = ({ rule, identity }: FindingKey): string => `${rule} ${identity}`;
/** null: it is not the text of a finding's key, but of a group of them. */
export function readKey(text: string): FindingKey | null {
  const [, rule, identity] = /^(\S+) (idn_[a-z2-7]{16})$/.exec(text) ?? [];
  return rule === undefined || identity === undefined ? null : { rule, identity };
}
const keysIn = (texts: Iterable<string>): FindingKey[] => [...texts].flatMap((text) => readKey(text) ?? []);

/** Which groups are folded: all but `except`, or none but `except`. */
export interface Folded {
  readonly all: boolean;
  readonly except: readonly string[];
}
const unfolded: Folded = { all: false, except: [] };

/** The same with one group folded or not. */
export function withFolded({ all, except }: Folded, key: string, open: boolean): Folded {
  const others = except.filter((one) => one !== key);
  return { all, except: open === all ? [...others, key] : others };
}

interface FindingsState extends FindingsFilter {
  /** null: in no groups. */
  readonly by: Grouping | null;
  readonly folded: Folded;
  readonly selection: Selection;
  /** The finding that had the focus last, for the detail part. */
  readonly focused: FindingKey | null;
  change(change: Partial<FindingsFilter>): void;
  choose(selection: Selection): void;
  group(by: Grouping | null): void;
  fold(key: string, open: boolean): void;
  foldAll(all: boolean): void;
}

export const noFindingsFilter: FindingsFilter = { rules: [], severities: [], text: '' };

/** What the findings editor and its side bar are narrowed to; empty lists let everything through. */
export const useFindings = create<FindingsState>()((set, get) => ({
  ...noFindingsFilter,
  by: null,
  folded: unfolded,
  selection: nothingSelected,
  focused: null,
  change: (change) => set({ ...change, selection: nothingSelected }),
  choose: (selection) =>
    set({ selection, focused: (selection.focusId === undefined ? null : readKey(selection.focusId)) ?? get().focused }),
  group: (by) => set({ by, folded: unfolded, selection: nothingSelected }),
  fold: (key, open) => set({ folded: withFolded(get().folded, key, open) }),
  foldAll: (all) => set({ folded: { all, except: [] } }),
}));

const mostRowsAtOnce = 500;

/** A line of the list: a finding, or the head of a group. */
export type Line = ViewOf<'findings.tree'>['rows'][number];
export type FindingLine = Extract<Line, { is: 'finding' }>;
export const lineText = (line: Line): string => (line.is === 'group' ? `group:${line.key}` : keyText(line));
export const asLines = (rows: ViewOf<'findings.list'>['rows']): readonly Line[] =>
  rows.map((row) => ({ is: 'finding' as const, ...row }));

/** Lines beyond the window. A refusal is told to the analyst and answered with none. */
export async function findingLines(first: number, count: number): Promise<readonly Line[]> {
  const { rules, severities, text, by, folded } = useFindings.getState();
  const filter = { rules: [...rules], severities: [...severities], text };
  try {
    return await rowsInWindows<Line>(first, count, mostRowsAtOnce, async (from, some) => {
      const window = { ...filter, first: from, count: some };
      if (by === null) return asLines((await firstView('findings.list', window)).rows);
      return (await firstView('findings.tree', { ...window, by, folded: { ...folded, except: [...folded.except] } }))
        .rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** Those selected in the editor, without heads of groups. */
export const selectedFindings = (): readonly FindingKey[] => keysIn(useFindings.getState().selection.ids);

/** The findings that a command is about: its argument, else those selected in the editor, else the one that was looked at. */
export function chosenFindings(
  argument: { readonly findings: readonly FindingKey[] } | undefined,
): readonly FindingKey[] {
  if (argument !== undefined) return argument.findings;
  const { focused } = useFindings.getState();
  const selected = selectedFindings();
  if (selected.length > 0) return selected;
  if (focused !== null) return [focused];
  throw new AppError('input.invalid', 'No finding is chosen.', { hint: 'Choose one or several in Findings first.' });
}
