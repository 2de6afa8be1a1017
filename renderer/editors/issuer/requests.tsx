import { type ReactNode, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { editorUri } from '#renderer/registry/uri.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { DecisionIcon } from '#renderer/ui/decision-icon.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { clockSeconds, exact, number, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import type { TimelineEvent } from '#shared/contract/charts.ts';
import { Rows } from './rows.tsx';

/** What the workbench saw itself, not what an export tells. */
const filter = { from: null, to: null, origin: 'live' } as const;
const most = 200;

const actorsOf = (event: TimelineEvent): string =>
  event.agents.map((agent) => agent.name).join(' › ') || (event.client ?? 'no client');

const columns: readonly Column<TimelineEvent>[] = [
  {
    id: 'at',
    title: 'Time, UTC',
    width: 76,
    cell: (event) => (
      <span className="code" title={exact(event.at)}>
        {clockSeconds(event.at)}
      </span>
    ),
    text: (event) => new Date(event.at).toISOString(),
  },
  {
    id: 'decision',
    title: 'Decision',
    width: 84,
    cell: (event) => (
      <span className="icon-cell">
        <DecisionIcon decision={event.decision} />
        <span>{event.decision}</span>
      </span>
    ),
    text: (event) => event.decision,
  },
  {
    id: 'human',
    title: 'Human',
    width: 120,
    grow: 1,
    cell: (event) => event.human ?? <span className="dim">nobody</span>,
    text: (event) => event.human ?? 'nobody',
  },
  { id: 'client', title: 'Agent or client', width: 180, grow: 2, cell: actorsOf, text: actorsOf },
  {
    id: 'action',
    title: 'Action',
    width: 130,
    cell: (event) => <span className="code">{event.action}</span>,
    text: (event) => event.action,
  },
  {
    id: 'object',
    title: 'Object',
    width: 150,
    grow: 1,
    cell: (event) => <span title={event.object}>{event.object}</span>,
    text: (event) => event.object,
  },
  {
    id: 'reason',
    title: 'Reason, which the client is not told',
    width: 230,
    grow: 2,
    cell: (event) => <span title={event.reason}>{event.reason}</span>,
    text: (event) => event.reason,
  },
];

const idOf = (event: TimelineEvent): string => String(event.row);
const nameOf = (event: TimelineEvent): string => event.action;

/** Newest first. */
export function Requests(): ReactNode {
  const counted = useWatch('timeline.view', { filter, buckets: 10, lanes: 1 });
  const total = counted.view?.matched ?? 0;
  const { view } = useWatch(
    'timeline.events',
    counted.view === undefined ? null : { filter, first: Math.max(0, total - most), count: most },
  );
  const rows = useMemo(() => (view?.rows ?? []).toReversed(), [view]);
  return (
    <div className="split-main">
      <div className="issuer-tools">
        <span className="grow" role="status">
          {counted.view === undefined
            ? ' '
            : `${plural(total, 'event')} on record, ${number(counted.view.denied)} denied${total > most ? `; the newest ${most} shown` : ''}`}
        </span>
        <LinkButton onClick={() => void runCommand('editor.open', { uri: editorUri('audit', { filter }) })}>
          Open in the Audit Timeline
        </LinkButton>
      </div>
      <Rows
        section="requests"
        label="Requests"
        columns={columns}
        rows={rows}
        idOf={idOf}
        nameOf={nameOf}
        empty={
          counted.error !== undefined ? (
            <p className="error-text">{counted.error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon="pulse"
              title="No request yet"
              text="Start the issuer and let a client ask for a token: each request stands here as it comes in, refusals with their private reason."
            />
          )
        }
      />
    </div>
  );
}
