import { type ReactNode, useCallback, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { onBehalfWords } from '#renderer/state/words.ts';
import { expiryWords, instantTitle, lastUsedWords, lifetimeWords } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nameColumn } from '#renderer/ui/grid/name-column.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { LogBar } from '#renderer/ui/log-bar.tsx';
import type { InventoryRow } from '#shared/contract/values.ts';
import { isUnknown } from '#shared/model/fact.ts';

const seconds = (row: InventoryRow): number =>
  row.lifetime === 'never' ? Number.POSITIVE_INFINITY : isUnknown(row.lifetime) ? 0 : row.lifetime;

const columns = (now: number, policySeconds: number): readonly Column<InventoryRow>[] => [
  nameColumn(220, 2),
  {
    id: 'lifetime',
    title: 'Effective lifetime, 1 s … 10 y, log',
    width: 250,
    grow: 1,
    cell: (row) => (
      <span className="icon-cell">
        <LogBar seconds={seconds(row)} width={160} bright={seconds(row) > policySeconds} />
        {lifetimeWords(row.lifetime)}
      </span>
    ),
    text: (row) => lifetimeWords(row.lifetime),
  },
  {
    id: 'on_behalf',
    title: 'On behalf of',
    width: 120,
    grow: 1,
    cell: (row) => <span className={row.onBehalf.count === 0 ? 'dim' : ''}>{onBehalfWords(row)}</span>,
    text: onBehalfWords,
  },
  { id: 'tenant', title: 'Tenant', width: 130, grow: 1, cell: (row) => row.tenant, text: (row) => row.tenant },
  {
    id: 'last_used',
    title: 'Last used',
    width: 110,
    cell: (row) => <span title={instantTitle(row.lastUsedAt)}>{lastUsedWords(row.lastUsedAt, now)}</span>,
    text: (row) => lastUsedWords(row.lastUsedAt, now),
  },
  {
    id: 'expires',
    title: 'Expires',
    width: 110,
    cell: (row) => <span title={instantTitle(row.expiresAt)}>{expiryWords(row.expiresAt, now)}</span>,
    text: (row) => expiryWords(row.expiresAt, now),
  },
];

interface LongestProps {
  readonly rows: readonly InventoryRow[];
  readonly now: number;
  readonly policySeconds: number;
}

/** The identities that live longest, as rows that open. */
export function Longest({ rows, now, policySeconds }: LongestProps): ReactNode {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const ignoreWindow = useCallback(() => {}, []);
  return (
    <Grid
      label="Identities that live longest"
      columns={columns(now, policySeconds)}
      total={rows.length}
      first={0}
      rows={rows}
      rowHeight={22}
      idOf={(row) => row.id}
      sort={null}
      selection={selection}
      onSelect={setSelection}
      onWindow={ignoreWindow}
      onOpen={(row) => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` })}
      onCopy={(text) => void runCommand('clipboard.write', { text })}
      empty={null}
    />
  );
}
