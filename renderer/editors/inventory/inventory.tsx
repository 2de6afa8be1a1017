import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { menuGroups } from '#renderer/registry/commands-in-menu.ts';
import { contextKeys, runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { jsonParameter } from '#renderer/registry/uri.ts';
import { useDetailPart } from '#renderer/state/detail-part.ts';
import {
  gridIds,
  gridRows,
  isFiltered,
  noFilter,
  placeInGrid,
  readFilter,
  useInventory,
} from '#renderer/state/inventory.ts';
import { completeInventory } from '#renderer/state/query.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { QueryBox } from '#renderer/ui/query-box.tsx';
import type { InventoryRow } from '#shared/contract/values.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { columnsFor, inventoryColumns } from './columns.tsx';
import { detailWidth, InventoryDetail } from './detail.tsx';
import { FilterChips } from './filter-chips.tsx';
import './inventory.css';

const rowHeights = { compact: 22, comfortable: 28 } as const;
/** In a narrower editor the detail part lies over the grid's right edge instead of beside it. */
const roomForDetail = 1100;

export default function InventoryEditor({ uri }: EditorProps): ReactNode {
  const state = useInventory();
  const { filter, sort, selection } = state;
  const { visible: detailVisible, show: showDetail } = useDetailPart();
  const { range, onWindow } = useWindow();
  const [width, setWidth] = useState(1100);
  const frame = useRef<HTMLDivElement>(null);

  // A link carries its filter; opened without one the editor keeps what it had.
  useEffect(() => {
    const wanted = jsonParameter(uri, 'filter');
    const read = wanted === undefined ? null : readFilter(wanted);
    if (read !== null) useInventory.getState().replaceFilter(read);
  }, [uri]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const status = useSession((session) => session.status);
  const { density } = useSession((session) => session.settings);
  const usageDays = status?.limits.usageDays;
  const { view, error } = useWatch('inventory.grid', { filter, sort, ...range });
  const now = status?.now ?? 0;
  const rows = view?.rows ?? noRows;
  const matched = view?.matched ?? 0;
  useEffect(() => useInventory.getState().setMatched(matched), [matched]);

  const beside = detailVisible && width >= roomForDetail;
  const columns = useMemo(
    () => columnsFor(beside ? width - detailWidth : width, inventoryColumns(now, usageDays)),
    [now, width, beside, usageDays],
  );
  const open = (row: InventoryRow): void => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` });

  return (
    <div className="inventory" ref={frame}>
      <div className="inventory-main">
        <div className="inventory-query">
          <QueryBox
            label="Filter identities"
            placeholder="Filter by words, or ask: kind:agent score:>70 unused:>30d"
            text={filter.text}
            onChange={(text) => state.changeFilter({ text })}
            complete={completeInventory}
            after={isFiltered(filter) && <SaveQueryButton />}
          />
          <span className="dim nowrap" role="status">
            {view === undefined ? ' ' : `${number(matched)} of ${number(view.total)}`}
          </span>
        </div>
        <FilterChips
          filter={filter}
          tenants={status?.tenants ?? []}
          onChange={state.changeFilter}
          onClear={() => state.replaceFilter(noFilter)}
        />
        <Grid
          label="Inventory"
          isMain
          columns={columns}
          total={matched}
          first={view?.first ?? 0}
          rows={rows}
          rowHeight={rowHeights[density]}
          idOf={(row) => row.id}
          sort={sort}
          onSort={state.sortBy}
          selection={selection}
          onSelect={state.choose}
          loadRows={gridRows}
          loadIds={gridIds}
          locate={placeInGrid}
          onWindow={onWindow}
          onOpen={open}
          onPreview={() => showDetail(!detailVisible)}
          onCopy={(text) => void runCommand('clipboard.write', { text })}
          onDelete={() => void runCommand('identity.revoke')}
          bulb={{
            has: (row) => row.findings > 0,
            show: ({ id: identity }) => void runCommand('fix.show', { identity, rule: null }),
          }}
          menu={() => menuGroups('identity', contextKeys())}
          empty={
            <Empty
              loading={view === undefined}
              error={error}
              filtered={isFiltered(filter)}
              hasWorkspace={status?.workspace != null}
              onClear={() => state.replaceFilter(noFilter)}
            />
          }
        />
        <div className="inventory-foot">
          <span>Bar: score 0–100, whisker: interval when facts are missing</span>
          <span>Lifetime bar: 1 s … 10 y, log scale</span>
          {selection.ids.size > 1 && <span>{plural(selection.ids.size, 'row')} selected</span>}
        </div>
      </div>
      {detailVisible && (
        <InventoryDetail id={state.focusedId} now={now} floating={!beside} onClose={() => showDetail(false)} />
      )}
    </div>
  );
}

function SaveQueryButton(): ReactNode {
  return (
    <IconButton
      icon="save"
      size={14}
      label="Save Query…"
      keys="Ctrl+S"
      onClick={() => void runCommand('view.save-query')}
    />
  );
}

const noRows: readonly InventoryRow[] = [];

interface EmptyProps {
  readonly loading: boolean;
  readonly error: AppError | undefined;
  readonly filtered: boolean;
  readonly hasWorkspace: boolean;
  onClear(): void;
}

function Empty({ loading, error, filtered, hasWorkspace, onClear }: EmptyProps): ReactNode {
  if (error !== undefined) return <EmptyState icon="table" title={error.message} text={error.hint} />;
  if (loading) return null;
  if (filtered) {
    return (
      <EmptyState
        icon="table"
        title="No identity matches all of the filters above."
        actions={<Button onClick={onClear}>Clear Filters</Button>}
      />
    );
  }
  return hasWorkspace ? (
    <EmptyState
      icon="table"
      title="This workspace has no identities yet"
      text="Drop a vendor’s export on the window, choose one, or connect a tenant."
      actions={
        <>
          <CommandButton id="import.choose" primary />
          <CommandButton id="tenant.new" />
        </>
      }
    />
  ) : (
    <EmptyState
      icon="table"
      title="No workspace is open"
      actions={<Button onClick={() => void runCommand('editor.open', { uri: 'nhi:/welcome' })}>Open Welcome</Button>}
    />
  );
}
