import type { ReactNode } from 'react';
import { FillBar } from '#renderer/ui/fill-bar.tsx';
import { exact, instantTitle, lastUsedWords, number } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { ScopeRow, ScopeSort } from '#shared/contract/scopes.ts';
import { judgeWord, tierWords, usedTitle, usedWords } from './sentences.ts';

type ScopeColumn = Column<ScopeRow, ScopeSort['by']>;

const judgeIcons: Readonly<Record<ScopeRow['by'], string>> = {
  analyst: 'person',
  catalogue: 'book',
  convention: 'symbol-string',
  unknown: 'question',
};

const minting = 'lets its holder add credentials, grants or identities to others';

function TierCell({ row }: { readonly row: ScopeRow }): ReactNode {
  return (
    <span className={`scope-tier t${row.tier}`} title={`${tierWords[row.tier]}${row.mints ? `; ${minting}` : ''}`}>
      {`T${row.tier}`}
      {row.mints && <Icon name="key" size={12} />}
    </span>
  );
}

/** All columns that the list can show. */
export function scopeColumns(now: number, days: number): readonly ScopeColumn[] {
  return [
    {
      id: 'tier',
      title: 'Tier',
      width: 60,
      sort: 'tier',
      hint: 'Sensitivity: T0 can take over the tenant, T3 is a harmless read. A key: it can hand out credentials',
      cell: (row) => <TierCell row={row} />,
      text: (row) => `T${row.tier}`,
    },
    {
      id: 'scope',
      title: 'Scope or role',
      width: 210,
      minimum: 140,
      grow: 3,
      sort: 'scope',
      cell: (row) => (
        <span className="code" title={row.scope}>
          {row.scope}
        </span>
      ),
      text: (row) => row.scope,
    },
    {
      id: 'api',
      title: 'API',
      width: 150,
      grow: 2,
      sort: 'api',
      cell: (row) => (
        <span className={row.api === '' ? 'dim' : ''} title={row.api}>
          {row.api === '' ? '? not named' : row.api}
        </span>
      ),
      text: (row) => row.api,
    },
    { id: 'vendor', title: 'Vendor', width: 92, sort: 'vendor', cell: (row) => row.vendor, text: (row) => row.vendor },
    {
      id: 'verb',
      title: 'Verb',
      width: 76,
      sort: 'verb',
      hint: 'Class of what it lets do: counts in breadth',
      cell: (row) => row.verb,
      text: (row) => row.verb,
    },
    {
      id: 'by',
      title: 'Tier by',
      width: 124,
      sort: 'by',
      hint: 'Whose word the tier is: yours, the catalogue’s, a convention’s, or nobody’s: then the worst counts',
      cell: (row) => (
        <span className="icon-cell" title={row.source}>
          <Icon name={judgeIcons[row.by]} size={14} className={row.by === 'unknown' ? 'warning-text' : 'dim'} />
          <span className={row.by === 'unknown' ? '' : 'dim'}>{judgeWord(row.by)}</span>
        </span>
      ),
      text: (row) => row.by,
    },
    {
      id: 'holders',
      title: 'Holders',
      width: 72,
      align: 'end',
      sort: 'holders',
      descendingFirst: true,
      cell: (row) => number(row.holders),
      text: (row) => String(row.holders),
    },
    {
      id: 'used',
      title: `Used in ${days} d`,
      width: 132,
      sort: 'used',
      hint: `Of those who hold it, how many used it in the last ${days} days; what no log shows stands apart`,
      cell: (row) => (
        <span className="icon-cell" title={usedTitle(row, days)}>
          <FillBar share={row.unrecorded === row.holders ? null : row.used / row.holders} width={26} />
          <span className={row.unrecorded === row.holders ? 'dim' : ''}>{usedWords(row)}</span>
        </span>
      ),
      text: usedWords,
    },
    {
      id: 'last_used',
      title: 'Last used',
      width: 110,
      sort: 'last_used',
      descendingFirst: true,
      cell: (row) => (
        <span className={typeof row.lastUsedAt === 'number' ? '' : 'dim'} title={instantTitle(row.lastUsedAt)}>
          {lastUsedWords(row.lastUsedAt, now)}
        </span>
      ),
      text: (row) => (typeof row.lastUsedAt === 'number' ? exact(row.lastUsedAt) : lastUsedWords(row.lastUsedAt, now)),
    },
  ];
}

/** What makes room when the editor is narrow, the least missed first. */
const yielding: readonly (readonly [number, string])[] = [
  [900, 'verb'],
  [820, 'vendor'],
  [790, 'last_used'],
];

/** The columns that fit into an editor of this width in px. */
export function columnsFor(width: number, all: readonly ScopeColumn[]): readonly ScopeColumn[] {
  const left = yielding.filter(([needs]) => width < needs).map(([, id]) => id);
  return all.filter((column) => !left.includes(column.id));
}
