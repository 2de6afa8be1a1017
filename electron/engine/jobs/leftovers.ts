import type { LeftoverToken, Workspace } from '#engine/store/store.ts';
import type { IdentityTable } from '#engine/store/tables/identities.ts';
import type { Instant } from '#shared/model/fact.ts';

/** Tokens that outlive what they were derived from, with the rows that they were issued to; those of nobody are left out. */
export function leftoversIn(
  { identities, registers, tenants }: Pick<Workspace, 'identities' | 'registers' | 'tenants'>,
  now: Instant,
): readonly (LeftoverToken & { readonly row: number })[] {
  const tokens = registers.flatMap((register) => [...(register.leftovers?.(now) ?? [])]);
  if (tokens.length === 0) return [];
  const rows = rowsByClient(identities, tenants);
  return tokens.flatMap((token) => {
    const row = rows.get(`${token.vendor} ${token.client}`);
    return row === undefined ? [] : [{ ...token, row }];
  });
}

function rowsByClient({ columns, length }: IdentityTable, tenants: Workspace['tenants']): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (let row = 0; row < length; row += 1) {
    const vendor = tenants.get(columns.tenant.at(row))?.vendor;
    if (vendor === 'nhi-workbench') rows.set(`${vendor} ${columns.externalId.at(row)}`, row);
  }
  return rows;
}
