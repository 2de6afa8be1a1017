import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { jsonParameter } from '#renderer/registry/uri.ts';
import {
  idOfScope,
  isScopeFiltered,
  noScopeFilter,
  readScopeFilter,
  scopeRows,
  useScopes,
} from '#renderer/state/scopes.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number } from '#renderer/ui/format.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Input } from '#renderer/ui/input.tsx';
import type { ScopeRow } from '#shared/contract/scopes.ts';
import { ClassifyBar } from './classify-bar.tsx';
import { columnsFor, scopeColumns } from './columns.tsx';
import { ScopeDetail } from './scope-detail.tsx';
import { scopesTitle } from './sentences.ts';
import './scopes.css';

const rowHeights = { compact: 22, comfortable: 28 } as const;
const noRows: readonly ScopeRow[] = [];
/** px */
const detailWidth = 264;

/** Every scope and role that somebody holds: how sensitive it is, by whose word, and what of it is used. */
export default function ScopesEditor({ uri }: EditorProps): ReactNode {
  const { filter, sort, selection, changeFilter, sortBy, choose } = useScopes();
  const { range, onWindow } = useWindow();
  const [width, setWidth] = useState(1100);
  const [detail, setDetail] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const wanted = jsonParameter(uri, 'filter');
    const read = wanted === undefined ? null : readScopeFilter(wanted);
    if (read !== null) useScopes.getState().changeFilter(read);
  }, [uri]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const status = useSession((session) => session.status);
  const density = useSession((session) => session.settings.density);
  const params = useMemo(() => ({ filter, sort, ...range }), [filter, sort, range]);
  const { view, error } = useWatch('scopes.list', params);
  const now = status?.now ?? 0;
  const days = view?.days ?? 90;
  const rows = view?.rows ?? noRows;
  const columns = useMemo(
    () => columnsFor(detail ? width - detailWidth : width, scopeColumns(now, days)),
    [now, days, width, detail],
  );
  const focused = rows.find((row) => idOfScope(row) === selection.focusId);
  return (
    <div className="scopes" ref={frame}>
      <div className="scopes-main">
        <header className="scopes-head">
          <h2>{view === undefined ? ' ' : scopesTitle(view)}</h2>
          <div className="scopes-filter">
            <Input
              label="Filter scopes"
              role="searchbox"
              icon="search"
              placeholder="Filter by scope, API, vendor or verb"
              value={filter.text}
              onChange={(event) => changeFilter({ text: event.target.value })}
            />
            <span className="dim nowrap" role="status">
              {view === undefined ? '' : `${number(view.matched)} of ${number(view.total)}`}
            </span>
            {isScopeFiltered(filter) && (
              <button type="button" className="link-button nowrap" onClick={() => changeFilter(noScopeFilter)}>
                Clear Filters
              </button>
            )}
          </div>
        </header>
        <ClassifyBar count={selection.ids.size} readOnly={status?.workspace?.readOnly === true} />
        <Grid
          label="Scopes"
          isMain
          columns={columns}
          total={view?.matched ?? 0}
          first={view?.first ?? 0}
          rows={rows}
          rowHeight={rowHeights[density]}
          idOf={idOfScope}
          sort={sort}
          onSort={sortBy}
          selection={selection}
          onSelect={choose}
          loadRows={scopeRows}
          onWindow={onWindow}
          onOpen={() => setDetail(true)}
          onPreview={() => setDetail(!detail)}
          onCopy={(text) => void runCommand('clipboard.write', { text })}
          empty={
            <Empty
              loading={view === undefined}
              error={error?.message}
              filtered={isScopeFiltered(filter)}
              hasWorkspace={status?.workspace != null}
              onClear={() => changeFilter(noScopeFilter)}
            />
          }
        />
      </div>
      {detail && <ScopeDetail row={focused} now={now} days={days} onClose={() => setDetail(false)} />}
    </div>
  );
}

interface EmptyProps {
  readonly loading: boolean;
  readonly error: string | undefined;
  readonly filtered: boolean;
  readonly hasWorkspace: boolean;
  onClear(): void;
}

function Empty({ loading, error, filtered, hasWorkspace, onClear }: EmptyProps): ReactNode {
  if (error !== undefined) return <p className="error-text">{error}</p>;
  if (loading) return null;
  if (filtered) {
    return (
      <EmptyState
        icon="key"
        title="No scope matches the filters"
        actions={<Button onClick={onClear}>Clear Filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon="key"
      title={hasWorkspace ? 'Nobody here holds a scope or a role' : 'No workspace is open'}
      text="Import a vendor’s export with grants, roles or policies: each scope appears here with its tier."
      actions={
        hasWorkspace ? (
          <CommandButton id="import.choose" primary />
        ) : (
          <Button onClick={() => void runCommand('help.welcome')}>Open Welcome</Button>
        )
      }
    />
  );
}
