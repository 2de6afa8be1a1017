import { ownerStates } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { type IdentityStatus, identityStatuses } from '#shared/model/identity.ts';
import type { IdentityColumns, Picture } from './picture.ts';

/** In the order of lists. */
export const differences = ['added', 'removed', 'escalated', 'narrowed', 'rotated', 'owner', 'quiet'] as const;
export type Difference = (typeof differences)[number];

/** What happened to one identity between two moments. `row` counts in the picture that shows it: the later one, the earlier one of what was removed. */
export interface Changed {
  readonly what: Difference;
  readonly row: number;
  readonly in: 'before' | 'after';
  /** Its row in the other picture; -1: it is not there. */
  readonly other: number;
  /** What shows it, in words. */
  readonly evidence: readonly string[];
}

/** What is compared of the columns. */
export type ComparedColumns = Pick<
  IdentityColumns,
  | 'length'
  | 'id'
  | 'rowOf'
  | 'missingSince'
  | 'tier'
  | 'scopesGranted'
  | 'customers'
  | 'wildcard'
  | 'value'
  | 'status'
  | 'rotatedAt'
  | 'lastUsedAt'
  | 'owner'
  | 'ownerLabel'
>;

interface Moment {
  readonly now: Picture['now'];
  readonly identities: ComparedColumns;
}

/** A copy that stays as it is while the columns go on. */
export function stillOf(columns: ComparedColumns): ComparedColumns {
  const { length } = columns;
  const rows = Array.from({ length }, (_, row) => row);
  const ids = rows.map((row) => columns.id(row));
  const places = new Map<string, number>(ids.map((id, row) => [id, row]));
  const labels = rows.map((row) => columns.ownerLabel(row));
  const missing = Float64Array.from({ length }, (_, row) => columns.missingSince(row));
  const at = <T>(list: ArrayLike<T>, row: number): T => {
    const found = list[row];
    if (found === undefined) throw new Error(`there is no row ${row}`);
    return found;
  };
  const { tier, scopesGranted, customers, wildcard, value, status, rotatedAt, lastUsedAt, owner } = columns;
  return {
    length,
    id: (row) => at(ids, row),
    rowOf: (id) => places.get(id),
    missingSince: (row) => at(missing, row),
    ownerLabel: (row) => at(labels, row),
    tier: tier.slice(0, length),
    scopesGranted: scopesGranted.slice(0, length),
    customers: customers.slice(0, length),
    wildcard: wildcard.slice(0, length),
    value: value.slice(0, length),
    status: status.slice(0, length),
    rotatedAt: rotatedAt.slice(0, length),
    lastUsedAt: lastUsedAt.slice(0, length),
    owner: owner.slice(0, length),
  };
}

/**
 * What was added, removed, escalated, narrowed, rotated, given to another owner or has gone quiet from one moment to another.
 * Unknown is not less and not never: what one of them does not say is no change. By identity, whatever its place in the
 * columns. Quiet: used inside of `quietDays` before the one moment, and not inside of them before the other.
 */
export function compareMoments(before: Moment, after: Moment, quietDays: number): readonly Changed[] {
  const changes: Changed[] = [];
  const [old, young] = [before.identities, after.identities];
  for (let row = 0; row < young.length; row += 1) {
    const isThere = Number.isNaN(young.missingSince(row));
    const was = old.rowOf(young.id(row));
    const other = was ?? -1;
    const say = (what: Difference, evidence: readonly string[]): void =>
      void changes.push({ what, row, in: 'after', other, evidence });
    const wasThere = was !== undefined && Number.isNaN(old.missingSince(was));
    if (!wasThere || was === undefined) {
      if (isThere) say('added', addedWords(young, row));
      continue;
    }
    if (!isThere) {
      say('removed', ['its source lists it no more']);
      continue;
    }
    const { more, less } = powers(old, was, young, row);
    if (more.length > 0) say('escalated', more);
    if (less.length > 0) say('narrowed', less);
    const rotated = rotation(old, was, young, row);
    if (rotated !== null) say('rotated', [rotated]);
    const owner = ownership(old, was, young, row);
    if (owner !== null) say('owner', [owner]);
    const quiet = quietWords(before, was, after, row, quietDays);
    if (quiet !== null) say('quiet', [quiet]);
  }
  for (let row = 0; row < old.length; row += 1) {
    if (young.rowOf(old.id(row)) !== undefined || !Number.isNaN(old.missingSince(row))) continue;
    const evidence = ['nothing that was imported speaks of it any more'];
    changes.push({ what: 'removed', row, in: 'before', other: -1, evidence });
  }
  return sorted(changes, old, young);
}

/** By what happened, the highest score first, then by id: the same whatever the order of rows. */
function sorted(changes: Changed[], before: ComparedColumns, after: ComparedColumns): readonly Changed[] {
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

function addedWords({ scopesGranted, tier }: ComparedColumns, row: number): readonly string[] {
  const held = scopesGranted[row] ?? 0;
  return held > 0 ? [`${scopes(held)}${tierWords(tier[row] ?? Number.NaN)}`] : [];
}

const tierWords = (tier: number): string => (tier <= 3 ? `, tier T${tier} at most` : '');
const tierName = (tier: number): string => (tier === 4 ? 'no scope' : `T${tier}`);
const statusOf = (columns: ComparedColumns, row: number): IdentityStatus | undefined =>
  identityStatuses[columns.status[row] ?? -1];

/** What it can do that it could not, or can do no longer. A score that moved by age alone is neither. */
function powers(
  old: ComparedColumns,
  was: number,
  young: ComparedColumns,
  row: number,
): { readonly more: string[]; readonly less: string[] } {
  const [more, less]: [string[], string[]] = [[], []];
  const pair = (name: 'tier' | 'scopesGranted' | 'customers' | 'wildcard' | 'value'): [number, number] => [
    old[name][was] ?? Number.NaN,
    young[name][row] ?? Number.NaN,
  ];
  const [tierBefore, tier] = pair('tier');
  const tiers = `tier ${tierName(tierBefore)} → ${tierName(tier)}`;
  if (tier < tierBefore) more.push(tiers);
  if (tier > tierBefore) less.push(tiers);
  const [heldBefore, held] = pair('scopesGranted');
  // Where the source did not say what it may do, to hear it now is no growth; to hear it no more is no loss.
  const isSaid = !Number.isNaN(tierBefore) && !Number.isNaN(tier);
  if (held > heldBefore && isSaid) more.push(`${scopes(heldBefore)} → ${held}`);
  if (held < heldBefore && isSaid) less.push(`${scopes(heldBefore)} → ${held}`);
  const [wildBefore, wild] = pair('wildcard');
  if (wild > wildBefore) more.push('holds a wildcard now');
  if (wild < wildBefore) less.push('holds no wildcard any more');
  const [peopleBefore, people] = pair('customers');
  if (people > peopleBefore) more.push(`acts for ${peopleBefore} → ${people} people`);
  if (people < peopleBefore) less.push(`acts for ${peopleBefore} → ${people} people`);
  const [statusBefore, status] = [statusOf(old, was), statusOf(young, row)];
  if (status === 'active' && statusBefore !== 'active') more.push(`${statusBefore} → active`);
  if (statusBefore === 'active' && status !== 'active') less.push(`active → ${status}`);
  const [scoreBefore, score] = pair('value');
  const moved = score !== scoreBefore && score >= 0 && scoreBefore >= 0 ? [`score ${scoreBefore} → ${score}`] : [];
  return { more: more.length === 0 ? more : [...more, ...moved], less: less.length === 0 ? less : [...less, ...moved] };
}

const unknownOwner = ownerStates.indexOf('unknown');
const ownerWord = {
  none: 'no owner',
  departed: 'departed',
  single: 'one owner',
  backed: 'with a backup',
  team: 'a team',
};

function ownership(old: ComparedColumns, was: number, young: ComparedColumns, row: number): string | null {
  const [before, after] = [old.owner[was] ?? unknownOwner, young.owner[row] ?? unknownOwner];
  if (before === unknownOwner || after === unknownOwner) return null;
  const words = (columns: ComparedColumns, at: number, code: number): string => {
    const state = ownerStates[code];
    if (state === undefined || state === 'unknown' || state === 'none') return ownerWord.none;
    return `${columns.ownerLabel(at)} (${ownerWord[state]})`;
  };
  const [one, other] = [words(old, was, before), words(young, row, after)];
  return one === other ? null : `${one} → ${other}`;
}

function rotation(old: ComparedColumns, was: number, young: ComparedColumns, row: number): string | null {
  const [before, after] = [old.rotatedAt[was] ?? Number.NaN, young.rotatedAt[row] ?? Number.NaN];
  if (after === Number.POSITIVE_INFINITY && Number.isFinite(before))
    return `has no secret any more, the last of ${day(before)}`;
  return Number.isFinite(after) && after > before ? `oldest secret of ${day(before)} → ${day(after)}` : null;
}

function quietWords(before: Moment, was: number, after: Moment, row: number, quietDays: number): string | null {
  const [lastBefore, last] = [before.identities.lastUsedAt[was], after.identities.lastUsedAt[row]].map(
    (at) => at ?? Number.NaN,
  ) as [number, number];
  const wasInUse = lastBefore >= before.now - quietDays * dayMs;
  const isSilent = last < after.now - quietDays * dayMs && Number.isFinite(last);
  if (!wasInUse || !isSilent || statusOf(after.identities, row) !== 'active') return null;
  return `last used ${day(last)}, more than ${quietDays} ${quietDays === 1 ? 'day' : 'days'} before`;
}
