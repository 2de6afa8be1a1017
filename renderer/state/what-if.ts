// What is supposed of which identities. Nothing of it is done before a plan is made.
import { create } from 'zustand';
import { brief, number } from '#renderer/ui/format.ts';
import { mostSupposed, type Supposed, type SupposedRow, supposed as schema } from '#shared/contract/what-if.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Fix, Intent } from '#shared/model/finding.ts';
import type { Band } from '#shared/model/score.ts';

export const nothingSupposed: Supposed = schema.parse({});

interface WhatIf {
  readonly identities: readonly string[];
  readonly supposed: Supposed;
  /** The band to get under. */
  readonly below: Band;
}

export const useWhatIf = create<WhatIf>()(() => ({ identities: [], supposed: nothingSupposed, below: 'high' }));

/** Opens a new question. Refuses with input.invalid where they are too many. */
export function askWhatIf(identities: readonly string[], supposed: Supposed = nothingSupposed): void {
  if (identities.length > mostSupposed) {
    throw new AppError(
      'input.invalid',
      `${number(identities.length)} identities are too many to suppose something of at once.`,
      {
        hint: `Choose ${mostSupposed} at most.`,
      },
    );
  }
  useWhatIf.setState({ identities, supposed });
}
/** Adds to what is supposed. */
export const suppose = (part: Partial<Supposed>): void =>
  useWhatIf.setState(({ supposed }) => ({ supposed: { ...supposed, ...part } }));
export const getUnder = (below: Band): void => useWhatIf.setState({ below });

export const supposesNothing = (supposed: Supposed): boolean =>
  JSON.stringify(supposed) === JSON.stringify(nothingSupposed);

/** One lever more, on top of what is supposed already. */
export function withLever(supposed: Supposed, lever: Supposed): Partial<Supposed> {
  const added = Object.entries(lever).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(nothingSupposed[name as keyof Supposed]),
  );
  return { ...supposed, ...Object.fromEntries(added) };
}

/** The wishes that a plan can carry out, in the order in which they disturb least. What is not here is done by hand. */
export function wishesOf(
  supposed: Supposed,
): readonly (Pick<Fix, 'intent' | 'parameters'> & { readonly label: string })[] {
  const { remove, removeUnused, lifetime, rotate, disable } = supposed;
  const wish = (wanted: boolean, intent: Intent, label: string, parameters: Fix['parameters'] = {}) =>
    wanted ? [{ intent, label, parameters }] : [];
  return [
    ...wish(
      remove.length > 0 || removeUnused,
      'rescope',
      'Rescope…',
      remove.length > 0 && !removeUnused ? { remove } : {},
    ),
    ...wish(lifetime !== null, 'shorten', 'Shorten…', lifetime === null ? {} : { seconds: Math.min(lifetime, 86_400) }),
    ...wish(rotate, 'rotate', 'Rotate…'),
    ...wish(disable, 'disable', 'Disable…'),
  ];
}

/** The sentence that the page proves. */
export function outcome(rows: readonly SupposedRow[], below: Band, isNothing: boolean): string {
  const [only] = rows;
  if (only === undefined) return 'Nothing that is chosen has a score';
  const count = (side: 'before' | 'after'): number =>
    rows.filter((row) => row[side].score.value < floors[below]).length;
  if (rows.length === 1) {
    const [before, after] = [only.before.score.value, only.after.score.value];
    if (isNothing) return `${brief(only.name)} scores ${before}: what if …`;
    return before === after
      ? `${brief(only.name)} would stay at ${before}`
      : `${brief(only.name)} would go from ${before} to ${after}`;
  }
  if (isNothing) return `${count('before')} of ${rows.length} identities are under ${below}: what if …`;
  return `${count('after')} of ${rows.length} identities would be under ${below}, now ${count('before')}`;
}

const floors: Readonly<Record<Band, number>> = { critical: 80, high: 60, medium: 35, low: 15, minimal: 0 };
