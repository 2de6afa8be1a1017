import type { Query } from '#engine/query/query.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { ownerStates } from '#shared/contract/values.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { bands } from '#shared/model/score.ts';
import { identityLanguage } from './fields/identity.ts';
import { markTest } from './mark.ts';
import type { Numbers, Picture } from './picture.ts';
import { understood } from './understood.ts';

type Facet = 'kinds' | 'bands' | 'tenants' | 'owners' | 'statuses';
const humanKind = identityKinds.indexOf('human');

const allowed = (column: Numbers, names: readonly string[], chosen: readonly string[]): RowTest | null => {
  if (chosen.length === 0) return null;
  const open = new Uint8Array(256);
  for (const name of chosen) open[names.indexOf(name)] = 1;
  return (row) => open[column[row] ?? 255] === 1;
};
type RowTest = (row: number) => boolean;

/** The rows of the picture that a filter lets through, as one test a row; `except` leaves one facet out. */
function compileFilter(picture: Picture, filter: InventoryFilter, except: Facet | null): RowTest[] {
  const { identities } = picture;
  const query = understood(identityLanguage, filter.text);
  const tests: (RowTest | null)[] = [];
  if (except !== 'kinds') tests.push(allowed(identities.kind, identityKinds, filter.kinds));
  if (except !== 'bands') tests.push(allowed(identities.band, bands, filter.bands));
  if (except !== 'owners') tests.push(allowed(identities.owner, ownerStates, filter.owners));
  if (except !== 'statuses') tests.push(allowed(identities.status, identityStatuses, filter.statuses));
  if (except !== 'tenants' && filter.tenants.length > 0) {
    const chosen = new Set(filter.tenants);
    tests.push((row) => chosen.has(identities.tenantId(row)));
  }
  if (!showsHumans(filter, query.query)) tests.push((row) => identities.kind[row] !== humanKind);
  tests.push(markTest(picture, filter.mark));
  tests.push(query.test?.(picture) ?? null);
  return tests.filter((test) => test !== null);
}

const showsHumans = (filter: InventoryFilter, query: Query): boolean =>
  filter.humans || filter.kinds.includes('human') || asksFor(query, 'kind', 'human');

/** Is there a term outside of any negation that names this value? */
function asksFor(query: Query, field: string, value: string): boolean {
  if (query.is === 'every' || query.is === 'any') return query.of.some((one) => asksFor(one, field, value));
  return (
    query.is === 'term' &&
    query.field === field &&
    query.values.some(({ literal }) => literal.text.toLowerCase() === value)
  );
}

function runFilter(picture: Picture, filter: InventoryFilter, except: Facet | null): Uint32Array {
  const tests = compileFilter(picture, filter, except);
  const { length } = picture.identities;
  const { humanOf } = picture.identities;
  const shown = new Uint8Array(length);
  rows: for (let row = 0; row < length; row += 1) {
    for (const test of tests) if (!test(row)) continue rows;
    // Whichever account is looked for, its human is found, once.
    shown[humanOf[row] ?? row] = 1;
  }
  const found = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row += 1) {
    if (shown[row] !== 1) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}

const remembered = 16;
const selections = new WeakMap<Picture, Map<string, Uint32Array>>();

/** Rows that the filter lets through, ascending. Asked again for the same picture it answers from memory. */
export function selectRows(picture: Picture, filter: InventoryFilter, except: Facet | null = null): Uint32Array {
  return remember(selections, picture, `${except ?? ''}${JSON.stringify(filter)}`, () =>
    runFilter(picture, filter, except),
  );
}

/** Keeps the last few answers per picture. */
export function remember<T>(memory: WeakMap<Picture, Map<string, T>>, picture: Picture, key: string, make: () => T): T {
  let answers = memory.get(picture);
  if (!answers) {
    answers = new Map();
    memory.set(picture, answers);
  }
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = make();
    const [oldest] = answers.keys();
    if (answers.size >= remembered && oldest !== undefined) answers.delete(oldest);
  } else answers.delete(key);
  answers.set(key, answer);
  return answer;
}

/** How many rows the filter could show at all. */
export function totalRows(picture: Picture, filter: InventoryFilter): number {
  const { kind, humanOf, length } = picture.identities;
  const withHumans = showsHumans(filter, understood(identityLanguage, filter.text).query);
  let total = 0;
  for (let row = 0; row < length; row += 1) {
    if (kind[row] !== humanKind || (withHumans && humanOf[row] === row)) total += 1;
  }
  return total;
}
