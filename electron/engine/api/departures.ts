import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { type DepartureData, Departures } from '#engine/inventory/departures.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { leavingItems } from '#engine/projections/leaving.ts';
import { registerOf } from '#engine/store/register-of.ts';
import { ConnectionsRegister } from '#engine/tenants/state.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { objectOf, presentIds } from './owners.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'departures.mark' | 'departures.unmark'>;

export function departureCalls(session: Session): Calls {
  async function record(action: JournalAction, wanted: readonly string[], note: string) {
    const { workspace } = session.mustBeOpen();
    const departed: DepartureData = { identities: presentIds(workspace, wanted), note };
    const { human, client } = session;
    const object = objectOf(workspace, departed.identities);
    const data = { departed, summary: note };
    const { seq } = await workspace.record({ action, object, human, client, decision: 'allowed', data });
    return { seq };
  }
  return {
    'departures.mark': ({ identities, note }) => record('identity.departed', identities, note),
    'departures.unmark': ({ identities }) => record('identity.returned', identities, ''),
  };
}

export function departureWatches(session: Session): Pick<WatchHandlers, 'departures.detail'> {
  return {
    'departures.detail': ({ identity }) => ({
      topics: ['identities', 'tenants'],
      view() {
        if (session.opened === null) return { leaving: null };
        const { workspace, picture, explain } = session.opened;
        const row = picture.identities.rowOf(identity);
        if (row === undefined) return { leaving: null };
        const gone = registerOf(workspace, Departures).of(picture.identities.id(row)) ?? null;
        const { connections } = registerOf(workspace, ConnectionsRegister);
        const connected = new Set<string>(connections.keys());
        const items = leavingItems(picture, explain, row).map(({ row: at, ...item }) => ({
          ...item,
          identity: picture.identities.id(at),
          name: picture.identities.name(at),
          kind: inventoryRowOf(picture.identities, at).kind,
          tenant: picture.identities.tenantName(picture.identities.tenantId(at)),
          connected: connected.has(picture.identities.tenantId(at)),
        }));
        return { leaving: { row: inventoryRowOf(picture.identities, row), gone, items } };
      },
    }),
  };
}
