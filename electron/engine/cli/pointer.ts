import type { ErrorEnvelope } from '#shared/errors/app-error.ts';
import { harmless } from './table.ts';

/** Characters that are shown before and behind the mistake. */
const around = 60;

/** The query of a refusal with a caret under the mistake, as two lines; null: the refusal is of no query. */
export function pointerOf({ query, at, end }: ErrorEnvelope['details']): string | null {
  if (typeof query !== 'string' || typeof at !== 'number' || typeof end !== 'number') return null;
  const from = at > around ? at - around : 0;
  const before = `${from > 0 ? '…' : ''}${harmless(query.slice(from, at))}`;
  const wrong = harmless(query.slice(at, Math.min(end, at + around)));
  const after = harmless(query.slice(at, at + 2 * around));
  const carets = '^'.repeat(Math.max(1, [...wrong].length));
  return `  ${before}${after}${at + 2 * around < query.length ? '…' : ''}\n  ${' '.repeat([...before].length)}${carets}`;
}
