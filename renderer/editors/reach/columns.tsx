import type { ReachRow } from '#renderer/state/reach.ts';
import { number } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { edgeWords } from './sentences.ts';

const byWords = ({ edge, via, hop, name }: ReachRow): string => {
  if (edge === null || via === null) return hop === 1 ? 'its credential is stolen' : '';
  return `${via.name} ${edgeWords[edge]} ${name}`;
};

export const columns: readonly Column<ReachRow>[] = [
  { id: 'hop', title: 'Hop', width: 44, align: 'end', cell: (row) => row.hop, text: (row) => String(row.hop) },
  {
    id: 'name',
    title: 'Identity',
    width: 180,
    grow: 2,
    cell: (row) => (
      <span className={row.lost ? 'icon-cell reach-lost' : 'icon-cell'}>
        <KindIcon kind={row.kind} />
        <span>{row.name}</span>
      </span>
    ),
    text: (row) => row.name,
  },
  {
    id: 'by',
    title: 'How',
    width: 260,
    grow: 3,
    cell: (row) => <span className="dim">{byWords(row)}</span>,
    text: byWords,
  },
  {
    id: 'customers',
    title: 'Customers',
    width: 80,
    align: 'end',
    cell: (row) => number(row.customers),
    text: (row) => String(row.customers),
  },
  {
    id: 'resources',
    title: 'Resources',
    width: 80,
    align: 'end',
    cell: (row) => number(row.resources),
    text: (row) => String(row.resources),
  },
  { id: 'tenant', title: 'Tenant', width: 120, cell: (row) => row.tenant, text: (row) => row.tenant },
  {
    id: 'after',
    title: 'After the fix',
    width: 100,
    cell: (row) => (row.lost ? <span className="dim">out of reach</span> : 'reached'),
    text: (row) => (row.lost ? 'out of reach' : 'reached'),
  },
];
