import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { lifetimesView } from '#engine/projections/lifetimes.ts';
import { orderRows } from '#engine/projections/order.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { unfiltered } from '#shared/contract/values.ts';
import { isoOf, type ListedIdentity, lifetimeShape } from './listing.ts';
import type { Session } from './session.ts';

export interface LifetimeListing {
  readonly total: number;
  /** Hash of the policy. */
  readonly policy: string;
  readonly policySeconds: number;
  /** Identities that live longer than the policy allows. */
  readonly outside: number;
  readonly never: number;
  readonly unknown: number;
  readonly expiring: { readonly overdue: number; readonly in7: number; readonly in30: number; readonly in90: number };
  readonly identities: readonly (Pick<ListedIdentity, 'id' | 'name' | 'kind' | 'tenant' | 'lifetime' | 'expiresAt'> & {
    /** The least that it is, seconds; null: it never ends. */
    readonly least: number | null;
    /** `access 5 min + offline session 30 d`, over every hop. */
    readonly words: string;
    /** The label of the hop that it hangs on; null: nothing is known of it. */
    readonly decides: string | null;
  })[];
}

/** Effective lifetimes of everything that is no human, the longest first. */
export function listLifetimes(session: Session): LifetimeListing {
  const { picture, workspace, explain } = session.mustBeOpen();
  const { anyLifetime: policySeconds, rotationDays: rotationPolicyDays } = session.policy.data.limits;
  const view = lifetimesView(picture, { filter: unfiltered, policySeconds, rotationPolicyDays });
  const sum = (perKind: typeof view.never): number => Object.values(perKind).reduce((total, count) => total + count, 0);
  const rows = orderRows(picture, selectRows(picture, unfiltered), { by: 'lifetime', descending: true });
  const { overdue, in7, in30, in90 } = view.expiring;
  return {
    total: view.total,
    policy: session.policy.hash,
    policySeconds,
    outside: view.outside,
    never: sum(view.never),
    unknown: sum(view.unknown),
    expiring: { overdue, in7, in30, in90 },
    identities: Array.from(rows, (row) => {
      const { id, name, kind, tenant, lifetime, expiresAt } = inventoryRowOf(picture.identities, row);
      const { least, words, decides, hops } = explain.lifetime(row, workspace.identity(row));
      return {
        ...{ id, name, kind, tenant, lifetime: lifetimeShape(lifetime), expiresAt: isoOf(expiresAt) },
        least: Number.isFinite(least) ? least : null,
        words,
        decides: hops[decides]?.label ?? null,
      };
    }),
  };
}
