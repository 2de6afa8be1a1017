import { assumed, type Whereabouts } from '#shared/model/contribution.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';

/** Members that are filled in where no object says them; the others are then unknown or empty. */
const filledIn = ['name', 'kind', 'vendorKind', 'status'] as const;

/** What an object said, and which of the identity's sources it is. */
export interface Part {
  readonly says: Partial<Identity>;
  readonly source: number;
}

/** Which source says what, where several objects make one identity: the rule of `combine`. */
export function whereabouts(parts: readonly Part[]): Whereabouts {
  const where: Record<string, number> = {};
  const told = new Map<string, { readonly source: number; readonly known: boolean }>();
  for (const { says, source } of parts) {
    for (const [field, value] of Object.entries(says)) {
      const known = value !== null && !isUnknown(value);
      const before = told.get(field);
      if (before === undefined || (!before.known && known)) told.set(field, { source, known });
    }
    for (const list of ['credentials', 'grants'] as const) {
      for (const { id } of says[list] ?? []) {
        const field = `${list}/${id}`;
        if (!told.has(field)) told.set(field, { source, known: true });
      }
    }
  }
  for (const [field, { source }] of told) if (source !== 0 && !lists.has(field)) where[field] = source;
  for (const field of filledIn) if (!told.has(field)) where[field] = assumed;
  return where;
}

/** Their elements have places of their own. */
const lists: ReadonlySet<string> = new Set(['credentials', 'grants', 'delegations', 'aliases']);
