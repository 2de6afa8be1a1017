import type { ReactNode } from 'react';
import { age, exact } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KindName, ScoreMark } from '#renderer/ui/identity-cells.tsx';
import type { Review } from '#shared/contract/campaigns.ts';

const verdictIcons = { keep: 'check', shrink: 'screen-normal', revoke: 'circle-slash' } as const;

const usedWords = ({ row }: Review): string =>
  row === null
    ? ''
    : row.scopes.used === null
      ? `? of ${row.scopes.granted}`
      : `${row.scopes.used} of ${row.scopes.granted}`;

const lastUsed = ({ row }: Review, now: number): string =>
  row === null
    ? ''
    : row.lastUsedAt === null
      ? '? not known'
      : row.lastUsedAt === 'never'
        ? 'never'
        : age(row.lastUsedAt, now);

function VerdictCell({ verdict }: Pick<Review, 'verdict'>): ReactNode {
  if (verdict === null) return <span className="dim">open</span>;
  return (
    <span className="icon-cell" title={`${verdict.by}, ${exact(verdict.at)}`}>
      <Icon name={verdictIcons[verdict.is]} size={14} className={verdict.is === 'keep' ? 'dim' : 'warning-text'} />
      {verdict.is}
    </span>
  );
}

/** What a reviewer sees of each: how dangerous it is, what it uses, and what was said. */
export function reviewColumns(now: number): readonly Column<Review>[] {
  return [
    {
      id: 'score',
      title: 'Score',
      width: 64,
      cell: ({ row }) => (
        <ScoreMark score={row?.score == null || row.band === null ? null : { value: row.score, band: row.band }} />
      ),
      text: ({ row }) => String(row?.score ?? ''),
    },
    {
      id: 'name',
      title: 'Name',
      width: 190,
      minimum: 140,
      grow: 3,
      cell: ({ row, identity }) =>
        row === null ? (
          <span className="dim" title={identity}>
            not in the inventory any more
          </span>
        ) : (
          <KindName kind={row.kind} name={row.name} />
        ),
      text: ({ row, identity }) => row?.name ?? identity,
    },
    {
      id: 'tenant',
      title: 'Tenant',
      width: 120,
      grow: 1,
      cell: ({ row }) => row?.tenant ?? '',
      text: ({ row }) => row?.tenant ?? '',
    },
    {
      id: 'scopes',
      title: 'Scopes used',
      hint: 'Of the scopes that it holds, how many it used; ? where no log shows it',
      width: 90,
      cell: usedWords,
      text: usedWords,
    },
    {
      id: 'last_used',
      title: 'Last used',
      width: 96,
      cell: (review) => <span className="dim">{lastUsed(review, now)}</span>,
      text: (review) => lastUsed(review, now),
    },
    {
      id: 'reviewer',
      title: 'Reviewer',
      width: 130,
      grow: 1,
      cell: ({ reviewer }) => <span title={reviewer}>{reviewer}</span>,
      text: ({ reviewer }) => reviewer,
    },
    {
      id: 'verdict',
      title: 'Verdict',
      width: 90,
      cell: ({ verdict }) => <VerdictCell verdict={verdict} />,
      text: ({ verdict }) => verdict?.is ?? 'open',
    },
    {
      id: 'note',
      title: 'Note',
      width: 120,
      grow: 2,
      cell: ({ verdict }) => <span title={verdict?.note}>{verdict?.note ?? ''}</span>,
      text: ({ verdict }) => verdict?.note ?? '',
    },
  ];
}
