import type { ReactNode } from 'react';
import type { FindingLine, Line } from '#renderer/state/findings.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import { dayOfInstant } from '#shared/lib/days.ts';

type Row = FindingLine;

const fixWords = (row: Row): string => {
  const best = row.fixes[0];
  if (best === undefined) return 'no fix known';
  return best.scoreAfter === null || row.score === null
    ? best.label
    : `${best.label}: ${row.score} → ${best.scoreAfter}`;
};

/** Before the sentence: somebody lets it stand, or did. */
function AcceptedMark({ acceptance }: { readonly acceptance: NonNullable<Row['acceptance']> }): ReactNode {
  const { state, until, by, reason } = acceptance;
  const counts = state === 'accepted';
  const words = counts ? 'accepted' : state === 'expired' ? 'was accepted' : 'graver than accepted';
  return (
    <span className={counts ? 'dim' : 'warning-text'} title={`${by}, until ${dayOfInstant(until)}: ${reason}`}>
      {`${words} · `}
    </span>
  );
}

const columns: readonly Column<Row>[] = [
  {
    id: 'severity',
    title: 'Severity',
    width: 104,
    cell: (row) => (
      <span className="icon-cell">
        <SeverityIcon severity={row.severity} />
        {row.severity}
      </span>
    ),
    text: (row) => row.severity,
  },
  { id: 'rule', title: 'Rule', width: 64, cell: (row) => row.rule, text: (row) => row.rule },
  {
    id: 'name',
    title: 'Identity',
    width: 150,
    grow: 1,
    cell: (row) => (
      <span className="icon-cell">
        <KindIcon kind={row.kind} />
        <span>{row.name}</span>
      </span>
    ),
    text: (row) => row.name,
  },
  {
    id: 'title',
    title: 'What is wrong',
    width: 330,
    grow: 3,
    cell: (row) => (
      <span title={row.evidence.map((one) => `${one.label}: ${one.value}`).join('\n')}>
        {row.acceptance !== null && <AcceptedMark acceptance={row.acceptance} />}
        {row.title}
      </span>
    ),
    text: (row) => row.title,
  },
  {
    id: 'fix',
    title: 'First fix, score before → after',
    width: 250,
    grow: 2,
    cell: (row) => <span className="dim">{fixWords(row)}</span>,
    text: fixWords,
  },
  { id: 'tenant', title: 'Tenant', width: 110, cell: (row) => row.tenant, text: (row) => row.tenant },
];

/** A group has no columns of its own; copied, its name stands in the place of the sentence. */
const ofLines = (column: Column<Row>): Column<Line> => ({
  ...column,
  cell: (line) => (line.is === 'finding' ? column.cell(line) : null),
  text: (line) => (line.is === 'finding' ? column.text(line) : column.id === 'title' ? line.label : ''),
});

/** In a narrow grid the sentence counts most: the tenant goes first, then the fix. */
export const columnsFor = (width: number): readonly Column<Line>[] =>
  columns.filter(({ id }) => (id !== 'tenant' || width >= 820) && (id !== 'fix' || width >= 720)).map(ofLines);
