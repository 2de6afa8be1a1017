import { useEffect, useRef, useState } from 'react';
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
  loadIds?(first: number, count: number): Promise<readonly string[]>;
  locate?(id: string): Promise<number | null>;
}

/** How far the rows beyond the window are read, where that takes more than one answer. */
export interface Reading {
  readonly done: number;
  readonly total: number;
}

interface Selecting {
  /** The focus came to this row because its identity did, not because somebody moved it. */
  follows(row: number): boolean;
  move(index: number, how: SelectionMove): void;
  selectAll(): void;
  copy(): void;
  readonly reading: Reading | null;
  /** Nothing is selected or copied of what is being read. */
  cancel(): void;
}

/** Rows that are asked for at once: in between, the progress is shown and Cancel is heard. */
const rowsAtOnce = 2_000;

/** Selection, focus and copying over all rows, although only a window of them is loaded. */
export function useSelecting<Row>(props: SelectingProps<Row>): Selecting {
  const { rows, first } = props;
  const latest = useRef(props);
  latest.current = props;
  /** Counts what was asked for: an answer that was overtaken is dropped. */
  const turn = useRef(0);
  const followed = useRef(-1);
  const [reading, setReading] = useState<Reading | null>(null);
  useFollowing(latest, turn, followed, rows, first);

  const begin = (): number => {
    turn.current += 1;
    if (reading !== null) setReading(null);
    return turn.current;
  };
  const isLoaded = (from: number, count: number): boolean =>
    props.loadRows === undefined || (from >= first && from + count <= first + rows.length);

  /** Rows that are not loaded, in order; null: it was overtaken or cancelled. `isEnough` ends it early. */
  const read = async (from: number, count: number, isEnough = (_more: readonly Row[]) => false) => {
    const asked = begin();
    const found: Row[] = [];
    while (found.length < count) {
      if (found.length > 0) setReading({ done: found.length, total: count });
      const most = Math.min(rowsAtOnce, count - found.length);
      const more = (await latest.current.loadRows?.(from + found.length, most)) ?? [];
      if (turn.current !== asked) return null;
      for (const row of more) found.push(row);
      if (more.length === 0 || isEnough(more)) break;
    }
    setReading(null);
    return found;
  };
  const readIds = async (from: number, count: number): Promise<readonly string[] | null> => {
    const { loadIds, idOf } = props;
    if (loadIds === undefined) return (await read(from, count))?.map((row) => idOf(row)) ?? null;
    const asked = begin();
    const ids = await loadIds(from, count);
    return turn.current === asked ? ids : null;
  };

  return {
    follows: (row) => row === followed.current,
    move(index, how) {
      const { selection, onSelect } = props;
      followed.current = -1;
      const start = how === 'range' && selection.anchor >= 0 ? selection.anchor : index;
      const [from, count] = [Math.min(start, index), Math.abs(start - index) + 1];
      const settle = (idAt: (at: number) => string | undefined): void => {
        const now = latest.current;
        now.onSelect(select(now.selection, index, how, idAt));
      };
      if (isLoaded(from, count)) {
        begin();
        settle((at) => {
          const row = rows[at - first];
          return row === undefined ? undefined : props.idOf(row);
        });
        return;
      }
      void readIds(from, count).then((ids) => ids !== null && settle((at) => ids[at - from]));
      // The focus goes ahead of rows that are on their way.
      onSelect(select(selection, index, how === 'range' ? 'focus' : how, () => undefined));
    },
    selectAll() {
      const settle = (ids: readonly string[]): void => {
        const { selection, onSelect } = latest.current;
        onSelect({ ...selection, ids: new Set(ids) });
      };
      if (!isLoaded(0, props.total)) void readIds(0, props.total).then((ids) => ids !== null && settle(ids));
      else {
        begin();
        settle(rows.map((row) => props.idOf(row)));
      }
    },
    copy() {
      const { idOf, selection } = props;
      const { ids } = selection;
      const write = (chosen: readonly Row[]): void => {
        const { columns, onCopy } = latest.current;
        if (chosen.length === 0) return;
        onCopy?.(
          toTsv(
            columns.map((column) => column.title),
            chosen.map((row) => columns.map((column) => column.text(row))),
          ),
        );
      };
      const isChosen = (row: Row): boolean => ids.has(idOf(row));
      const loaded = rows.filter(isChosen);
      if (loaded.length === ids.size || props.loadRows === undefined) {
        write(loaded);
        return;
      }
      let missing = ids.size;
      const isEnough = (more: readonly Row[]): boolean => {
        missing -= more.filter(isChosen).length;
        return missing <= 0;
      };
      void read(0, props.total, isEnough).then((all) => all !== null && write(all.filter(isChosen)));
    },
    reading,
    cancel: () => void begin(),
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
