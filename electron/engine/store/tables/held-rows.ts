import { type Chunk, type Columns, ColumnTable, type Schema } from '#engine/store/column-table.ts';
import type { NumberColumn } from '#engine/store/columns.ts';

/** Every row belongs to a row of the identity table, its `holder`, and goes with what was said of it. */
export type HeldSchema = Schema & { readonly holder: 'u32' };

/** Rows that identities hold: edges, scopes, keys, spans. Those of one holder lie side by side. */
export class HeldRows<S extends HeldSchema> {
  protected readonly table: ColumnTable<S>;
  readonly #name: string;

  /** `name`: that of its columns in the snapshot. */
  constructor(name: string, schema: S) {
    this.#name = name;
    this.table = new ColumnTable(schema);
  }

  get length(): number {
    return this.table.length;
  }

  get columns(): Columns<S> {
    return this.table.columns;
  }

  /** What the staged rows `from[i]` hold takes the place of all that rows `to[i]` held. */
  replace(staged: this, from: Uint32Array, to: Uint32Array): void {
    const kept = this.#without(new Set(to));
    const rowOf = new Map<number, number>();
    for (const [i, row] of from.entries()) rowOf.set(row, to[i] ?? 0);
    const sources: number[] = [];
    const holders = staged.#holder.view();
    for (let row = 0; row < holders.length; row++) if (rowOf.has(holders[row] ?? 0)) sources.push(row);
    const targets = Uint32Array.from(sources, (_, i) => kept + i);
    this.table.adopt(staged.table, Uint32Array.from(sources), targets, kept + sources.length);
    const holder = this.#holder.values;
    for (const row of targets) holder[row] = rowOf.get(holder[row] ?? 0) ?? 0;
  }

  /** Identity rows `kept[i]`, which ascend, become rows `i`; what the others held is gone. */
  keep(kept: Uint32Array): void {
    const rowOf = new Map<number, number>();
    for (const [to, row] of kept.entries()) rowOf.set(row, to);
    const gone = new Set([...this.#holder.view()].filter((row) => !rowOf.has(row)));
    this.#without(gone);
    const holder = this.#holder.values;
    for (let row = 0; row < this.length; row++) holder[row] = rowOf.get(holder[row] ?? 0) ?? 0;
  }

  chunks(): Iterable<Chunk> {
    return this.table.chunks(this.#name);
  }

  load(chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    this.table.load(this.#name, chunks);
  }

  get #holder(): NumberColumn<'u32'> {
    // HeldSchema says that there is one, of this width; the mapped type of all columns forgets it.
    return this.table.columns.holder as NumberColumn<'u32'>;
  }

  /** Closes the gaps that some holders leave; answers how many rows remain. */
  #without(holders: ReadonlySet<number>): number {
    const holder = this.#holder.view();
    const kept: number[] = [];
    for (let row = 0; row < holder.length; row++) if (!holders.has(holder[row] ?? 0)) kept.push(row);
    if (kept.length < holder.length) this.table.keep(Uint32Array.from(kept));
    return kept.length;
  }
}
