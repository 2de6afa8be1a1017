import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { jsonParameter } from '#renderer/registry/uri.ts';
import { completeTimeline } from '#renderer/state/query.ts';
import { isTimelineFiltered, noTimelineFilter, readTimelineFilter, useTimeline } from '#renderer/state/timeline.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { useSize } from '#renderer/ui/chart/use-size.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { QueryBox } from '#renderer/ui/query-box.tsx';
import type { TimelineEvent } from '#shared/contract/charts.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { Brush } from './brush.tsx';
import { ChainBadge } from './chain-badge.tsx';
import { EventDetail } from './event-detail.tsx';
import { Events } from './events.tsx';
import { layoutLanes, rowHeight } from './lane-layout.ts';
import { Lanes } from './lanes.tsx';
import { latestWindow } from './latest-window.ts';
import { Legend } from './legend.tsx';
import { Narrowings } from './narrowings.tsx';
import { deniedTitle } from './sentences.ts';
import { holding, isWhole, type TimeWindow } from './time-window.ts';
import '#renderer/ui/chart/chart.css';
import './audit.css';

/** px that head, axis, brush and eight rows of the list need. */
const others = 366;
/** ms between two questions to the engine while the window is being dragged. */
const pause = 100;

export default function AuditEditor({ uri }: EditorProps): ReactNode {
  const { filter, selected, setTimelineFilter, showOnly, choose } = useTimeline();
  const [frame, size] = useSize<HTMLDivElement>();
  const { range, onWindow: onRange } = useWindow();
  useEffect(() => {
    const wanted = jsonParameter(uri, 'filter');
    const read = wanted === undefined ? null : readTimelineFilter(wanted);
    if (read !== null) useTimeline.getState().setTimelineFilter(read);
  }, [uri]);

  const status = useWatch('workspace.status', {}).view;
  const lanes = Math.min(8, Math.max(3, Math.floor((size.height - others) / (3 * rowHeight))));
  const { view, error } = useWatch('timeline.view', size.height === 0 ? null : { filter, buckets: 144, lanes });
  const events = useWatch('timeline.events', { filter, ...range }).view;
  const layout = useMemo(() => (view === undefined ? null : layoutLanes(view)), [view]);

  // A workspace is first shown where its latest events can be told apart; afterwards the window is the analyst's.
  const workspaceId = status?.workspace?.id ?? null;
  const now = status?.now;
  useEffect(() => {
    if (workspaceId === null || now === undefined || view === undefined || view.total === 0) return;
    const state = useTimeline.getState();
    if (state.settledFor === workspaceId) return;
    const untouched = JSON.stringify(state.filter) === JSON.stringify(noTimelineFilter);
    useTimeline.setState({
      settledFor: workspaceId,
      ...(untouched ? { filter: { ...noTimelineFilter, ...latestWindow(view, now) } } : {}),
    });
  }, [workspaceId, now, view]);

  // The lanes move at once; the engine is asked a few times a second.
  const [moving, setMoving] = useState<TimeWindow | null>(null);
  const latest = useRef<TimeWindow | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const span = view?.span;
  const move = (next: TimeWindow): void => {
    latest.current = next;
    setMoving(next);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const asked = latest.current;
      setMoving(null);
      if (asked === null || span === undefined) return;
      setTimelineFilter(
        isWhole(asked, span) ? { from: null, to: null } : { from: Math.floor(asked.from), to: Math.ceil(asked.to) },
      );
    }, pause);
  };
  const showAll = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setMoving(null);
    setTimelineFilter({ from: null, to: null });
  };

  const { from, to } = filter;
  const window = useMemo(
    (): TimeWindow | null =>
      moving ??
      (span === undefined ? null : { from: from ?? span.from, to: Math.max((from ?? span.from) + 1, to ?? span.to) }),
    [moving, span, from, to],
  );
  const event = selected === null ? undefined : events?.rows.find((one) => one.row === selected.row);
  const open = (one: TimelineEvent | undefined): void => {
    const id = one?.agents.findLast((agent) => agent.id !== null)?.id ?? one?.humanId;
    if (id !== null && id !== undefined) void runCommand('editor.open', { uri: `nhi:/identity/${id}` });
  };

  return (
    <div className="audit" ref={frame}>
      {view === undefined || window === null || layout === null ? (
        error !== undefined && <EmptyState icon="pulse" title={error.message} text={error.hint} />
      ) : (
        <>
          <div className="audit-head">
            <QueryBox
              label="Filter events"
              placeholder="Filter by words, or ask: decision:denied human:nobody action:*.write"
              text={filter.text}
              onChange={(text) => setTimelineFilter({ text })}
              complete={completeTimeline}
              after={
                <>
                  <Narrowings filter={filter} onChange={setTimelineFilter} />
                  {isTimelineFiltered(filter) && (
                    <IconButton
                      icon="save"
                      size={14}
                      label="Save Query…"
                      keys="Ctrl+S"
                      onClick={() => void runCommand('view.save-query')}
                    />
                  )}
                </>
              }
            />
            <ChainBadge chain={status?.chain} />
          </div>
          {view.total === 0 ? (
            <EmptyState
              icon="pulse"
              title="No activity is on record"
              text="Exports of identities carry no log. Import a file with activity, or open the demo company, to see who did what through whom."
              actions={<CommandButton id="import.choose" />}
            />
          ) : (
            <>
              <div className="audit-title">
                <h2 className="chart-title" title={deniedTitle(view)}>
                  {deniedTitle(view)}
                </h2>
                {isTimelineFiltered(filter) && (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => setTimelineFilter({ ...noTimelineFilter, from, to })}
                  >
                    Clear Filters
                  </button>
                )}
                <Legend view={view} filter={filter} onChange={setTimelineFilter} />
              </div>
              <Lanes
                view={view}
                layout={layout}
                window={window}
                selected={selected}
                event={event}
                onWindow={move}
                onWhole={showAll}
                onChoose={choose}
                onOpen={() => open(event)}
                onShowOnly={showOnly}
              />
              <Brush view={view} window={window} onWindow={move} onWhole={showAll} />
              <Events
                view={events}
                filter={filter}
                withDay={window.to - window.from > dayMs}
                selected={selected}
                onWindow={onRange}
                onChoose={(next) => {
                  choose(next);
                  if (next !== null && holding(window, view.span, next.at) !== window) {
                    move(holding(window, view.span, next.at));
                  }
                }}
                onOpen={open}
              />
              {event !== undefined && <EventDetail event={event} />}
            </>
          )}
        </>
      )}
    </div>
  );
}
