import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { lifetimesView } from '#engine/projections/lifetimes.ts';
import { orderRows } from '#engine/projections/order.ts';
import { selectRows } from '#engine/projections/selection.ts';
import type { InventoryFilter } from '#shared/contract/values.ts';
import { isoOf, type ListedIdentity, lifetimeShape } from './listing.ts';
import type { Session } from './session.ts';

export interface LifetimeListing {
  readonly total: number;
  readonly policySeconds: number;
  /** Identities that live longer than the policy allows. */
  readonly outside: number;
  readonly never: number;
  readonly unknown: number;
  readonly expiring: { readonly overdue: number; readonly in7: number; readonly in30: number; readonly in90: number };
  readonly identities: readonly Pick<ListedIdentity, 'id' | 'name' | 'kind' | 'tenant' | 'lifetime' | 'expiresAt'>[];
}

const nonHumans: InventoryFilter = {
  text: '',
  kinds: [],
  bands: [],
  tenants: [],
  owners: [],
  statuses: [],
  humans: false,
  mark: null,
};

/** Effective lifetimes of everything that is no human, the longest first. */
export function listLifetimes(session: Session): LifetimeListing {
  const { picture } = session.mustBeOpen();
  const { lifetimePolicySeconds: policySeconds, rotationPolicyDays } = session.settings.values;
  const view = lifetimesView(picture, { filter: nonHumans, policySeconds, rotationPolicyDays });
  const sum = (perKind: typeof view.never): number => Object.values(perKind).reduce((total, count) => total + count, 0);
  const rows = orderRows(picture, selectRows(picture, nonHumans), { by: 'lifetime', descending: true });
  const { overdue, in7, in30, in90 } = view.expiring;
  return {
    total: view.total,
    policySeconds,
    outside: view.outside,
    never: sum(view.never),
    unknown: sum(view.unknown),
    expiring: { overdue, in7, in30, in90 },
    identities: Array.from(rows, (row) => {
      const { id, name, kind, tenant, lifetime, expiresAt } = inventoryRowOf(picture.identities, row);
      return { id, name, kind, tenant, lifetime: lifetimeShape(lifetime), expiresAt: isoOf(expiresAt) };
    }),
  };
}
