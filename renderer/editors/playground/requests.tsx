import { type ReactNode, useMemo, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { DecisionIcon } from '#renderer/ui/decision-icon.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { clockSeconds, exact } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { View } from './sentences.ts';

interface Row {
  readonly id: string;
  readonly request: View['requests'][number];
}

const columns = (names: ReadonlyMap<string, string>): readonly Column<Row>[] => [
  {
    id: 'at',
    title: 'Time, UTC',
    width: 76,
    cell: ({ request }) => (
      <span className="code" title={exact(request.at)}>
        {clockSeconds(request.at)}
      </span>
    ),
    text: ({ request }) => new Date(request.at).toISOString(),
  },
  {
    id: 'decision',
    title: 'Decision',
    width: 84,
    cell: ({ request }) => (
      <span className="icon-cell">
        <DecisionIcon decision={request.decision} />
        <span>{request.decision}</span>
      </span>
    ),
    text: ({ request }) => request.decision,
  },
  {
    id: 'agent',
    title: 'Agent',
    width: 140,
    grow: 1,
    cell: ({ request }) => names.get(request.agent) ?? request.agent,
    text: ({ request }) => names.get(request.agent) ?? request.agent,
  },
  {
    id: 'action',
    title: 'Action',
    width: 120,
    cell: ({ request }) => <span className="code">{request.action}</span>,
    text: ({ request }) => request.action,
  },
  {
    id: 'status',
    title: 'Status',
    width: 52,
    align: 'end',
    cell: ({ request }) => request.status,
    text: ({ request }) => String(request.status),
  },
  {
    id: 'object',
    title: 'Object, reason',
    width: 220,
    grow: 3,
    cell: ({ request }) => {
      const words = [request.object, request.reason].filter((part) => part !== '').join(', ');
      return <span title={words}>{words}</span>;
    },
    text: ({ request }) => `${request.object} ${request.reason}`,
  },
];

const nothingToLoad = (): void => {};

/** What the agents did, newest first. */
export function Requests({ view }: { readonly view: View }): ReactNode {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const { agents, requests } = view;
  const shown = useMemo(() => columns(new Map(agents.map(({ id, name }) => [id, name]))), [agents]);
  const rows = useMemo((): readonly Row[] => {
    const seen = new Map<string, number>();
    const inOrder = requests.toSorted((a, b) => a.at - b.at);
    return inOrder
      .map((request) => {
        const about = `${request.at} ${request.agent} ${request.action}`;
        const nth = (seen.get(about) ?? 0) + 1;
        seen.set(about, nth);
        return { id: `${about} ${nth}`, request };
      })
      .reverse();
  }, [requests]);
  return (
    <Grid
      label="Requests"
      columns={shown}
      total={rows.length}
      first={0}
      rows={rows}
      rowHeight={22}
      idOf={(row) => row.id}
      sort={null}
      selection={selection}
      onSelect={setSelection}
      onWindow={nothingToLoad}
      onCopy={(text) => void runCommand('clipboard.write', { text })}
      empty={<EmptyState title="No request yet" text="The agents ask the shop every few seconds." />}
    />
  );
}
