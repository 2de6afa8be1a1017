import type { WatchHandlers } from '#engine/door/door.ts';
import { sessionsOf } from '#engine/inventory/sessions.ts';
import { liveBars, residualView, selectedRows } from '#engine/projections/live-bars.ts';
import type { WatchRequest } from '#shared/contract/contract.ts';
import { type InventoryFilter, inventoryFilter } from '#shared/contract/values.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { IssuerPort } from './issuer.ts';
import type { Session } from './session.ts';

type Selection = Pick<WatchRequest<'live.residual'>, 'filter' | 'identities'>;

/** What lives right now, of the local issuer and of what was imported, and what is dead but believed. */
export function liveWatches(
  session: Session,
  port: () => IssuerPort | null,
): Pick<WatchHandlers, 'live.bars' | 'live.residual'> {
  const topics = ['identities', 'issuer'] as const;

  /** A client that the inventory does not hold yet is in everything that nobody narrowed. */
  function accepts(selection: Selection): (identity: IdentityId) => boolean {
    const { filter, identities } = selection;
    if (identities === null && isWhole(filter)) return () => true;
    const { picture } = session;
    const rows = selectedRows(picture, selection);
    const chosen = new Set<number>();
    for (let at = 0; at < rows.length; at += 1) chosen.add(rows[at] ?? 0);
    return (identity) => {
      const row = picture.identities.rowOf(identity);
      return row !== undefined && chosen.has(row);
    };
  }

  return {
    'live.bars': (params) => ({
      topics,
      view() {
        const families = port()?.views.families(accepts(params)) ?? null;
        const { opened } = session;
        const explain = (row: number) =>
          opened === null
            ? []
            : sessionsOf(opened.workspace.identity(row)).map(({ grant, since, until }) => ({
                key: grant.id,
                label: labelOf(session, grant),
                since,
                until,
              }));
        return liveBars(session.picture, families, explain, params);
      },
    }),
    'live.residual': (params) => ({
      topics,
      view() {
        const issuer = port();
        const believed = issuer?.views.believed(accepts(params)) ?? null;
        const rows = believed === null ? null : { now: believed.now, rows: believed.rows.map((row) => ({ ...row })) };
        return residualView(session.picture, rows, params, issuer?.views.tenant ?? null);
      },
    }),
  };
}

const whole = JSON.stringify(inventoryFilter.parse({}));
const isWhole = (filter: InventoryFilter): boolean => JSON.stringify(inventoryFilter.parse(filter)) === whole;

type Grant = ReturnType<typeof sessionsOf>[number]['grant'];

/** Whom the session acts for, by name where the inventory has one. */
function labelOf({ picture }: Session, { onBehalfOf, subjects, resource }: Grant): string {
  const row = onBehalfOf === null ? undefined : picture.identities.rowOf(onBehalfOf);
  if (row !== undefined) return picture.identities.name(row);
  if (onBehalfOf !== null) return onBehalfOf;
  return subjects > 0 ? `${subjects} people` : resource;
}
