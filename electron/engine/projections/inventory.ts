import { compileText } from '#engine/query/text-filter.ts';
import type { CallOutput, CallRequest, WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { type InventoryFilter, ownerStates, unfiltered } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { bands } from '#shared/model/score.ts';
import { inventoryRowOf } from './inventory-row.ts';
import { orderRows } from './order.ts';
import type { Picture } from './picture.ts';
import { selectRows, totalRows } from './selection.ts';

export function inventoryGrid(picture: Picture, params: WatchRequest<'inventory.grid'>): WatchView<'inventory.grid'> {
  const rows = orderRows(picture, selectRows(picture, params.filter), params.sort);
  const first = Math.min(params.first, rows.length);
  return {
    total: totalRows(picture, params.filter),
    matched: rows.length,
    first,
    rows: Array.from(rows.subarray(first, first + params.count), (row) => inventoryRowOf(picture.identities, row)),
  };
}

export function locateIdentity(
  picture: Picture,
  { filter, sort, id }: CallRequest<'inventory.locate'>,
): CallOutput<'inventory.locate'> {
  const row = picture.identities.rowOf(id);
  if (row === undefined) return { row: null };
  const place = orderRows(picture, selectRows(picture, filter), sort).indexOf(row);
  return { row: place < 0 ? null : place };
}

export function inventoryIds(
  picture: Picture,
  { filter, sort, first, count }: CallRequest<'inventory.ids'>,
): CallOutput<'inventory.ids'> {
  const rows = orderRows(picture, selectRows(picture, filter), sort).subarray(first, first + count);
  return { ids: Array.from(rows, (row) => picture.identities.id(row)) };
}

type Facets = WatchView<'inventory.facets'>;

/** Each facet is counted with all the other filters applied, so that it shows what a click would give. */
export function inventoryFacets(picture: Picture, { filter }: WatchRequest<'inventory.facets'>): Facets {
  const { identities } = picture;
  const tally = <T extends string>(
    facet: 'kinds' | 'bands' | 'owners' | 'statuses',
    column: ArrayLike<number>,
    values: readonly T[],
  ): { value: T; label: string; count: number }[] => {
    const counts = new Uint32Array(256);
    for (const row of selectRows(picture, filter, facet)) {
      const code = column[row] ?? 255;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    return values
      .map((value, code) => ({ value, label: words(value), count: counts[code] ?? 0 }))
      .filter(({ value, count }) => count > 0 || (filter[facet] as readonly string[]).includes(value));
  };
  return {
    // Humans are offered, although they only show when asked for.
    kinds: withHumans(picture, filter, tally('kinds', identities.kind, identityKinds)),
    bands: tally('bands', identities.band, bands),
    tenants: tenantFacet(picture, filter),
    owners: tally('owners', identities.owner, ownerStates),
    statuses: tally('statuses', identities.status, identityStatuses),
  };
}

function withHumans(picture: Picture, filter: InventoryFilter, kinds: Facets['kinds']): Facets['kinds'] {
  if (kinds.some(({ value }) => value === 'human')) return kinds;
  const count = selectRows(picture, { ...filter, kinds: ['human'] }).length;
  return count > 0 ? [...kinds, { value: 'human', label: words('human'), count }] : kinds;
}

function tenantFacet(picture: Picture, filter: InventoryFilter): Facets['tenants'] {
  const { identities } = picture;
  const counts = new Map<string, number>(filter.tenants.map((id) => [id, 0]));
  for (const row of selectRows(picture, filter, 'tenants')) {
    const id = identities.tenantId(row);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, label: identities.tenantName(value), count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

const words = (value: string): string =>
  value
    .replaceAll('_', ' ')
    .replace(/^oauth/, 'OAuth')
    .replace(/^api/, 'API');

const unusedDays = 90;

/** The saved views. `lastImport`: sequence number of the last import, or null without one. */
export function inventoryCuts(picture: Picture, lastImport: number | null): WatchView<'inventory.cuts'> {
  const cut = (id: string, label: string, filter: Partial<InventoryFilter>) => {
    const whole = { ...unfiltered, ...filter };
    return { id, label, count: selectRows(picture, whole).length, filter: whole };
  };
  const before = picture.now - unusedDays * dayMs;
  return {
    cuts: [
      cut('all', 'All identities', {}),
      cut('most_dangerous', 'Most dangerous', { bands: ['critical', 'high'] }),
      cut('acts_for_people', 'Acts for people', { mark: { by: 'acts_for_people' } }),
      cut('orphans', 'Orphans', { owners: ['none', 'departed'] }),
      cut('never_expires', 'Never expires', { mark: { by: 'never_expires' } }),
      cut('unused_90_days', 'Unused 90 days', { mark: { by: 'last_used', before } }),
      ...[cut('missing', 'No longer listed', { mark: { by: 'missing' } })].filter(({ count }) => count > 0),
      ...(lastImport === null
        ? []
        : [
            cut('new', 'New since the last import', { mark: { by: 'newest', from: lastImport } }),
            cut('changed', 'Changed since the last import', { mark: { by: 'changed', from: lastImport } }),
          ].filter(({ id, count }) => id === 'new' || count > 0)),
    ],
  };
}

/** Quick open: names that begin with the text come first, then the most dangerous. */
export function findIdentities(
  picture: Picture,
  { text, limit }: CallRequest<'inventory.find'>,
): CallOutput<'inventory.find'> {
  const { identities } = picture;
  const matches = compileText(text);
  const wanted = text.trim().toLowerCase();
  const found: { row: number; rank: number }[] = [];
  for (let row = 0; row < identities.length; row += 1) {
    if (matches && !matches(identities.search(row))) continue;
    const name = identities.name(row).toLowerCase();
    const place = name === wanted ? 3 : name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0;
    found.push({ row, rank: place * 1000 + (identities.value[row] || 0) });
  }
  found.sort((a, b) => b.rank - a.rank || a.row - b.row);
  return {
    matches: found.slice(0, limit).map(({ row }) => {
      const { id, name, kind, tenant, score } = inventoryRowOf(identities, row);
      return { id, name, kind, tenant, score: score?.value ?? null };
    }),
  };
}
