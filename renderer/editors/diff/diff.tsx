import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { comparedRows, type Narrowing, pairOf, useComparison, useSides } from '#renderer/state/diff.ts';
import { momentWords } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { LegendItem } from '#renderer/ui/chart/legend-item.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number } from '#renderer/ui/format.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { PageHead, Split } from '#renderer/ui/page.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { useWidth } from '#renderer/ui/use-width.ts';
import { type Difference, differences, differenceWords } from '#shared/contract/moments.ts';
import { columnsFor, differenceHints, differenceIcons } from './columns.tsx';
import { diffTitle } from './sentences.ts';
import { SideBySide } from './sides.tsx';
import './diff.css';

const rowHeights = { compact: 22, comfortable: 28 } as const;
/** px */
const narrowPage = 1200;
const everything: Narrowing = { what: [], text: '' };
const noRows: readonly never[] = [];

/** Two moments of the workspace: what was added, removed, escalated … between them, with both sides of each. */
export default function DiffEditor({ uri }: EditorProps): ReactNode {
  const [narrowing, setNarrowing] = useState(everything);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const { range, onWindow } = useWindow();
  const [attempt, setAttempt] = useState(0);
  const density = useSession((session) => session.settings.density);
  const { view, progress, error, running } = useComparison(uri, narrowing, range, attempt);
  const rows = view?.rows ?? noRows;
  const row = rows.find((one) => idOf(one) === selection.focusId);
  const sides = useSides(uri, row?.id);
  const page = useRef<HTMLDivElement>(null);
  const width = useWidth(page, 1100);
  const sideWidth = width < narrowPage ? 390 : 460;
  const columns = useMemo(() => columnsFor(width - sideWidth), [width, sideWidth]);
  const ends = view === undefined ? null : `#${view.from.seq} ↔ #${view.to.seq}`;
  useEffect(() => {
    if (ends !== null) describeTab(uri, { title: ends, icon: 'diff', crumbs: ['Moments compared'] });
  }, [uri, ends]);
  const narrow = (change: Partial<Narrowing>): void => {
    setNarrowing({ ...narrowing, ...change });
    setSelection(nothingSelected);
  };
  const toggle = (what: Difference): void => {
    const shown = narrowing.what.length === 0 ? differences : narrowing.what;
    const left = shown.includes(what) ? shown.filter((one) => one !== what) : [...shown, what];
    narrow({ what: left.length === differences.length || left.length === 0 ? [] : left });
  };
  const pair = pairOf(uri);
  if (pair === null) return <EmptyState icon="diff" title="This link names no two moments." />;
  const isNarrowed = narrowing.what.length > 0 || narrowing.text !== '';
  return (
    <div className="moments-diff" ref={page}>
      {running && view === undefined ? (
        <Progress value={progress?.total ? progress.done / progress.total : null} label="Replaying the journal" />
      ) : null}
      <PageHead
        title={view === undefined ? 'Comparing two moments…' : diffTitle(view)}
        text={
          view === undefined ? undefined : (
            <>
              {`${momentWords(view.from)} (policy `}
              <code>{view.from.policy}</code>
              {`) → ${momentWords(view.to)} (policy `}
              <code>{view.to.policy}</code>
              <span title={`${exact(view.from.now)} and ${exact(view.to.now)}`}>
                {`). Scores and ages are those of then; quiet: not used for ${number(view.quietDays)} days.`}
              </span>
            </>
          )
        }
        actions={
          <>
            <Button icon="arrow-swap" onClick={() => void runCommand('diff.swap', { uri })}>
              Swap
            </Button>
            <Button onClick={() => void runCommand('diff.pick')}>Other Moments…</Button>
            <Button
              icon="export"
              disabled={view === undefined}
              onClick={() => void runCommand('diff.export', { uri, narrowing })}
            >
              Export…
            </Button>
          </>
        }
      />
      <div className="diff-filter">
        <div className="chart-legend" role="group" aria-label="Changes shown">
          {differences.map((what) => (
            <LegendItem
              key={what}
              label={differenceWords[what]}
              count={view?.counts[what]}
              on={narrowing.what.length === 0 || narrowing.what.includes(what)}
              title={differenceHints[what]}
              mark={<Icon name={differenceIcons[what]} size={14} className={`difference ${what}`} />}
              onToggle={() => toggle(what)}
            />
          ))}
        </div>
        <Input
          label="Filter changes"
          role="searchbox"
          icon="search"
          placeholder="Filter by name, tenant or evidence"
          value={narrowing.text}
          onChange={(event) => narrow({ text: event.target.value })}
        />
        <span className="dim nowrap" role="status">
          {view === undefined ? '' : `${number(view.total)} shown`}
        </span>
        {error !== undefined && view !== undefined && (
          <span className="error-text nowrap" role="alert">
            {`${error.message} `}
            <LinkButton onClick={() => setAttempt(attempt + 1)}>Compare Again</LinkButton>
          </span>
        )}
      </div>
      <Split label="Before and after" width={sideWidth} detail={<SideBySide row={row} sides={sides} compared={view} />}>
        <Grid
          label="Changes"
          isMain
          columns={columns}
          total={view?.total ?? 0}
          first={view?.first ?? 0}
          rows={rows}
          rowHeight={rowHeights[density]}
          idOf={idOf}
          sort={null}
          selection={selection}
          onSelect={setSelection}
          loadRows={(first, count) => comparedRows(pair, narrowing, first, count)}
          onWindow={onWindow}
          onOpen={({ id }) => void runCommand('editor.open', { uri: `nhi:/identity/${id}`, preview: false })}
          onCopy={(text) => void runCommand('clipboard.write', { text })}
          empty={
            error !== undefined ? (
              <EmptyState
                icon="diff"
                title={error.code === 'import.cancelled' ? 'The comparison was cancelled.' : error.message}
                text={error.code === 'import.cancelled' ? undefined : error.hint}
                actions={<Button onClick={() => setAttempt(attempt + 1)}>Compare Again</Button>}
              />
            ) : running ? (
              <EmptyState
                title="The journal is replayed to both moments."
                actions={<Button onClick={() => void runCommand('diff.cancel', { uri })}>Cancel</Button>}
              />
            ) : isNarrowed ? (
              <EmptyState
                icon="diff"
                title="No change matches the filters"
                actions={<Button onClick={() => narrow(everything)}>Clear Filters</Button>}
              />
            ) : (
              <EmptyState
                icon="diff"
                title="Nothing differs between these moments."
                text="What one of them does not say is no change."
                actions={<Button onClick={() => void runCommand('diff.pick')}>Other Moments…</Button>}
              />
            )
          }
        />
      </Split>
    </div>
  );
}

/** One identity may have changed in several ways. */
const idOf = ({ what, id }: { readonly what: Difference; readonly id: string }): string => `${what} ${id}`;
