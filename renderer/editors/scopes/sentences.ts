import type { ViewOf } from '#renderer/state/use-watch.ts';
import { number, plural } from '#renderer/ui/format.ts';
import type { ScopeRow } from '#shared/contract/scopes.ts';

type View = ViewOf<'scopes.list'>;

export const tierWords = [
  'T0: can take over the tenant or hand out credentials, grants or identities',
  'T1: writes, moves money, or reads personal data in bulk',
  'T2: writes a little, or reads what is sensitive',
  'T3: reads what is harmless',
] as const;

const judgeWords: Readonly<Record<ScopeRow['by'], string>> = {
  analyst: 'you',
  catalogue: 'catalogue',
  convention: 'convention',
  unknown: 'unknown, worst',
};
export const judgeWord = (by: ScopeRow['by']): string => judgeWords[by];

/** The sentence on top: what is there, and what wants a word. */
export function scopesTitle(view: View): string {
  if (view.total === 0) return 'No scope or role is held';
  const unknown = view.judges.find(({ value }) => value === 'unknown')?.count ?? 0;
  const held = plural(view.total, 'scope or role', 'scopes and roles');
  if (unknown === 0) return `${held} held, all of them classified`;
  return `${held} held, ${number(unknown)} not in the catalogue: they count as the worst that their API can offer`;
}

/** `3 of 12`, with what is not known apart: unknown is not never. */
export function usedWords({ holders, used, unrecorded }: ScopeRow): string {
  if (unrecorded === holders) return `? of ${number(holders)}`;
  return `${number(used)} of ${number(holders)}${unrecorded > 0 ? `, ${number(unrecorded)} ?` : ''}`;
}

export function usedTitle({ holders, used, unrecorded }: ScopeRow, days: number): string {
  const known = `${number(used)} of ${plural(holders, 'identity', 'identities')} used it in the last ${plural(days, 'day')}`;
  return unrecorded === 0 ? known : `${known}; of ${number(unrecorded)} no log shows whether they did`;
}
