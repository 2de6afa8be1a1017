import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { placeOfEvent } from '#renderer/state/timeline.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { clockSeconds, date, exact } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import type { TimelineEvent, TimelineFilter } from '#shared/contract/charts.ts';
import { DecisionMark } from './decision-mark.tsx';
import { whence } from './sentences.ts';

const agentWords = (event: TimelineEvent): string => event.agents.map((agent) => agent.name).join(' › ');
const objectWords = (event: TimelineEvent): string =>
  [event.object, event.reason].filter((words) => words !== '').join(', ');

/** Address and program; where the source tells neither, what it tells. */
const fromWords = (event: TimelineEvent): string =>
  [event.address ?? event.network ?? '', event.userAgent ?? ''].filter((words) => words !== '').join(', ');

const columns = (withDay: boolean): readonly Column<TimelineEvent>[] => [
  {
    id: 'at',
    title: 'Time, UTC',
    width: withDay ? 118 : 72,
    cell: (event) => (
      <span className="code" title={exact(event.at)}>
        {withDay ? `${date(event.at, event.at + 2 * 86_400_000)} ` : ''}
        {clockSeconds(event.at)}
      </span>
    ),
    text: (event) => new Date(event.at).toISOString(),
  },
  {
    id: 'human',
    title: 'Human',
    width: 130,
    grow: 1,
    cell: (event) =>
      event.human === null ? (
        <span className="dim">nobody</span>
      ) : (
        <span title={event.humanLive ? 'was there' : 'was not there, only acted for'}>{event.human}</span>
      ),
    text: (event) => event.human ?? 'nobody',
  },
  {
    id: 'agent',
    title: 'Agent',
    width: 200,
    grow: 2,
    cell: (event) =>
      event.agents.length === 0 ? <span className="dim">{event.client ?? 'no agent'}</span> : agentWords(event),
    text: agentWords,
  },
  {
    id: 'action',
    title: 'Action',
    width: 130,
    grow: 1,
    cell: (event) => <span className="code">{event.action}</span>,
    text: (event) => event.action,
  },
  {
    id: 'decision',
    title: 'Decision',
    width: 82,
    cell: (event) => (
      <span className="icon-cell">
        <DecisionMark decision={event.decision} />
        {event.decision}
      </span>
    ),
    text: (event) => event.decision,
  },
  {
    id: 'object',
    title: 'Object, reason',
    width: 210,
    grow: 2,
    cell: (event) => <span title={objectWords(event)}>{objectWords(event)}</span>,
    text: objectWords,
  },
  {
    id: 'from',
    title: 'From',
    width: 140,
    grow: 1,
    cell: (event) => <span title={whence(event).join('\n')}>{fromWords(event)}</span>,
    text: (event) => whence(event).join(', '),
  },
  {
    id: 'trace',
    title: 'Trace',
    width: 90,
    cell: (event) => (
      <span className="code dim" title={event.trace}>
        {event.trace}
      </span>
    ),
    text: (event) => event.trace,
  },
];

const narrow = columns(false);
const wide = columns(true);

interface EventsProps {
  readonly view: ViewOf<'timeline.events'> | undefined;
  readonly filter: TimelineFilter;
  /** The window goes over more than a day. */
  readonly withDay: boolean;
  readonly selected: { readonly row: number; readonly at: number } | null;
  onWindow(first: number, count: number): void;
  onChoose(selected: { readonly row: number; readonly at: number } | null): void;
  onOpen(event: TimelineEvent): void;
}

/** The events of the window, oldest first; it follows what is chosen in the lanes. */
export function Events({ view, filter, withDay, selected, onWindow, onChoose, onOpen }: EventsProps): ReactNode {
  const [focus, setFocus] = useState(-1);
  const row = selected?.row ?? null;
  useEffect(() => {
    if (row === null) {
      setFocus(-1);
      return;
    }
    let current = true;
    placeOfEvent(filter, row).then(
      (place) => current && setFocus(place ?? -1),
      () => current && setFocus(-1),
    );
    return () => {
      current = false;
    };
  }, [row, filter]);
  const selection: Selection = row === null ? nothingSelected : { ids: new Set([String(row)]), focus, anchor: focus };
  return (
    <Grid
      label="Events"
      columns={withDay ? wide : narrow}
      total={view?.total ?? 0}
      first={view?.first ?? 0}
      rows={view?.rows ?? noRows}
      rowHeight={22}
      idOf={(event) => String(event.row)}
      sort={null}
      selection={selection}
      onSelect={(next) => {
        setFocus(next.focus);
        const event = view?.rows[next.focus - view.first];
        onChoose(next.ids.size === 0 || event === undefined ? null : { row: event.row, at: event.at });
      }}
      onWindow={onWindow}
      onOpen={onOpen}
      onCopy={(text) => void runCommand('clipboard.write', { text })}
      empty={<p className="dim">No event falls into this window.</p>}
    />
  );
}

const noRows: readonly TimelineEvent[] = [];
