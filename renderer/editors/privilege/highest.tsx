import { type ReactNode, useCallback, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { onBehalfWords, scoreWords } from '#renderer/state/words.ts';
import { BandMark, bandWord } from '#renderer/ui/band-mark.tsx';
import { lifetimeWords, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nameColumn } from '#renderer/ui/grid/name-column.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import type { InventoryRow } from '#shared/contract/values.ts';

function ScoreBar({ row }: { readonly row: InventoryRow }): ReactNode {
  if (row.score === null) return null;
  const { value, low, high, band } = row.score;
  return (
    <span className="icon-cell" title={`Score ${scoreWords(row)}, ${bandWord(band)}`}>
      <BandMark band={band} />
      <span className="highest-number">{value}</span>
      <IntervalBar value={value} low={low} high={high} most={100} colour={`--nhi-band-${band}`} width={140} />
      <span className="dim tiny">{low === high ? '' : `${low}–${high}`}</span>
    </span>
  );
}

const axis = (value: number): string => String(Math.round(value));

const columns: readonly Column<InventoryRow>[] = [
  {
    id: 'score',
    title: 'Score 0–100, whisker: interval',
    width: 250,
    cell: (row) => <ScoreBar row={row} />,
    text: scoreWords,
  },
  nameColumn(210, 2),
  {
    id: 'power',
    title: 'Power',
    width: 64,
    cell: (row) => (row.score === null ? '' : axis(row.score.power)),
    text: (row) => (row.score === null ? '' : axis(row.score.power)),
  },
  {
    id: 'exposure',
    title: 'Exposure',
    width: 76,
    cell: (row) => (row.score === null ? '' : axis(row.score.exposure)),
    text: (row) => (row.score === null ? '' : axis(row.score.exposure)),
  },
  {
    id: 'on_behalf',
    title: 'On behalf of',
    width: 120,
    grow: 1,
    cell: (row) => <span className={row.onBehalf.count === 0 ? 'dim' : ''}>{onBehalfWords(row)}</span>,
    text: onBehalfWords,
  },
  {
    id: 'lifetime',
    title: 'Lifetime',
    width: 84,
    cell: (row) => lifetimeWords(row.lifetime),
    text: (row) => lifetimeWords(row.lifetime),
  },
  { id: 'tenant', title: 'Tenant', width: 120, grow: 1, cell: (row) => row.tenant, text: (row) => row.tenant },
  {
    id: 'findings',
    title: 'Findings',
    width: 90,
    cell: (row) => (row.findings === 0 ? <span className="dim">none</span> : plural(row.findings, 'finding')),
    text: (row) => String(row.findings),
  },
];

/** The highest scores with their whiskers, as rows that open. */
export function Highest({ rows }: { readonly rows: readonly InventoryRow[] }): ReactNode {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const ignoreWindow = useCallback(() => {}, []);
  return (
    <Grid
      label="Highest scores"
      columns={columns}
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
