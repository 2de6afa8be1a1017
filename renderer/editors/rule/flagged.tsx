import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected } from '#renderer/ui/grid/selection.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import type { InventoryRow } from '#shared/contract/values.ts';
import type { Severity } from '#shared/model/finding.ts';

interface Row {
  readonly severity: Severity;
  readonly row: InventoryRow;
}

const ownerWords = ({ row: { owner } }: Row): string => (owner.label === '' ? owner.state : owner.label);

const columns: readonly Column<Row>[] = [
  {
    id: 'severity',
    title: 'Severity',
    width: 84,
    cell: ({ severity }) => (
      <span className="icon-cell">
        <SeverityIcon severity={severity} />
        {severity}
      </span>
    ),
    text: ({ severity }) => severity,
  },
  {
    id: 'name',
    title: 'Identity',
    width: 150,
    grow: 2,
    cell: ({ row }) => (
      <span className="icon-cell">
        <KindIcon kind={row.kind} />
        <span>{row.name}</span>
      </span>
    ),
    text: ({ row }) => row.name,
  },
  {
    id: 'score',
    title: 'Score',
    width: 56,
    align: 'end',
    cell: ({ row }) => row.score?.value ?? '–',
    text: ({ row }) => String(row.score?.value ?? ''),
  },
  { id: 'owner', title: 'Owner', width: 110, grow: 1, cell: ownerWords, text: ownerWords },
  { id: 'tenant', title: 'Tenant', width: 110, grow: 1, cell: ({ row }) => row.tenant, text: ({ row }) => row.tenant },
];

const ignoreWindow = (): void => undefined;

/** Whom the rule would flag now; of very many the gravest. */
export function Flagged({ rows, total }: { readonly rows: readonly Row[]; readonly total: number }): ReactNode {
  const [selection, setSelection] = useState(nothingSelected);
  return (
    <div className="rule-grid">
      <Grid
        label="Identities that it would flag"
        columns={columns}
        total={rows.length}
        first={0}
        rows={rows}
        rowHeight={22}
        idOf={({ row }) => row.id}
        sort={null}
        selection={selection}
        onSelect={setSelection}
        onWindow={ignoreWindow}
        onOpen={({ row }) => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` })}
        onCopy={(text) => void runCommand('clipboard.write', { text })}
        empty={<p className="dim">It would flag nobody.</p>}
      />
      {total > rows.length ? <p className="dim">{`and ${plural(total - rows.length, 'more')}`}</p> : null}
    </div>
  );
}
