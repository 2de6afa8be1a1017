import { type EndingColumns, endingNames, privilegesAt, setMoment } from '#engine/inventory/at-moment.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { IdentityTable } from '#engine/store/tables/identities.ts';
import { setKey } from '#engine/store/tables/text-set.ts';
import type { Instant } from '#shared/model/fact.ts';

function endingsIn({ endings: { length, columns } }: IdentityTable): EndingColumns {
  const { holder, what, since, until, amount } = columns;
  return {
    length,
    holder: holder.view(),
    what: what.view(),
    since: since.view(),
    until: until.view(),
    amount: amount.view(),
  };
}

/** Writes what facts hold at a moment, of what ends by itself; to be done before anything is made of them. */
export function setEndings(identities: IdentityTable, now: Instant): void {
  const { derived } = identities;
  const facts = Object.fromEntries(endingNames.map((name) => [name, derived[name].values]));
  // Each name was set in the line above, from a column of its own.
  setMoment(endingsIn(identities), facts as unknown as Parameters<typeof setMoment>[1], now);
  for (const [row, people] of identities.edges.peopleLeft(now)) {
    const [human] = people;
    identities.heldHuman.set(row, people.size === 1 && human !== undefined ? human : '');
  }
}

/** The same of what scopes allow. Answers the rows that hold less than their records list. */
export function setHeld(
  { identities, tenants }: Pick<Workspace, 'identities' | 'tenants'>,
  usage: Usage,
  { now, classify }: Pick<RuleContext, 'now' | 'classify'>,
): ReadonlySet<number> {
  const { derived, holdings } = identities;
  const { scope, until } = holdings.columns;
  const held = { scopes: scope.strings, codes: scope.codes.view(), until: until.view(), isTable };
  function isTable(row: number): boolean {
    return tenants.get(identities.columns.tenant.at(row))?.vendor === 'csv';
  }
  const rows = new Set<number>();
  for (const { row, facts, names } of privilegesAt(usage, held, endingsIn(identities), now, classify)) {
    // Object.keys of a value of known members gives exactly their names.
    for (const name of Object.keys(facts) as (keyof typeof facts)[]) derived[name].set(row, facts[name]);
    identities.heldScopes.set(row, setKey(names));
    rows.add(row);
  }
  return rows;
}
