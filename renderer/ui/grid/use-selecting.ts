import { useEffect, useRef } from 'react';
import type { Column } from './column.ts';
import { toTsv } from './copy.ts';
import { type Selection, type SelectionMove, select } from './selection.ts';

interface SelectingProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly first: number;
  readonly rows: readonly Row[];
  readonly selection: Selection;
  idOf(row: Row): string;
  onSelect(selection: Selection): void;
  onCopy?(tsv: string): void;
  loadRows?(first: number, count: number): Promise<readonly Row[]>;
  locate?(id: string): Promise<number | null>;
}

interface Selecting {
  /** The focus came to this row because its identity did, not because somebody moved it. */
  follows(row: number): boolean;
  move(index: number, how: SelectionMove): void;
  selectAll(): void;
  copy(): void;
}

/** Selection, focus and copying over all rows, although only a window of them is loaded. */
export function useSelecting<Row>(props: SelectingProps<Row>): Selecting {
  const { rows, first } = props;
  const latest = useRef(props);
  latest.current = props;
  /** Counts what was asked for: an answer that was overtaken is dropped. */
  const turn = useRef(0);
  const followed = useRef(-1);
  useFollowing(latest, turn, followed, rows, first);

  /** Hands over `count` rows from `from` on: at once where they are loaded, else when they are. Answers whether at once. */
  const withRows = (from: number, count: number, use: (rowAt: (index: number) => Row | undefined) => void): boolean => {
    turn.current += 1;
    const asked = turn.current;
    const isLoaded = from >= first && from + count <= first + rows.length;
    if (isLoaded || props.loadRows === undefined) {
      use((index) => rows[index - first]);
      return true;
    }
    void props.loadRows(from, count).then((between) => {
      if (turn.current === asked) use((index) => between[index - from]);
    });
    return false;
  };
  const everyRow = (use: (all: readonly Row[]) => void): void => {
    const { total } = props;
    withRows(0, total, (rowAt) =>
      use(Array.from({ length: total }, (_, index) => rowAt(index)).filter((row) => row !== undefined)),
    );
  };

  return {
    follows: (row) => row === followed.current,
    move(index, how) {
      const { selection, onSelect } = props;
      followed.current = -1;
      const start = how === 'range' && selection.anchor >= 0 ? selection.anchor : index;
      const atOnce = withRows(Math.min(start, index), Math.abs(start - index) + 1, (rowAt) => {
        const now = latest.current;
        const idAt = (at: number): string | undefined => {
          const row = rowAt(at);
          return row === undefined ? undefined : now.idOf(row);
        };
        now.onSelect(select(now.selection, index, how, idAt));
      });
      // The focus goes ahead of rows that are on their way.
      if (!atOnce) onSelect(select(selection, index, how === 'range' ? 'focus' : how, () => undefined));
    },
    selectAll() {
      everyRow((all) => {
        const { selection, idOf, onSelect } = latest.current;
        onSelect({ ...selection, ids: new Set(all.map((row) => idOf(row))) });
      });
    },
    copy() {
      const { idOf, selection } = props;
      const { ids } = selection;
      const write = (among: readonly Row[]): void => {
        const { columns, onCopy } = latest.current;
        const chosen = among.filter((row) => ids.has(idOf(row)));
        if (chosen.length === 0) return;
        onCopy?.(
          toTsv(
            columns.map((column) => column.title),
            chosen.map((row) => columns.map((column) => column.text(row))),
          ),
        );
      };
      const loaded = rows.filter((row) => ids.has(idOf(row)));
      if (loaded.length === ids.size) write(loaded);
      else everyRow(write);
    },
  };
}

interface Reference<T> {
  current: T;
}

/** A refresh or another order moves rows: the focus goes along with the one that had it. */
function useFollowing<Row>(
  latest: Reference<SelectingProps<Row>>,
  turn: Reference<number>,
  followed: Reference<number>,
  rows: readonly Row[],
  first: number,
): void {
  const before = useRef(first);
  useEffect(() => {
    const scrolled = before.current !== first;
    before.current = first;
    const { selection, idOf, locate } = latest.current;
    const { focus, focusId } = selection;
    if (focus < 0 || focusId === undefined) return;
    const there = rows[focus - first];
    if (there === undefined ? scrolled : idOf(there) === focusId) return;
    const settle = (row: number): void => {
      followed.current = row;
      const now = latest.current.selection;
      if (row !== now.focus) latest.current.onSelect({ ...now, focus: row, anchor: row });
    };
    const near = rows.findIndex((row) => idOf(row) === focusId);
    if (near >= 0) {
      settle(first + near);
      return;
    }
    const asked = turn.current;
    void locate?.(focusId).then((row) => {
      if (row !== null && turn.current === asked && latest.current.selection.focusId === focusId) settle(row);
    });
  }, [rows, first, latest, turn, followed]);
}
