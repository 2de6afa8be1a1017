import { create } from 'zustand';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { AcceptedRisk } from '#shared/contract/risks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { type Acceptance, type AcceptanceState, soonDays } from '#shared/model/finding.ts';
import { type FindingKey, readKey } from './findings.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';

/** Which acceptances are chosen on their page. */
export const useRisks = create<{ readonly selection: Selection }>()(() => ({ selection: nothingSelected }));
export const chooseRisks = (selection: Selection): void => useRisks.setState({ selection });

/** Refuses with input.invalid where none is chosen. */
export function chosenRisks(argument: { readonly findings: readonly FindingKey[] } | undefined): readonly FindingKey[] {
  if (argument !== undefined) return argument.findings;
  const { ids, focusId } = useRisks.getState().selection;
  const chosen = ids.size > 0 ? [...ids] : focusId === undefined ? [] : [focusId];
  const keys = chosen.flatMap((text) => readKey(text) ?? []);
  if (keys.length > 0) return keys;
  throw new AppError('input.invalid', 'No accepted risk is chosen.', { hint: 'Choose one or several rows first.' });
}

const mostRowsAtOnce = 500;

/** Rows of the list. A refusal is told to the analyst and answered with none. */
export async function riskRows(first: number, count: number): Promise<readonly AcceptedRisk[]> {
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      return (await firstView('risks.list', { first: from, count: some })).rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** Does it end in the next 30 days? */
export const endsSoon = (until: number, now: number): boolean => until <= now + soonDays * dayMs;

/** What became of the word, in a few words; null: it counts, and for a while. */
export function acceptanceWords(
  state: AcceptanceState | 'gone',
  { until, severity }: Pick<Acceptance, 'until' | 'severity'>,
  now: number,
): string | null {
  switch (state) {
    case 'expired':
      return 'its day has passed: it counts again';
    case 'graver':
      return `graver than the ${severity} that was accepted: it counts again`;
    case 'gone':
      return 'no rule flags it any more';
    case 'accepted':
      return endsSoon(until, now) ? 'ends soon' : null;
  }
}
