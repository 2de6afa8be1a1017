import { create } from 'zustand';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';
import type { ViewOf } from './use-watch.ts';

export type Orphan = ViewOf<'owners.queue'>['rows'][number];

/** Which rows of the orphan queue are chosen. */
export const useOwners = create<{ readonly selection: Selection }>()(() => ({ selection: nothingSelected }));
export const chooseOrphans = (selection: Selection): void => useOwners.setState({ selection });

/** Refuses with input.invalid where no row is chosen. */
export function chosenOrphans(): readonly string[] {
  const { ids, focusId } = useOwners.getState().selection;
  if (ids.size > 0) return [...ids];
  if (focusId !== undefined) return [focusId];
  throw new AppError('input.invalid', 'No identity is chosen.', { hint: 'Choose one or several rows first.' });
}

const mostRowsAtOnce = 200;

/** Rows of the queue. A refusal is told to the analyst and answered with none. */
export async function orphanRows(first: number, count: number): Promise<readonly Orphan[]> {
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      const { rows } = await firstView('owners.queue', { first: from, count: some });
      return rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** The chosen by the owner that is suggested first for each; those without a suggestion are left out. */
export function bySuggestion(
  rows: readonly Orphan[],
  chosen: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(chosen);
  const found = new Map<string, string[]>();
  for (const { row, suggestions } of rows) {
    const [best] = suggestions;
    if (best === undefined || !wanted.has(row.id)) continue;
    found.set(best.name, [...(found.get(best.name) ?? []), row.id]);
  }
  return found;
}

/** `Ada Lee, Ben; team Platform`: people, then teams behind the word. */
export function readOwners(text: string): { readonly name: string; readonly type: 'person' | 'team' }[] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const team = /^team\s+(.+)$/i.exec(part)?.[1];
      return team === undefined ? { name: part, type: 'person' } : { name: team, type: 'team' };
    });
}
