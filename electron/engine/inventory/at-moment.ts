import type { Instant } from '#shared/model/fact.ts';
import { scopeNamed } from '#shared/model/scope-key.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import { codeOf } from './ending.ts';
import type { Facts } from './facts.ts';
import { type Judged, type Privileges, privilegesOf } from './privileges.ts';
import { type Usage, useStates } from './usage-of.ts';

/** What `endingsOf` said, as rows, each with the row that it is said of. */
export interface EndingColumns {
  readonly length: number;
  readonly holder: ArrayLike<number>;
  readonly what: ArrayLike<number>;
  readonly since: ArrayLike<number>;
  readonly until: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
}

export const endingNames = [
  'customers',
  'consent',
  'consentAt',
  'productionScopes',
  'devIssuer',
  'amplifies',
  'registration',
  'lifetime',
  'lifetimeLeast',
] as const satisfies (keyof Facts)[];
type EndingFacts = {
  readonly [N in (typeof endingNames)[number]]: Float64Array | Float32Array | Uint32Array | Uint8Array;
};

const [named, counted, delegated, silent, missing, given] = [
  codeOf('named'),
  codeOf('counted'),
  codeOf('delegated'),
  codeOf('silent'),
  codeOf('missing'),
  codeOf('given'),
];
const [bare, production, foreign, amplifies, trait, way] = [
  codeOf('bare'),
  codeOf('production'),
  codeOf('foreign'),
  codeOf('amplifies'),
  codeOf('trait'),
  codeOf('way'),
];

/** Of `Facts.consent`. */
const [notDelegated, live, over] = [-1, 0, 2];

/** Writes into `facts` what of them holds at a moment, where something of it ends by itself. */
export function setMoment(endings: EndingColumns, facts: EndingFacts, now: Instant): void {
  const { length, holder, what, since, until, amount } = endings;
  for (let at = 0; at < length; at += 1) {
    const [row, kind] = [holder[at] ?? 0, what[at] ?? 0];
    if (kind === delegated) {
      facts.customers[row] = 0;
      facts.consent[row] = notDelegated;
      facts.consentAt[row] = Number.NaN;
    } else if (kind === production) facts.productionScopes[row] = 0;
  }
  const people = new Float64Array(facts.customers.length);
  for (let at = 0; at < length; at += 1) {
    const [row, kind, much, begin] = [holder[at] ?? 0, what[at] ?? 0, amount[at] ?? 0, since[at] ?? 0];
    const end = until[at] ?? 0;
    if (end > now) {
      if (kind === named) facts.customers[row] = (facts.customers[row] ?? 0) + much;
      else if (kind === counted) people[row] = Math.max(people[row] ?? 0, much);
      else if (kind === delegated && facts.consent[row] === notDelegated) facts.consent[row] = live;
      else if (kind === silent && facts.consent[row] !== over) facts.consent[row] = Number.NaN;
      else if (kind === missing) facts.consent[row] = over;
      else if (kind === given && !((facts.consentAt[row] ?? 0) >= begin)) facts.consentAt[row] = begin;
      else if (kind === production) facts.productionScopes[row] = (facts.productionScopes[row] ?? 0) + much;
      else if (kind === way) lengthen(facts, row, much + (end - Math.max(now, begin)) / 1000);
    } else if (kind === foreign) facts.devIssuer[row] = 0;
    else if (kind === amplifies) facts.amplifies[row] = 0;
    else if (kind === trait) facts.registration[row] = ((facts.registration[row] ?? 0) & ~much) >>> 0;
  }
  for (const [row, most] of people.entries()) if (most > 0) facts.customers[row] = (facts.customers[row] ?? 0) + most;
}

/** What is unknown might be longer, and stays unknown. */
function lengthen({ lifetime, lifetimeLeast }: EndingFacts, row: number, seconds: number): void {
  if (seconds > (lifetime[row] ?? 0)) lifetime[row] = seconds;
  if (seconds > (lifetimeLeast[row] ?? 0)) lifetimeLeast[row] = seconds;
}

export interface HeldColumns {
  /** Scope keys by code, and the code of each holding. */
  readonly scopes: readonly string[];
  readonly codes: ArrayLike<number>;
  /** Until when each may be held. */
  readonly until: ArrayLike<number>;
  /** A table row without scopes does not say that there are none. */
  isTable(row: number): boolean;
}

/** What a row may do by the scopes that it still holds, where it holds some no longer. */
export function* privilegesAt(
  { first, end, state }: Pick<Usage, 'first' | 'end' | 'state'>,
  held: HeldColumns,
  endings: EndingColumns,
  now: Instant,
  classify: (...name: [vendor: Vendor, api: string, scope: string]) => Judged['judgement'],
): Generator<{
  readonly row: number;
  readonly facts: Privileges & Pick<Facts, 'resources'>;
  readonly names: readonly string[];
}> {
  /** Whether a grant without scopes goes on. */
  const isBare = new Map<number, boolean>();
  for (let at = 0; at < endings.length; at += 1)
    if (endings.what[at] === bare) isBare.set(endings.holder[at] ?? -1, (endings.until[at] ?? 0) > now);
  for (let row = 0; row < first.length; row += 1) {
    const scopes: (Judged & { readonly name: string })[] = [];
    let isWhole = isBare.get(row) !== false;
    for (let at = first[row] ?? 0; at < (end[row] ?? 0); at += 1) {
      if ((held.until[at] ?? 0) > now) scopes.push(heldAt(at));
      else isWhole = false;
    }
    if (isWhole) continue;
    const resources = new Set(scopes.map(({ api }) => api).filter((api) => api !== '')).size;
    const facts = { ...privilegesOf(scopes, isBare.get(row) === true || held.isTable(row)), resources };
    yield { row, facts, names: scopes.map(({ name }) => name) };
  }
  function heldAt(at: number): Judged & { readonly name: string } {
    const { vendor, api, scope } = scopeNamed(held.scopes[held.codes[at] ?? 0] ?? '');
    const use = useStates[state[at] ?? 0];
    return {
      api,
      name: scope,
      judgement: classify(vendor, api, scope),
      used: use === 'unknown' ? null : use === 'used',
    };
  }
}
