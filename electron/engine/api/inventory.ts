import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { identityDetail } from '#engine/projections/identity-detail.ts';
import {
  findIdentities,
  inventoryCuts,
  inventoryFacets,
  inventoryGrid,
  inventoryIds,
  locateIdentity,
} from '#engine/projections/inventory.ts';
import { problemsList } from '#engine/projections/problems.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { problemsOf } from './problems-of.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'inventory.find' | 'inventory.ids' | 'inventory.locate' | 'identities.record'>;

export function inventoryCalls(session: Session): Calls {
  return {
    'inventory.find': (input) => findIdentities(session.picture, input),
    'inventory.ids': (input) => inventoryIds(session.picture, input),
    'inventory.locate': (input) => locateIdentity(session.picture, input),
    'identities.record'({ id, source }) {
      const { workspace, picture } = session.mustBeOpen();
      const row = picture.identities.rowOf(id);
      if (row === undefined) throw new AppError('identity.absent', 'There is no such identity.');
      const from = workspace.identity(row).sources[source];
      if (!from) throw new AppError('record.absent', 'There is no such source record.');
      const raw = workspace.raw(row, source);
      return { file: from.file, record: from.record, json: raw === null ? '' : JSON.stringify(raw, null, 2) };
    },
  };
}

type Watches = Pick<
  WatchHandlers,
  'inventory.grid' | 'inventory.facets' | 'inventory.cuts' | 'identities.detail' | 'problems.list'
>;

export function inventoryWatches(session: Session): Watches {
  return {
    'inventory.grid': (params) => ({
      topics: ['identities', 'findings'],
      view: () => inventoryGrid(session.picture, params),
    }),
    'inventory.facets': (params) => ({
      topics: ['identities'],
      view: () => inventoryFacets(session.picture, params),
    }),
    'inventory.cuts': () => ({
      topics: ['identities'],
      view: () => inventoryCuts(session.picture, session.opened?.workspace.ledger.imports.at(-1)?.seq ?? null),
    }),
    'identities.detail': ({ id }) => ({
      topics: ['identities', 'activity', 'findings'],
      view: () => (session.opened ? identityDetail(session.opened.picture, session.opened.explain, id) : null),
    }),
    'problems.list': (params) => ({
      topics: ['problems'],
      view: () => problemsList({ problems: problemsOf(session) }, params),
    }),
  };
}
