import type { Compared } from '#renderer/state/diff.ts';
import { plural } from '#renderer/ui/format.ts';
import { differences } from '#shared/contract/moments.ts';

/** What the comparison proves, in one sentence. */
export function diffTitle({ from, to, counts }: Pick<Compared, 'from' | 'to' | 'counts'>): string {
  const total = differences.reduce((sum, what) => sum + counts[what], 0);
  const between = `between record ${from.seq} and record ${to.seq}`;
  if (total === 0) return `Nothing differs ${between}`;
  return `${plural(total, 'change')} ${between}`;
}
