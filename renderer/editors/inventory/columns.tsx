import type { ReactNode } from 'react';
import { onBehalfWords, ownerLabel, scopesWords, scoreWords } from '#renderer/state/words.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { FillBar } from '#renderer/ui/fill-bar.tsx';
import {
  exact,
  expiryWords,
  instantTitle,
  lastUsedWords,
  lifetimeWords,
  unknownSentence,
} from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import { KindIcon, kindWord } from '#renderer/ui/kind-icon.tsx';
import { LogBar } from '#renderer/ui/log-bar.tsx';
import type { InventorySort } from '#shared/contract/inventory.ts';
import type { InventoryRow } from '#shared/contract/values.ts';
import { isUnknown } from '#shared/model/fact.ts';

export type InventoryColumn = Column<InventoryRow, InventorySort['by']>;

/** Of a human with accounts in several tenants, the first. */
const tenantWords = (row: InventoryRow): string =>
  row.accounts > 1 ? `${row.tenant} + ${row.accounts - 1}` : row.tenant;
const accountsWords = (row: InventoryRow): string =>
  row.accounts > 1 ? `One human with ${row.accounts} accounts, one of them in ${row.tenant}` : row.tenant;

const missingWords = (since: number): string =>
  `no longer listed since ${exact(since)}: it may be gone, or the newest file holds only a part`;

const lifetimeSeconds = (row: InventoryRow): number | null =>
  row.lifetime === 'never' ? Number.POSITIVE_INFINITY : isUnknown(row.lifetime) ? null : row.lifetime;

function ScoreCell({ row }: { readonly row: InventoryRow }): ReactNode {
  if (row.score === null)
    return (
      <span className="dim" title="Humans have no score">
        –
      </span>
    );
  const { value, low, high, band, confidence } = row.score;
  return (
    <span className="score-cell" title={`Score ${scoreWords(row)}, ${band}`}>
      <BandMark band={band} />
      <span className={confidence < 0.6 ? 'score-number dim' : 'score-number'}>{value}</span>
      <IntervalBar value={value} low={low} high={high} most={100} colour={`--nhi-band-${band}`} width={48} />
    </span>
  );
}

const ownerIcons: Readonly<Record<InventoryRow['owner']['state'], string>> = {
  none: 'warning',
  departed: 'warning',
  single: 'person',
  backed: 'person',
  team: 'organization',
  unknown: 'question',
};

function OwnerCell({ row }: { readonly row: InventoryRow }): ReactNode {
  const { state, label, reason } = row.owner;
  const warn = state === 'none' || state === 'departed';
  const title =
    reason !== null ? unknownSentence({ unknown: reason }) : state === 'departed' ? `${label} has left` : label;
  return (
    <span className="icon-cell" title={title}>
      <Icon name={ownerIcons[state]} size={14} className={warn ? 'warning-text' : 'dim'} />
      <span className={label === '' || state === 'unknown' ? 'dim' : ''}>{ownerLabel(row)}</span>
    </span>
  );
}

function LifetimeCell({ row }: { readonly row: InventoryRow }): ReactNode {
  const seconds = lifetimeSeconds(row);
  if (isUnknown(row.lifetime))
    return (
      <span className="dim" title={unknownSentence(row.lifetime)}>
        {lifetimeWords(row.lifetime)}
      </span>
    );
  return (
    <span
      className="icon-cell"
      title={`A thief could go on for ${lifetimeWords(row.lifetime) === 'never' ? 'ever' : lifetimeWords(row.lifetime)} with no further human act`}
    >
      <LogBar seconds={seconds ?? 0} width={40} bright={(seconds ?? 0) >= 2_592_000} />
      {lifetimeWords(row.lifetime)}
    </span>
  );
}

const dimUnless = (plain: boolean): string => (plain ? '' : 'dim');

/** All columns that the grid can show, in the order of the reference pictures. */
export function inventoryColumns(now: number, usageDays = 90): readonly InventoryColumn[] {
  return [
    {
      id: 'score',
      title: 'Score',
      width: 92,
      sort: 'score',
      descendingFirst: true,
      hint: 'Privilege score 0–100, with the interval that unknown facts leave open',
      cell: (row) => <ScoreCell row={row} />,
      text: (row) => (row.score === null ? '' : String(row.score.value)),
    },
    {
      id: 'name',
      title: 'Name',
      width: 150,
      minimum: 120,
      grow: 3,
      sort: 'name',
      cell: (row) => (
        <span className="icon-cell" title={`${kindWord(row.kind)} ${row.name}`}>
          <KindIcon kind={row.kind} />
          <span className="name">{row.name}</span>
          {row.missingSince !== null && (
            <Icon name="question" size={14} label={missingWords(row.missingSince)} className="warning-text" />
          )}
        </span>
      ),
      text: (row) => row.name,
    },
    {
      id: 'kind',
      title: 'Kind',
      width: 116,
      sort: 'kind',
      cell: (row) => <span title={`The vendor calls it: ${row.vendorKind}`}>{kindWord(row.kind)}</span>,
      text: (row) => kindWord(row.kind),
    },
    {
      id: 'tenant',
      title: 'Tenant',
      width: 116,
      grow: 1,
      sort: 'tenant',
      cell: (row) => <span title={accountsWords(row)}>{tenantWords(row)}</span>,
      text: tenantWords,
    },
    {
      id: 'on_behalf',
      title: 'On behalf of',
      width: 100,
      grow: 1,
      sort: 'on_behalf',
      descendingFirst: true,
      cell: (row) => <span className={dimUnless(row.onBehalf.count > 0)}>{onBehalfWords(row)}</span>,
      text: onBehalfWords,
    },
    {
      id: 'owner',
      title: 'Owner',
      width: 106,
      grow: 1,
      sort: 'owner',
      cell: (row) => <OwnerCell row={row} />,
      text: ownerLabel,
    },
    {
      id: 'scopes',
      title: 'Scopes used',
      width: 92,
      sort: 'scopes',
      descendingFirst: true,
      hint: `Used in the last ${usageDays} days / granted`,
      cell: (row) =>
        row.scopes.granted === 0 ? (
          <span className="dim">none</span>
        ) : (
          <span
            className="icon-cell"
            title={isUnknown(row.scopes.used) ? unknownSentence(row.scopes.used) : `${scopesWords(row)} scopes used`}
          >
            <FillBar share={isUnknown(row.scopes.used) ? null : row.scopes.used / row.scopes.granted} width={26} />
            <span className="tail">{scopesWords(row)}</span>
          </span>
        ),
      text: scopesWords,
    },
    {
      id: 'lifetime',
      title: 'Lifetime',
      width: 100,
      minimum: 96,
      grow: 1,
      sort: 'lifetime',
      descendingFirst: true,
      hint: 'Effective lifetime: how long a stolen credential goes on, log scale',
      cell: (row) => <LifetimeCell row={row} />,
      text: (row) => lifetimeWords(row.lifetime),
    },
    {
      id: 'last_used',
      title: 'Last used',
      width: 88,
      sort: 'last_used',
      descendingFirst: true,
      cell: (row) => (
        <span className={dimUnless(typeof row.lastUsedAt === 'number')} title={instantTitle(row.lastUsedAt)}>
          {lastUsedWords(row.lastUsedAt, now)}
        </span>
      ),
      text: (row) => (typeof row.lastUsedAt === 'number' ? exact(row.lastUsedAt) : lastUsedWords(row.lastUsedAt, now)),
    },
    {
      id: 'expires',
      title: 'Expires',
      width: 84,
      sort: 'expires',
      cell: (row) => (
        <span className={dimUnless(!isUnknown(row.expiresAt))} title={instantTitle(row.expiresAt)}>
          {expiryWords(row.expiresAt, now)}
        </span>
      ),
      text: (row) => (typeof row.expiresAt === 'number' ? exact(row.expiresAt) : expiryWords(row.expiresAt, now)),
    },
    {
      id: 'rotated',
      title: 'Rotated',
      width: 84,
      sort: 'rotated',
      hint: 'Oldest rotation of a credential that is in force',
      cell: (row) => (
        <span className={dimUnless(!isUnknown(row.rotatedAt))} title={instantTitle(row.rotatedAt)}>
          {lastUsedWords(row.rotatedAt, now)}
        </span>
      ),
      text: (row) => lastUsedWords(row.rotatedAt, now),
    },
    {
      id: 'environment',
      title: 'Env',
      width: 60,
      sort: 'environment',
      cell: (row) => (
        <span className={dimUnless(row.environment !== '')}>{row.environment === '' ? '?' : row.environment}</span>
      ),
      text: (row) => row.environment,
    },
    {
      id: 'status',
      title: 'Status',
      width: 76,
      sort: 'status',
      cell: (row) => <span className={`status-cell ${row.status}`}>{row.status}</span>,
      text: (row) => row.status,
    },
  ];
}

/** What makes room when the editor is narrow, the least missed first. */
const yielding: readonly (readonly [number, string])[] = [
  [1400, 'environment'],
  [1320, 'rotated'],
  [1120, 'kind'],
  [1000, 'status'],
  [930, 'expires'],
  [850, 'tenant'],
];

/** The columns that fit into an editor of this width in px. */
export function columnsFor(width: number, all: readonly InventoryColumn[]): readonly InventoryColumn[] {
  const left = yielding.filter(([needs]) => width < needs).map(([, id]) => id);
  return all.filter((column) => !left.includes(column.id));
}
