/** Where one hop's nodes stand: a block of cells, filled from top to bottom, then to the right. */
export interface Block {
  /** From 1. */
  readonly hop: number;
  /** Position of its first node, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** px */
  readonly left: number;
  readonly rows: number;
}

export interface Placing {
  /** Width and height of a cell, px; below 1 where there are more nodes than pixels. */
  readonly cell: number;
  readonly top: number;
  readonly blocks: readonly Block[];
}

/** px above the cells, for the words of a hop. */
const head = 24;
const margin = 16;
const largestCell = 16;
/** px between two blocks: where the edges are drawn, and the least that the words need. */
const widestGap = 240;
const narrowestGap = 24;

/**
 * Hops from left to right. The cells are as large as the frame allows; the place of a node follows from its number alone,
 * so that 100,000 of them cost no layout.
 */
export function placeNodes(hop: Uint16Array, width: number, height: number): Placing {
  const counts: number[] = [];
  for (const each of hop) counts[each - 1] = (counts[each - 1] ?? 0) + 1;
  const tall = Math.max(1, height - head - 8);
  const wide = Math.max(1, width - 2 * margin);
  const gaps = Math.max(1, counts.length - 1);
  const gap = Math.max(narrowestGap, Math.min(widestGap, (wide * 0.5) / gaps));
  const columnsAt = (cell: number): number => {
    const rows = Math.max(1, Math.floor(tall / cell));
    return counts.reduce((sum, count) => sum + Math.ceil(count / rows), 0);
  };
  let cell = largestCell;
  while (cell > 0.05 && columnsAt(cell) * cell > wide - gap * (counts.length - 1)) cell *= 0.95;
  const rows = Math.max(1, Math.floor(tall / cell));
  let [left, first] = [margin, 0];
  const blocks = counts.map((count, index): Block => {
    const block = { hop: index + 1, first, count, left, rows: Math.min(rows, count) };
    first += count;
    left += Math.ceil(count / rows) * cell + gap;
    return block;
  });
  return { cell, top: head, blocks };
}

/** The middle of a node, px. */
export function middleOf(
  { cell, top }: Placing,
  { first, left, rows }: Block,
  position: number,
): [x: number, y: number] {
  const index = position - first;
  return [left + (Math.floor(index / rows) + 0.5) * cell, top + ((index % rows) + 0.5) * cell];
}

/** The node at a point of the frame; null: none. */
export function nodeAt({ cell, top, blocks }: Placing, x: number, y: number): number | null {
  const row = Math.floor((y - top) / cell);
  for (const { first, count, left, rows } of blocks) {
    const column = Math.floor((x - left) / cell);
    const index = column * rows + row;
    if (row >= 0 && row < rows && column >= 0 && index < count) return first + index;
  }
  return null;
}
