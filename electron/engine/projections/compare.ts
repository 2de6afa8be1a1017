import { dayMs } from '#shared/lib/duration.ts';
import { type IdentityStatus, identityStatuses } from '#shared/model/identity.ts';
import type { IdentityColumns, Picture } from './picture.ts';

/** In the order of lists. */
export const differences = ['added', 'removed', 'escalated', 'rotated', 'quiet'] as const;
export type Difference = (typeof differences)[number];

/** What happened to one identity between two moments. `row` counts in the picture that shows it: the later one, the earlier one of what was removed. */
export interface Changed {
  readonly what: Difference;
  readonly row: number;
  readonly in: 'before' | 'after';
  /** What shows it, in words. */
  readonly evidence: readonly string[];
}

/** Used inside so many days before the one moment, and not for so many days before the other. */
const quietDays = 30;

type Moment = Pick<Picture, 'now' | 'identities'>;

/**
 * What was added, removed, escalated, rotated or gone quiet from one moment to another. Unknown is not less and not never:
 * what one of them does not say is no change. By identity, whatever its place in the columns.
 */
export function compareMoments(before: Moment, after: Moment): readonly Changed[] {
  const changes: Changed[] = [];
  const [old, young] = [before.identities, after.identities];
  for (let row = 0; row < young.length; row += 1) {
    const isThere = Number.isNaN(young.missingSince(row));
    const was = old.rowOf(young.id(row));
    const wasThere = was !== undefined && Number.isNaN(old.missingSince(was));
    if (!wasThere || was === undefined) {
      if (isThere) changes.push({ what: 'added', row, in: 'after', evidence: addedWords(young, row) });
      continue;
    }
    if (!isThere) {
      changes.push({ what: 'removed', row, in: 'after', evidence: ['its source lists it no more'] });
      continue;
    }
    const escalated = escalations(old, was, young, row);
    if (escalated.length > 0) changes.push({ what: 'escalated', row, in: 'after', evidence: escalated });
    const [rotated, quiet] = [rotation(old, was, young, row), quietWords(before, was, after, row)];
    if (rotated !== null) changes.push({ what: 'rotated', row, in: 'after', evidence: [rotated] });
    if (quiet !== null) changes.push({ what: 'quiet', row, in: 'after', evidence: [quiet] });
  }
  for (let row = 0; row < old.length; row += 1) {
    if (young.rowOf(old.id(row)) !== undefined || !Number.isNaN(old.missingSince(row))) continue;
    changes.push({ what: 'removed', row, in: 'before', evidence: ['nothing that was imported speaks of it any more'] });
  }
  return sorted(changes, old, young);
}

/** By what happened, the highest score first, then by id: the same whatever the order of rows. */
function sorted(changes: Changed[], before: IdentityColumns, after: IdentityColumns): readonly Changed[] {
  const keyed = changes.map((change) => {
    const columns = change.in === 'after' ? after : before;
    return {
      change,
      rank: differences.indexOf(change.what),
      score: columns.value[change.row] || 0,
      id: columns.id(change.row),
    };
  });
  keyed.sort((a, b) => a.rank - b.rank || b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return keyed.map(({ change }) => change);
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const scopes = (count: number): string => (count === 1 ? '1 scope' : `${count} scopes`);

function addedWords({ scopesGranted, tier }: IdentityColumns, row: number): readonly string[] {
  const held = scopesGranted[row] ?? 0;
  return held > 0 ? [`${scopes(held)}${tierWords(tier[row] ?? Number.NaN)}`] : [];
}

const tierWords = (tier: number): string => (tier <= 3 ? `, tier T${tier} at most` : '');
const tierName = (tier: number): string => (tier === 4 ? 'no scope' : `T${tier}`);
const statusOf = (columns: IdentityColumns, row: number): IdentityStatus | undefined =>
  identityStatuses[columns.status[row] ?? -1];

/** It can do more than before, or is alive again. A score that grew by age alone is no escalation. */
function escalations(old: IdentityColumns, was: number, young: IdentityColumns, row: number): readonly string[] {
  const words: string[] = [];
  const pair = (name: 'tier' | 'scopesGranted' | 'customers' | 'wildcard'): [number, number] => [
    old[name][was] ?? Number.NaN,
    young[name][row] ?? Number.NaN,
  ];
  const [tierBefore, tier] = pair('tier');
  if (tier < tierBefore) words.push(`tier ${tierName(tierBefore)} → ${tierName(tier)}`);
  const [heldBefore, held] = pair('scopesGranted');
  // Where the source did not say what it may do, to hear it now is no growth.
  if (held > heldBefore && !Number.isNaN(tierBefore)) words.push(`${scopes(heldBefore)} → ${held}`);
  const [wildBefore, wild] = pair('wildcard');
  if (wild > wildBefore) words.push('holds a wildcard now');
  const [peopleBefore, people] = pair('customers');
  if (people > peopleBefore) words.push(`acts for ${peopleBefore} → ${people} people`);
  const [statusBefore, status] = [statusOf(old, was), statusOf(young, row)];
  if (status === 'active' && statusBefore !== 'active') words.push(`${statusBefore} → active`);
  if (words.length === 0) return words;
  const [scoreBefore, score] = [old.value[was] ?? Number.NaN, young.value[row] ?? Number.NaN];
  if (score !== scoreBefore && score >= 0 && scoreBefore >= 0) words.push(`score ${scoreBefore} → ${score}`);
  return words;
}

function rotation(old: IdentityColumns, was: number, young: IdentityColumns, row: number): string | null {
  const [before, after] = [old.rotatedAt[was] ?? Number.NaN, young.rotatedAt[row] ?? Number.NaN];
  if (after === Number.POSITIVE_INFINITY && Number.isFinite(before))
    return `has no secret any more, the last of ${day(before)}`;
  return Number.isFinite(after) && after > before ? `oldest secret of ${day(before)} → ${day(after)}` : null;
}

function quietWords(before: Moment, was: number, after: Moment, row: number): string | null {
  const [lastBefore, last] = [before.identities.lastUsedAt[was], after.identities.lastUsedAt[row]].map(
    (at) => at ?? Number.NaN,
  ) as [number, number];
  const wasInUse = lastBefore >= before.now - quietDays * dayMs;
  const isSilent = last < after.now - quietDays * dayMs && Number.isFinite(last);
  if (!wasInUse || !isSilent || statusOf(after.identities, row) !== 'active') return null;
  return `last used ${day(last)}, more than ${quietDays} days before`;
}
