import type { InventoryFilter } from '#shared/contract/values.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { inScale, onLifetimeAxis } from './axis.ts';
import { isOpen, type Picture } from './picture.ts';

/** What a mark of a chart stands for, as one test a row; null restricts nothing. */
export function markTest(picture: Picture, mark: InventoryFilter['mark']): ((row: number) => boolean) | null {
  if (mark === null) return null;
  const { identities, now } = picture;
  const number = (column: ArrayLike<number>, row: number): number => column[row] ?? Number.NaN;
  switch (mark.by) {
    case 'lifetime': {
      const { from, to } = mark;
      // Without an upper end it stands for all that outlives `from`: what a policy counts as outside.
      if (to === 'never') return (row) => number(identities.lifetime, row) > from;
      return (row) => {
        const place = onLifetimeAxis(number(identities.lifetime, row));
        return place >= from && place < to;
      };
    }
    case 'lifetime_unknown':
      return (row) => Number.isNaN(number(identities.lifetime, row));
    case 'expires':
      return (row) => {
        const at = number(identities.expiresAt, row);
        return at >= mark.from && at < mark.to;
      };
    case 'rotation': {
      const to = mark.to === 'never' ? Number.POSITIVE_INFINITY : mark.to;
      return (row) => {
        const days = rotationDays(number(identities.rotatedAt, row), now);
        return days >= mark.from && days < to;
      };
    }
    case 'score':
      return (row) => inScale(number(identities.value, row), mark.from, mark.to);
    case 'power_exposure':
      return (row) =>
        inScale(number(identities.power, row), mark.power[0], mark.power[1]) &&
        inScale(number(identities.exposure, row), mark.exposure[0], mark.exposure[1]);
    case 'rule': {
      const flagged = flaggedRows(picture, mark.rule);
      return (row) => flagged[row] === 1;
    }
    case 'last_used':
      // What is younger than the window cannot have been unused for all of it.
      return (row) =>
        number(identities.lastUsedAt, row) < mark.before && !(number(identities.createdAt, row) >= mark.before);
    case 'acts_for_people':
      return (row) => number(identities.customers, row) > 0;
    case 'never_expires':
      return (row) => number(identities.lifetime, row) === Number.POSITIVE_INFINITY;
    case 'missing':
      return (row) => !Number.isNaN(identities.missingSince(row));
    case 'newest':
      return (row) => number(identities.firstSeq, row) >= mark.from;
    case 'changed':
      return (row) => number(identities.seq, row) >= mark.from && number(identities.firstSeq, row) < mark.from;
    default:
      return assertNever(mark);
  }
}

/** Age in days of the oldest secret; NaN: unknown or nothing to rotate. */
export function rotationDays(rotatedAt: number, now: number): number {
  return Number.isFinite(rotatedAt) ? Math.max(0, (now - rotatedAt) / dayMs) : Number.NaN;
}

function flaggedRows(picture: Picture, rule: string): Uint8Array {
  const flagged = new Uint8Array(picture.identities.length);
  const { findings } = picture;
  for (let index = 0; index < findings.length; index += 1) {
    const row = findings.row[index];
    if (row !== undefined && isOpen(findings, index) && findings.rules[findings.rule[index] ?? 0]?.id === rule)
      flagged[row] = 1;
  }
  return flagged;
}
