import { compileText } from '#engine/query/text-filter.ts';
import type { CallOutput, WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { ScopeFilter, ScopeRow, ScopeSort } from '#shared/contract/scopes.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import { unknown, unknownReasons } from '#shared/model/fact.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { scopeNamed } from '#shared/model/scope-key.ts';
import type { Picture } from './picture.ts';

type Judgement = Pick<ScopeRow, 'tier' | 'verb' | 'mints' | 'by' | 'source'>;

/** Who holds what and used it, as columns by holding: `last`, `state` and `reason` mean what `Usage` says they mean. */
export interface ScopeColumns {
  readonly length: number;
  readonly holder: ArrayLike<number>;
  readonly code: ArrayLike<number>;
  /** Scope keys by code; code 0 is none. */
  readonly scopes: readonly string[];
  readonly last: ArrayLike<number>;
  /** 0 unknown, 1 used, 2 unused. */
  readonly state: ArrayLike<number>;
  readonly reason: ArrayLike<number>;
  readonly days: number;
  /** Not by a grant that has ended. */
  isHeld(holding: number): boolean;
  classify(vendor: ScopeRow['vendor'], api: string, scope: string): Judgement;
}

/** Every scope that somebody holds, each once, in the order of its code. */
export function scopeRows(columns: ScopeColumns): readonly ScopeRow[] {
  const known = remembered.get(columns);
  if (known !== undefined) return known;
  const { scopes, length, code, state, last, reason } = columns;
  const [holders, used, unrecorded] = [new Uint32Array(scopes.length), counts(), counts()];
  function counts(): Uint32Array {
    return new Uint32Array(scopes.length);
  }
  const newest = new Float64Array(scopes.length).fill(Number.NEGATIVE_INFINITY);
  const why = new Uint8Array(scopes.length);
  for (let at = 0; at < length; at += 1) {
    if (!columns.isHeld(at)) continue;
    const of = code[at] ?? 0;
    holders[of] = (holders[of] ?? 0) + 1;
    if (state[at] === 1) used[of] = (used[of] ?? 0) + 1;
    if (state[at] === 0) {
      unrecorded[of] = (unrecorded[of] ?? 0) + 1;
      why[of] = reason[at] ?? 0;
    }
    if ((last[at] ?? Number.NaN) > (newest[of] ?? 0)) newest[of] = last[at] ?? Number.NaN;
  }
  const rows: ScopeRow[] = [];
  for (let of = 0; of < scopes.length; of += 1) {
    if (holders[of] === 0) continue;
    const { vendor, api, scope } = scopeNamed(scopes[of] ?? '');
    const { tier, verb, mints, by, source } = columns.classify(vendor, api, scope);
    rows.push({
      vendor,
      api,
      scope,
      tier,
      verb,
      mints,
      by,
      source,
      holders: holders[of] ?? 0,
      used: used[of] ?? 0,
      unrecorded: unrecorded[of] ?? 0,
      lastUsedAt: lastOf(newest[of] ?? Number.NaN, why[of] ?? 0),
    });
  }
  remembered.set(columns, rows);
  return rows;
}
const remembered = new WeakMap<ScopeColumns, readonly ScopeRow[]>();

/** Never only where nobody's use is unknown. */
function lastOf(newest: number, why: number): ScopeRow['lastUsedAt'] {
  if (newest > Number.NEGATIVE_INFINITY) return newest;
  return why === 0 ? 'never' : unknown(unknownReasons[why - 1] ?? 'not_recorded');
}

type Facet = 'vendors' | 'tiers' | 'judges';

function lets(filter: ScopeFilter, except: Facet | null): (row: ScopeRow) => boolean {
  const text = compileText(filter.text);
  const allows = <T>(facet: Facet, chosen: readonly T[], value: T): boolean =>
    facet === except || chosen.length === 0 || chosen.includes(value);
  return (row) =>
    allows('vendors', filter.vendors, row.vendor) &&
    allows('tiers', filter.tiers, row.tier) &&
    allows('judges', filter.judges, row.by) &&
    (text === null || text(`${row.scope} ${row.api} ${row.vendor} ${row.verb}`.toLowerCase()));
}

/** A number or a text; null stands last, whichever way it is sorted. */
function keyOf(row: ScopeRow, by: ScopeSort['by']): number | string | null {
  switch (by) {
    case 'tier':
      return row.tier;
    case 'scope':
      return row.scope.toLowerCase();
    case 'api':
      return row.api.toLowerCase() || null;
    case 'vendor':
      return row.vendor;
    case 'verb':
      return row.verb;
    case 'by':
      return row.by;
    case 'holders':
      return row.holders;
    case 'used':
      return row.unrecorded === row.holders ? null : row.used / row.holders;
    case 'last_used':
      return row.lastUsedAt === 'never'
        ? Number.NEGATIVE_INFINITY
        : typeof row.lastUsedAt === 'number'
          ? row.lastUsedAt
          : null;
    default:
      return assertNever(by);
  }
}

function ordered(rows: readonly ScopeRow[], { by, descending }: ScopeSort): ScopeRow[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row, by) }));
  const way = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === b.key) return compare(a.row.tier, b.row.tier) || b.row.holders - a.row.holders || tie(a.row, b.row);
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    return way * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

const compare = <T extends number | string>(a: T, b: T): number => (a === b ? 0 : a < b ? -1 : 1);
const tie = (a: ScopeRow, b: ScopeRow): number =>
  compare(a.scope, b.scope) || compare(a.api, b.api) || compare(a.vendor, b.vendor);

function tally<T>(rows: readonly ScopeRow[], of: (row: ScopeRow) => T): { value: T; count: number }[] {
  const counts = new Map<T, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

export function scopeList(
  columns: ScopeColumns | null,
  { filter, sort, first, count }: WatchRequest<'scopes.list'>,
): WatchView<'scopes.list'> {
  const rows = columns === null ? [] : scopeRows(columns);
  const chosen = ordered(rows.filter(lets(filter, null)), sort);
  const from = Math.min(first, chosen.length);
  return {
    total: rows.length,
    matched: chosen.length,
    first: from,
    days: columns?.days ?? 0,
    rows: chosen.slice(from, from + count),
    vendors: tally(rows.filter(lets(filter, 'vendors')), (row) => row.vendor).sort((a, b) => b.count - a.count),
    tiers: tally(rows.filter(lets(filter, 'tiers')), (row) => row.tier).sort((a, b) => a.value - b.value),
    judges: tally(rows.filter(lets(filter, 'judges')), (row) => row.by).sort((a, b) => b.count - a.count),
  };
}

export function scopeHolders(
  { identities }: Picture,
  columns: ScopeColumns,
  key: string,
  limit: number,
): CallOutput<'scopes.holders'> {
  const code = columns.scopes.indexOf(key);
  const found: number[] = [];
  for (let at = 0; code > 0 && at < columns.length; at += 1)
    if (columns.code[at] === code && columns.isHeld(at)) found.push(at);
  const lastAt = (at: number): number => columns.last[at] ?? Number.NaN;
  const rank = (at: number): number => (Number.isNaN(lastAt(at)) ? Number.NEGATIVE_INFINITY : lastAt(at));
  found.sort((a, b) => compare(rank(b), rank(a)) || a - b);
  return {
    total: found.length,
    holders: found.slice(0, limit).map((at) => {
      const row = columns.holder[at] ?? 0;
      return {
        id: identities.id(row),
        name: identities.name(row),
        kind: identityKinds[identities.kind[row] ?? 0] ?? 'oauth_client',
        lastUsedAt: lastOf(lastAt(at), Number.isNaN(lastAt(at)) ? (columns.reason[at] ?? 0) : 0),
      };
    }),
  };
}
