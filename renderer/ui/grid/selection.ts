/** Which rows are selected, by id, with the row that has the focus and the one a range starts from. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Row index with the focus; -1: none. */
  readonly focus: number;
  /** Its id, once it is known: by it the focus stays on its row when a refresh moves that. */
  readonly focusId?: string | undefined;
  readonly anchor: number;
}

export const nothingSelected: Selection = { ids: new Set(), focus: -1, anchor: -1 };

export type SelectionMove = 'replace' | 'toggle' | 'range' | 'focus';

/** `idAt` answers undefined for rows that are not loaded: a range over them selects what is there. */
export function select(
  selection: Selection,
  row: number,
  move: SelectionMove,
  idAt: (row: number) => string | undefined,
): Selection {
  const id = idAt(row);
  const focused = { focus: row, focusId: id };
  if (move === 'focus') return { ...selection, ...focused };
  if (move === 'toggle') {
    if (id === undefined) return { ...selection, ...focused, anchor: row };
    const ids = new Set(selection.ids);
    if (!ids.delete(id)) ids.add(id);
    return { ids, ...focused, anchor: row };
  }
  if (move === 'range' && selection.anchor >= 0) {
    const ids = new Set<string>();
    for (let at = Math.min(selection.anchor, row); at <= Math.max(selection.anchor, row); at += 1) {
      const inside = idAt(at);
      if (inside !== undefined) ids.add(inside);
    }
    return { ids, ...focused, anchor: selection.anchor };
  }
  return { ids: id === undefined ? new Set() : new Set([id]), ...focused, anchor: row };
}
