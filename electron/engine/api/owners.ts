import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { type AssignedOwner, AssignedOwners, type OwnerData } from '#engine/inventory/assigned-owners.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { orderRows } from '#engine/projections/order.ts';
import { humansByName, ownerSuggestions } from '#engine/projections/owner-suggestions.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Session } from './session.ts';

const orphans = inventoryFilter.parse({ owners: ['none', 'departed'], statuses: ['active'] });

/** The ids of identities that are there. Refuses with identity.absent. */
export function presentIds({ identities }: Workspace, ids: readonly string[]): readonly IdentityId[] {
  return ids.map((id) => {
    const row = identities.rowOf(id);
    if (row < 0) throw new AppError('identity.absent', `There is no identity ${id}.`);
    return identities.idOf(row);
  });
}

export function ownerCalls(session: Session): Pick<CallHandlers, 'owners.assign'> {
  return {
    async 'owners.assign'({ identities: wanted, owners }) {
      const { workspace, picture } = session.mustBeOpen();
      const identities = presentIds(workspace, wanted);
      const before = saidBefore(registerOf(workspace, AssignedOwners), identities);
      const humans = humansByName(picture.identities);
      const named = owners?.map(({ name, type }): AssignedOwner => {
        const row = type === 'person' ? humans.get(name.toLowerCase()) : undefined;
        return { name, type, id: row === undefined || row < 0 ? null : workspace.identities.idOf(row) };
      });
      const data: OwnerData = { identities, owners: named ?? null };
      const words = named === undefined ? 'as the sources say' : named.map(({ name }) => name).join(', ') || 'nobody';
      const { seq } = await workspace.record({
        action: 'owner.assigned',
        object: objectOf(workspace, identities),
        human: session.human,
        client: session.client,
        decision: 'allowed',
        data: { owners: data, summary: words },
      });
      return { seq, before };
    },
  };
}

export const objectOf = ({ identities }: Workspace, ids: readonly IdentityId[]): string =>
  ids.length === 1 ? identities.columns.name.at(identities.rowOf(ids[0] ?? '')) : `${ids.length} identities`;

type Before = CallOutput<'owners.assign'>['before'];

function saidBefore(register: AssignedOwners, ids: readonly IdentityId[]): Before {
  const found = new Map<string, Before[number]>();
  for (const id of ids) {
    const owners = register.of(id)?.owners.map(({ name, type }) => ({ name, type })) ?? null;
    const key = JSON.stringify(owners);
    const same = found.get(key);
    if (same === undefined) found.set(key, { owners, identities: [id] });
    else same.identities.push(id);
  }
  return [...found.values()];
}

export function ownerWatches(session: Session): Pick<WatchHandlers, 'owners.queue'> {
  return {
    'owners.queue': ({ first, count }) => ({
      topics: ['identities', 'activity'],
      view() {
        if (session.opened === null) return { total: 0, first: 0, rows: [] };
        const { picture, explain } = session.opened;
        const rows = orderRows(picture, selectRows(picture, orphans), { by: 'score', descending: true });
        const from = Math.min(first, rows.length);
        const shown = rows.subarray(from, from + count);
        const suggestions = ownerSuggestions(picture, explain.edges(), shown);
        return {
          total: rows.length,
          first: from,
          rows: Array.from(shown, (row) => ({
            row: inventoryRowOf(picture.identities, row),
            suggestions: (suggestions.get(row) ?? []).map((one) => ({ ...one })),
          })),
        };
      },
    }),
  };
}
