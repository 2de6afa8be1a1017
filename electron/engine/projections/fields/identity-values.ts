import type { IdentityColumns, Picture } from '#engine/projections/picture.ts';
import type { RowNumbers, RowTest } from '#engine/query/field.ts';
import type { Times } from '#engine/query/forms/instant.ts';

const at = (column: ArrayLike<number>, row: number): number => column[row] ?? Number.NaN;

/**
 * Seconds for which it is known not to have been used; NaN: nobody knows. What was made since cannot have been unused for
 * longer than it has been there.
 */
export function unusedFor({ identities, now }: Picture): RowNumbers {
  const { lastUsedAt, createdAt } = identities;
  return (row) => {
    const since = Math.max(at(lastUsedAt, row), at(createdAt, row) || Number.NEGATIVE_INFINITY);
    return Number.isNaN(at(lastUsedAt, row)) ? Number.NaN : (now - since) / 1000;
  };
}

/** Instants at which something happened; that it never did has a word of its own, and is no time. */
const happened = (column: ArrayLike<number>, now: number): Times => ({
  at: (row) => {
    const time = at(column, row);
    return Number.isFinite(time) ? time : Number.NaN;
  },
  said: column,
  now,
});

/** Infinity: there is no static secret that could be. */
export const rotation = ({ identities, now }: Picture): Times => happened(identities.rotatedAt, now);
export const lastUse = ({ identities, now }: Picture): Times => happened(identities.lastUsedAt, now);

type Tests = Readonly<Record<string, (source: Picture) => RowTest>>;

export const ownerWords = (states: readonly string[]): Tests =>
  Object.fromEntries(
    states.map((state, code) => [
      state,
      ({ identities }: Picture) =>
        (row: number) =>
          identities.owner[row] === code,
    ]),
  );

const holding =
  (test: (identities: IdentityColumns, row: number) => boolean) =>
  ({ identities }: Picture): RowTest =>
  (row) =>
    test(identities, row);

/** `has:…`: what is known to be there. */
export const holdings: Tests = {
  owner: holding((identities, row) => identities.ownerLabel(row) !== ''),
  environment: holding((identities, row) => identities.environment(row) !== ''),
  scopes: holding(({ scopesGranted }, row) => at(scopesGranted, row) > 0),
  wildcard: holding(({ wildcard }, row) => at(wildcard, row) === 1),
  credentials: holding(({ credentials }, row) => at(credentials, row) > 0),
  secret: holding(({ staticCredentials }, row) => at(staticCredentials, row) > 0),
  expiry: holding(({ expiresAt }, row) => Number.isFinite(at(expiresAt, row))),
  use: holding(({ lastUsedAt }, row) => Number.isFinite(at(lastUsedAt, row))),
  customers: holding(({ customers }, row) => at(customers, row) > 0),
  consent: holding(({ consent }, row) => at(consent, row) === 0 || at(consent, row) === 1),
  findings: holding(({ findings }, row) => at(findings, row) > 0),
};
