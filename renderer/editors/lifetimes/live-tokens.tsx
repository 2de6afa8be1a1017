import { type ReactNode, useMemo, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';
import { liveSpans, liveWords, remainingWords, untilWords } from '#renderer/state/live-words.ts';
import { useSession } from '#renderer/state/session.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Select } from '#renderer/ui/input.tsx';
import type { LiveBar as Bar } from '#shared/contract/live.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { LiveBar } from './live-bar.tsx';
import { ResidualClock } from './residual-clock.tsx';
import { liveSubtitle } from './sentences.ts';

const noRows: readonly Bar[] = [];
const keyOf = (bar: Bar): string => bar.key;
const nameOf = ({ label, onBehalf }: Bar): string => (onBehalf === '' ? label : `${label} for ${onBehalf}`);

interface Drawing {
  readonly span: number;
  /** The clock that a bar is measured against. */
  now(bar: Bar): number;
  fold(key: string): void;
}

const columnsOf = ({ span, now, fold }: Drawing): readonly Column<Bar>[] => [
  {
    id: 'who',
    title: 'Who may act',
    width: 200,
    grow: 1,
    cell: (bar) => (
      <span className="live-who" style={{ paddingLeft: bar.indent * 16 }}>
        {bar.below > 0 ? (
          <IconButton
            icon={bar.folded ? 'chevron-right' : 'chevron-down'}
            size={14}
            label={`${bar.folded ? 'Unfold' : 'Fold'} ${nameOf(bar)}`}
            onClick={() => fold(bar.key)}
          />
        ) : (
          <i aria-hidden />
        )}
        <span title={nameOf(bar)}>{nameOf(bar)}</span>
        {bar.folded && bar.what !== 'sessions' && <span className="dim">{`+${number(bar.below)}`}</span>}
      </span>
    ),
    text: (bar) => `${'  '.repeat(bar.indent)}${nameOf(bar)}`,
  },
  {
    id: 'what',
    title: 'What',
    width: 250,
    cell: (bar) => (
      <span className={bar.death === null ? '' : 'warning-text'} title={liveWords(bar)}>
        {liveWords(bar)}
      </span>
    ),
    text: liveWords,
  },
  {
    id: 'bar',
    title: `${durationWords(span / 4)} ago  ·  now  ·  in ${durationWords((span * 3) / 4)}`,
    hint: 'The line is now; a bar ends where the token or session does; an arrow goes on beyond the axis.',
    width: 320,
    grow: 3,
    cell: (bar) => <LiveBar bar={bar} now={now(bar)} span={span} />,
    text: (bar) =>
      `${bar.from === null ? '?' : new Date(bar.from).toISOString()} to ${new Date(bar.until).toISOString()}`,
  },
  {
    id: 'left',
    title: 'Left',
    width: 170,
    cell: (bar) => <span title={exact(bar.until)}>{untilWords(bar.until, now(bar))}</span>,
    text: (bar) => remainingWords(bar.until, now(bar)),
  },
];

/** Tokens that live of the selection, as families on one time axis, with sessions of imports whose end is known. */
export function LiveTokens(): ReactNode {
  const { filter, identities, toggled, span, toggle, setSpan } = useLifetimes();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const { range, onWindow } = useWindow();
  const asOf = useSession((session) => session.status?.workspace?.asOf ?? null);
  const chosen = useMemo(
    () => ({ filter, identities: identities === null ? null : [...identities] }),
    [filter, identities],
  );
  const params = useMemo(() => ({ ...chosen, toggled: [...toggled], ...range }), [chosen, toggled, range]);
  const { view, error } = useWatch('live.bars', params);
  const issuerNow = useTicking(view?.now.issuer ?? 0);
  const ticking = useTicking(view?.now.workspace ?? 0);
  // A workspace that is measured against a fixed instant stands still.
  const workspaceNow = asOf === null ? ticking : (view?.now.workspace ?? 0);
  const shown = span ?? (view === undefined || view.tokens > 0 ? liveSpans[0] : 7_776_000);
  const columns = useMemo(
    () =>
      columnsOf({
        span: shown,
        now: ({ clock }) => (clock === 'issuer' ? issuerNow : workspaceNow),
        fold: toggle,
      }),
    [shown, issuerNow, workspaceNow, toggle],
  );
  const rows = view?.rows ?? noRows;
  const focused = rows.find(({ key }) => key === selection.focusId);
  if (error !== undefined) return <EmptyState icon="warning" title={error.message} text={error.hint} />;
  return (
    <div className="live-tokens">
      <div className="lifetimes-tools">
        <span className="dim" role="status" title={view === undefined ? undefined : liveSubtitle(view)}>
          {view === undefined ? ' ' : liveSubtitle(view)}
        </span>
        <span className="grow" />
        <ResidualClock selection={chosen} />
        <Select
          label="Time shown"
          value={String(shown)}
          options={liveSpans.map((seconds) => ({ value: String(seconds), label: durationWords(seconds) }))}
          onChange={(value) => setSpan(Number(value))}
        />
      </div>
      <Grid
        label="Live tokens"
        columns={columns}
        total={view?.total ?? 0}
        first={view?.first ?? 0}
        rows={rows}
        rowHeight={22}
        idOf={keyOf}
        sort={null}
        selection={selection}
        onSelect={setSelection}
        onWindow={onWindow}
        onOpen={(bar) => {
          if (bar.identity !== null) void runCommand('editor.open', { uri: `nhi:/identity/${bar.identity}` });
        }}
        onPreview={() => {
          if (focused !== undefined && focused.below > 0) toggle(focused.key);
        }}
        onCopy={(text) => void runCommand('clipboard.write', { text })}
        empty={view === undefined ? null : <NothingLives sessions={view.sessions} />}
      />
    </div>
  );
}

function NothingLives({ sessions }: Pick<ViewOf<'live.bars'>, 'sessions'>): ReactNode {
  const endless =
    sessions.endless === 0 ? '' : ` Sessions of ${plural(sessions.endless, 'identity', 'identities')} never end.`;
  const open =
    sessions.unknown === 0 ? '' : ` Of ${plural(sessions.unknown, 'identity', 'identities')} no source says when.`;
  return (
    <EmptyState
      icon="key"
      title="No token lives, and no session has a known end"
      text={`Tokens of the local issuer stand here as soon as it issues them, and offline sessions whose end an export names.${endless}${open}`}
      actions={<Button onClick={() => void runCommand('activity.issuer')}>Open the local issuer</Button>}
    />
  );
}
