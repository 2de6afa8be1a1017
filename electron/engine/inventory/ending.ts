// What of an identity's facts ends by itself, as instants alone: what was read once answers for any moment. A grant that has
// ended is history, and what is left of a secret grows less long after the import.
import type { Instant } from '#shared/model/fact.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { environmentOf, foreignGrants, foreignTrusts, scopesOnProduction } from './environments.ts';
import { amplifying } from './facts-of.ts';
import { endOf } from './grant-spans.ts';
import { endingWays } from './lifetime.ts';
import { beyondConsent, traitBits, traitsOf } from './registration-traits.ts';

const endingKinds = [
  /** People whom it acts for by name, and those who are only counted: `amount` of them. */
  'named',
  'counted',
  /** That it acts for people; by a grant without a record of consent; by one whose consent is over; `since` a consent was given. */
  'delegated',
  'silent',
  'missing',
  'given',
  /** It holds a grant that names no scope. */
  'bare',
  /** `amount` of scopes on production, from outside of it. */
  'production',
  /** Production takes what an issuer that is none gives out. */
  'foreign',
  /** It holds what its parent never had. */
  'amplifies',
  /** Bit `amount` of its registration. */
  'trait',
  /** Part of its lifetime: `amount`, and what is left of `until`, of which the time before `since` does not count. */
  'way',
] as const;
type EndingKind = (typeof endingKinds)[number];

/** Something that is so until an instant. */
export interface Ending {
  /** Index into endingKinds. */
  readonly what: number;
  readonly since: Instant;
  readonly until: Instant;
  readonly amount: number;
}

export const codeOf = (kind: EndingKind): number => endingKinds.indexOf(kind);

/** Until when a grant may go on: of whose end nobody says anything goes on. */
export const mayLastUntil = ({ expiresAt }: Pick<Grant, 'expiresAt'>): Instant => {
  const end = endOf(expiresAt);
  return Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
};

/** Nothing of whoever holds nothing that ends. What ends stands beside what does not, so that the two add up. */
export function endingsOf(identity: Identity): readonly Ending[] {
  const ways = endingWays(identity).map(({ since, until, rest }) => ending('way', until, rest, since));
  const endsByItself = identity.grants.some(({ expiresAt }) => typeof expiresAt === 'number');
  return endsByItself ? [...ways, ...peopleOf(identity), ...powersOf(identity)] : ways;
}

const ending = (
  kind: EndingKind,
  until: Instant,
  amount: number = 1,
  since: Instant = Number.NEGATIVE_INFINITY,
): Ending => ({ what: codeOf(kind), since, until, amount });

const lastOf = (grants: readonly Grant[]): Instant =>
  grants.reduce((last, grant) => Math.max(last, mayLastUntil(grant)), Number.NEGATIVE_INFINITY);

/** One entry that ends with the last of these grants. */
const whileAny = (kind: EndingKind, grants: readonly Grant[], amount = 1): readonly Ending[] =>
  grants.length === 0 ? [] : [ending(kind, lastOf(grants), amount)];

function peopleOf({ grants }: Identity): readonly Ending[] {
  const delegated = grants.filter(({ onBehalfOf, subjects }) => onBehalfOf !== null || subjects > 0);
  if (delegated.length === 0) return [];
  const lasts = new Map<string, Instant>();
  for (const grant of delegated) {
    const { onBehalfOf } = grant;
    if (onBehalfOf !== null)
      lasts.set(onBehalfOf, Math.max(lasts.get(onBehalfOf) ?? Number.NEGATIVE_INFINITY, mayLastUntil(grant)));
  }
  const counted = delegated.filter(({ onBehalfOf }) => onBehalfOf === null);
  const given = delegated.flatMap((grant): Ending[] => {
    const { consent } = grant;
    if (consent?.status !== 'live' || isUnknown(consent.givenAt)) return [];
    return [ending('given', mayLastUntil(grant), 1, consent.givenAt)];
  });
  return [
    ...whileAny('delegated', delegated),
    ...sums(
      'named',
      [...lasts.values()].map((until) => [until, 1]),
    ),
    ...highest(
      counted.map((grant) => ending('counted', mayLastUntil(grant), grant.subjects)),
      ({ amount }) => amount,
    ),
    ...whileAny(
      'silent',
      delegated.filter(({ consent }) => consent === null),
    ),
    ...whileAny(
      'missing',
      delegated.filter(({ consent }) => consent !== null && consent.status !== 'live'),
    ),
    ...highest(given, ({ since }) => since),
  ];
}

function powersOf(identity: Identity): readonly Ending[] {
  const { grants } = identity;
  const isExtra = amplifying(identity);
  const environment = environmentOf(identity);
  return [
    ...whileAny(
      'bare',
      grants.filter(({ scopes }) => scopes.length === 0),
    ),
    ...(environment === 'other'
      ? sums(
          'production',
          grants.map((grant) => [mayLastUntil(grant), scopesOnProduction(identity, grant)]),
        )
      : []),
    ...(foreignTrusts(identity).length > 0 ? [] : whileAny('foreign', foreignGrants(identity))),
    ...whileAny(
      'amplifies',
      grants.filter(({ scopes }) => scopes.some(isExtra)),
    ),
    ...traitsUntil(identity),
  ];
}

/** What grants make of a registration, one by one; whether one goes beyond a consent is told by several. */
function traitsUntil(identity: Identity): readonly Ending[] {
  const without = traitsOf({ ...identity, grants: [] });
  const grown = traitBits.grownScopes;
  let wanted = (traitsOf(identity) ^ without) & ~grown;
  const until = new Map<number, Instant>();
  // What ends last first: the first that shows a trait keeps it to its end.
  const ordered = wanted === 0 ? [] : identity.grants.toSorted((a, b) => mayLastUntil(b) - mayLastUntil(a) || 0);
  for (const grant of ordered) {
    const shown = (traitsOf({ ...identity, grants: [grant] }) ^ without) & wanted;
    for (let bit = 1; bit <= shown; bit *= 2) if ((shown & bit) !== 0) until.set(bit, mayLastUntil(grant));
    wanted &= ~shown;
    if (wanted === 0) break;
  }
  const beyond = beyondUntil(identity);
  if (beyond !== null) until.set(grown, beyond);
  return [...until].map(([bit, end]) => ending('trait', end, bit));
}

/** Until when somebody has both: a consent, and a grant that goes beyond it. null: nobody does. */
function beyondUntil(identity: Identity): Instant | null {
  const beyond = new Map<string, Instant>();
  for (const { grant } of beyondConsent(identity)) {
    const human = grant.onBehalfOf ?? '';
    beyond.set(human, Math.max(beyond.get(human) ?? Number.NEGATIVE_INFINITY, mayLastUntil(grant)));
  }
  if (beyond.size === 0) return null;
  const agreed = new Map<string, Instant>();
  for (const grant of identity.grants) {
    if (grant.onBehalfOf === null || grant.consent?.status !== 'live') continue;
    const before = agreed.get(grant.onBehalfOf) ?? Number.NEGATIVE_INFINITY;
    agreed.set(grant.onBehalfOf, Math.max(before, mayLastUntil(grant)));
  }
  return [...beyond].reduce(
    (last, [human, end]) => Math.max(last, Math.min(end, agreed.get(human) ?? end)),
    Number.NEGATIVE_INFINITY,
  );
}

/** Amounts that end together as one. */
function sums(kind: EndingKind, parts: readonly (readonly [until: Instant, amount: number])[]): readonly Ending[] {
  const byEnd = new Map<Instant, number>();
  for (const [until, amount] of parts) if (amount > 0) byEnd.set(until, (byEnd.get(until) ?? 0) + amount);
  return [...byEnd].map(([until, amount]) => ending(kind, until, amount));
}

/** Without those that a higher one outlasts: where the highest counts they say nothing at any moment. */
function highest(all: readonly Ending[], heightOf: (one: Ending) => number): readonly Ending[] {
  const ordered = all.toSorted((a, b) => b.until - a.until || heightOf(b) - heightOf(a) || 0);
  let top = Number.NEGATIVE_INFINITY;
  return ordered.filter((one) => {
    const isHigher = heightOf(one) > top;
    if (isHigher) top = heightOf(one);
    return isHigher;
  });
}
