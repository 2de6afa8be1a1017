import type { CallOutput } from '#shared/contract/contract.ts';
import { harmless } from './table.ts';
import { counted } from './words.ts';

const shown = 10;

/** What a rule was found to do, in lines. */
export function checkLines({ id, title, examples, total, severities, rows }: CallOutput<'ownRules.check'>): string {
  const graded = Object.entries(severities).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
  return [
    harmless(`${id}: ${title}`),
    ...examples.map(({ what, is, ok }) => harmless(`  ${ok ? 'as said' : 'NOT AS SAID'}: ${what}: ${is}`)),
    `It flags ${counted(total, 'identity', 'identities')} now${graded.length > 0 ? `: ${graded.join(', ')}` : ''}.`,
    ...rows.slice(0, shown).map(({ severity, row }) => harmless(`  ${severity}  ${row.name} (${row.tenant})`)),
    ...(total > shown ? [`  and ${total - shown} more`] : []),
  ].join('\n');
}
