import { type ReactNode, useState } from 'react';
import { commandById, contextKeys, isEnabled, runCommand } from '#renderer/registry/contributions.ts';
import { deedWords } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, stamp } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';

type Row = ViewOf<'audit.list'>['rows'][number];

const columns: readonly Column<Row>[] = [
  { id: 'seq', title: 'Record', width: 70, align: 'end', cell: ({ seq }) => `#${seq}`, text: ({ seq }) => `#${seq}` },
  {
    id: 'at',
    title: 'At (UTC)',
    width: 130,
    cell: ({ at }) => <span title={exact(at)}>{stamp(at)}</span>,
    text: ({ at }) => exact(at),
  },
  { id: 'human', title: 'Human', width: 120, cell: ({ human }) => human, text: ({ human }) => human },
  {
    id: 'deed',
    title: 'What it did',
    width: 320,
    grow: 3,
    cell: (row) => <span title={deedWords(row)}>{deedWords(row)}</span>,
    text: deedWords,
  },
  {
    id: 'action',
    title: 'Action',
    width: 150,
    cell: ({ action }) => <span className="code dim">{action}</span>,
    text: ({ action }) => action,
  },
  {
    id: 'hash',
    title: 'Hash',
    width: 96,
    cell: ({ hash }) => (
      <span className="code dim" title={hash}>
        {hash.slice(0, 10)}
      </span>
    ),
    text: ({ hash }) => hash,
  },
];
const noRows: readonly Row[] = [];

/** What can be done with one record, by the commands that take its number. */
const menu = ['moment.open', 'diff.with-now', 'diff.select', 'diff.with-selected'] as const;

/** The journal, the newest record first: every line is a moment that can be gone back to. */
export function JournalList(): ReactNode {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const { range, onWindow } = useWindow();
  const open = useSession((session) => session.status?.workspace != null);
  const { view } = useWatch('audit.list', open ? { ...range, newestFirst: true } : null);
  const rows = view?.rows ?? noRows;
  if (!open) return <EmptyState title="No workspace is open." />;
  const entries = (seq: number) =>
    menu.map((id) => {
      const command = commandById(id);
      return {
        key: id,
        label: command?.title ?? id,
        disabled: command === undefined || !isEnabled(command, contextKeys()),
        onSelect: () => void runCommand(id, { seq }),
      };
    });
  return (
    <Grid
      label="Journal"
      columns={columns}
      total={view?.total ?? 0}
      first={view?.first ?? 0}
      rows={rows}
      rowHeight={22}
      idOf={(row) => String(row.seq)}
      sort={null}
      selection={selection}
      onSelect={setSelection}
      onWindow={onWindow}
      onOpen={(row) => void runCommand('moment.open', { seq: row.seq })}
      onCopy={(text) => void runCommand('clipboard.write', { text })}
      menu={() => {
        const row = rows.find((one) => String(one.seq) === selection.focusId);
        return row === undefined ? [] : [entries(row.seq)];
      }}
      empty={null}
    />
  );
}
