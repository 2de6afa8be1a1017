import { type ReactNode, useCallback, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { choose, type IssuerSection, useIssuer } from '#renderer/state/issuer.ts';
import { useSession } from '#renderer/state/session.ts';
import { useSize } from '#renderer/ui/chart/use-size.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';

const rowHeights = { compact: 22, comfortable: 28 } as const;
/** px below which the spare columns are left out. */
const roomForAll = 900;
const nothingToLoad = (): void => {};

interface RowsProps<Row> {
  readonly section: IssuerSection;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Columns that make way where there is little room; the detail beside the rows has them too. */
  readonly spare?: readonly string[];
  readonly rows: readonly Row[];
  /** Where only a window of the rows is loaded: how many there are, and where it begins. */
  readonly total?: number;
  readonly first?: number;
  onWindow?(first: number, count: number): void;
  idOf(row: Row): string;
  nameOf(row: Row): string;
  onOpen?(row: Row): void;
  readonly empty: ReactNode;
}

/** The rows of one section; the one with the focus is the one that its commands mean. */
export function Rows<Row>(props: RowsProps<Row>): ReactNode {
  const { section, rows, first = 0, total = rows.length, onWindow, idOf, nameOf } = props;
  const chosen = useIssuer((state) => state.chosen[section]);
  const { columns, spare } = props;
  const [frame, { width }] = useSize<HTMLDivElement>();
  const narrow = width > 0 && width < roomForAll;
  const shown = useMemo(
    () => (narrow && spare !== undefined ? columns.filter(({ id }) => !spare.includes(id)) : columns),
    [columns, spare, narrow],
  );
  const density = useSession((session) => session.settings.density);
  const at = chosen === undefined ? -1 : rows.findIndex((row) => idOf(row) === chosen.id);
  const focus = at < 0 ? -1 : at + first;
  const selection: Selection =
    chosen === undefined ? nothingSelected : { ids: new Set([chosen.id]), focus, focusId: chosen.id, anchor: focus };
  const onSelect = useCallback(
    (next: Selection) => {
      const row = rows[next.focus - first];
      if (row !== undefined) choose(section, next.ids.size === 0 ? null : { id: idOf(row), name: nameOf(row) });
    },
    [rows, first, section, idOf, nameOf],
  );
  return (
    <div className="issuer-rows" ref={frame}>
      <Grid
        label={props.label}
        isMain
        columns={shown}
        total={total}
        first={first}
        rows={rows}
        rowHeight={rowHeights[density]}
        idOf={idOf}
        sort={null}
        selection={selection}
        onSelect={onSelect}
        onWindow={onWindow ?? nothingToLoad}
        {...(props.onOpen === undefined ? {} : { onOpen: props.onOpen })}
        onCopy={(text) => void runCommand('clipboard.write', { text })}
        empty={props.empty}
      />
    </div>
  );
}
