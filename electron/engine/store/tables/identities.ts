import { type Chunk, type Columns, ColumnTable } from '#engine/store/column-table.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { EdgeTable } from './edges.ts';
import { EndingTable } from './endings.ts';
import { HandleTable } from './handles.ts';
import { HoldingTable } from './holdings.ts';
import {
  completedNames,
  derivedSchema,
  type FactName,
  type FactRow,
  type FactView,
  factNames,
  identitySchema,
  noBand,
} from './identity-columns.ts';
import { KeyTable } from './keys.ts';
import { SpanTable } from './spans.ts';

/** A staged identity row: what a commit will write. */
export interface StagedIdentities {
  readonly table: ColumnTable<typeof identitySchema>;
  readonly edges: EdgeTable;
  readonly holdings: HoldingTable;
  readonly keys: KeyTable;
  readonly spans: SpanTable;
  readonly endings: EndingTable;
  readonly handles: HandleTable;
  /** Id to staged row, the last one of each, in the order in which the ids came first. */
  readonly rows: Map<string, number>;
  /** Id to what becomes of its column `missing`, for those without a staged row. */
  readonly missing: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
}

/** Which commit wrote a row, and the object that its payload lies in: empty for the journal line itself. */
export interface Written {
  readonly seq: number;
  readonly place: string;
}

export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Code of the empty place. */
const inRecord = 0;

/** Every identity as a row of columns; a row number stays with its identity until an import is withdrawn. */
export class IdentityTable {
  readonly edges: EdgeTable = new EdgeTable();
  readonly holdings: HoldingTable = new HoldingTable();
  readonly keys: KeyTable = new KeyTable();
  readonly spans: SpanTable = new SpanTable();
  readonly endings: EndingTable = new EndingTable();
  readonly handles: HandleTable = new HandleTable();
  #table = new ColumnTable(identitySchema);
  readonly #derived = new ColumnTable(derivedSchema);
  /** By row, of those that hold less than their record lists: the set of scopes, and the one human whom it acts for. */
  readonly heldScopes = new Map<number, string>();
  readonly heldHuman = new Map<number, string>();
  #rowOf = new Map<string, number>();
  #version = 0;
  #rowOfGuid: { readonly version: number; readonly rows: ReadonlyMap<string, number> } | undefined;

  get length(): number {
    return this.#table.length;
  }

  /** Grows with every commit that touched identities: caches are keyed by it. */
  get version(): number {
    return this.#version;
  }

  /** As the journal says. */
  get columns(): Columns<typeof identitySchema> {
    return this.#table.columns;
  }

  /** Written by scoring and posture, read by lists and charts. */
  get derived(): Columns<typeof derivedSchema> {
    return this.#derived.columns;
  }

  /** The lower-cased text that a search looks through. */
  get search(): readonly string[] {
    return this.#table.columns.search.values;
  }

  /** -1: no such identity. */
  rowOf(id: string): number {
    return this.#rowOf.get(id) ?? -1;
  }

  /** The one identity that its source calls by this GUID, which names one object wherever it stands; -1: none, or several. */
  rowOfGuid(guid: string): number {
    if (this.#rowOfGuid?.version !== this.#version) {
      const rows = new Map<string, number>();
      for (const [row, text] of this.columns.externalId.values.entries()) {
        const key = text.toLowerCase();
        if (isGuid(key)) rows.set(key, rows.has(key) ? -1 : row);
      }
      this.#rowOfGuid = { version: this.#version, rows };
    }
    return this.#rowOfGuid.rows.get(guid.toLowerCase()) ?? -1;
  }

  idOf(row: number): IdentityId {
    // The id column holds nothing but ids of identities that were put.
    return this.#table.columns.id.at(row) as IdentityId;
  }

  /** All facts with the derived ones in place of the projected; valid until the next commit. */
  facts(): FactView {
    const view: Partial<Record<FactName, FactView[FactName]>> = {};
    for (const name of factNames) view[name] = this.#table.columns[name].view();
    for (const name of completedNames) view[name] = this.#derived.columns[name].view();
    // Every name of the schema was set in the loops above, each from a column of its own width.
    return view as FactView;
  }

  /** One row of `facts()` as an object of numbers. */
  factsAt(row: number): FactRow {
    const facts: Partial<Record<FactName, number>> = {};
    for (const name of factNames) facts[name] = this.#table.columns[name].at(row);
    for (const name of completedNames) facts[name] = this.#derived.columns[name].at(row);
    // As above: the loops set every name.
    return facts as FactRow;
  }

  /** Derived columns as if nothing had been derived: projected facts, no scores, no findings. */
  resetDerived(): void {
    const { columns } = this.#table;
    const derived = this.#derived.columns;
    for (const name of completedNames) derived[name].values.set(columns[name].view());
    for (const name of ['score', 'low', 'high', 'confidence', 'power', 'exposure'] as const) {
      derived[name].values.fill(Number.NaN);
    }
    derived.band.values.fill(noBand);
    derived.findings.values.fill(0);
    derived.accounts.values.fill(1);
    this.heldScopes.clear();
    this.heldHuman.clear();
    for (let row = 0; row < this.length; row++) derived.humanOf.set(row, row);
  }

  /** What is derived as it stands now; what is answered puts it back. For a look that nobody else sees. */
  keepDerived(): () => void {
    const kept = Object.values(this.#derived.columns).map((column) => ({ column, values: column.values.slice() }));
    const texts = [this.heldScopes, this.heldHuman].map((map) => ({ map, entries: [...map] }));
    return () => {
      for (const { column, values } of kept) column.values.set(values);
      for (const { map, entries } of texts) {
        map.clear();
        for (const [row, text] of entries) map.set(row, text);
      }
    };
  }

  /** Takes staged rows in their order, the last of each id. One synchronous step. Answers the rows that were written. */
  apply(staged: StagedIdentities, written: Written): Uint32Array {
    const before = this.length;
    const { from, to, length } = this.#plan(staged.rows);
    const firstSeq = to.map((row) => (row < before ? this.columns.firstSeq.at(row) : written.seq));
    if (before === 0 && length === staged.table.length) {
      // A first import of very many is not copied: its columns are what copying would make.
      this.#table = staged.table;
      this.#rowOf = staged.rows;
    } else {
      this.#table.adopt(staged.table, from, to, length);
      let i = 0;
      for (const id of staged.rows.keys()) this.#rowOf.set(id, to[i++] ?? 0);
    }
    const { firstSeq: first, seq, place, offset, bytes } = this.columns;
    const code = place.intern(written.place);
    for (let i = 0; i < to.length; i++) {
      const row = to[i] ?? 0;
      first.set(row, firstSeq[i] ?? 0);
      seq.set(row, written.seq);
      place.codes.set(row, code);
      if (code === inRecord) {
        // Bytes are counted from the begin of an object; inside a record the entry says it all.
        offset.set(row, 0);
        bytes.set(row, 0);
      }
    }
    this.edges.replace(staged.edges, from, to);
    for (const [id, missing] of staged.missing) {
      const row = this.rowOf(id);
      if (row >= 0) this.columns.missing.set(row, missing);
    }
    this.holdings.replace(staged.holdings, from, to);
    this.keys.replace(staged.keys, from, to);
    this.spans.replace(staged.spans, from, to);
    this.endings.replace(staged.endings, from, to);
    this.handles.replace(staged.handles, from, to);
    if (staged.removed.length > 0) this.#remove(staged.removed);
    this.#settle();
    return to;
  }

  /** New values for the facts of existing rows, in row order. */
  reproject(facts: Iterable<FactRow>): void {
    let row = 0;
    for (const fact of facts) {
      for (const name of factNames) this.#table.columns[name].set(row, fact[name]);
      row += 1;
    }
    this.#settle();
  }

  *chunks(): Iterable<Chunk> {
    yield* this.#table.chunks('identity');
    yield* this.edges.chunks();
    yield* this.holdings.chunks();
    yield* this.keys.chunks();
    yield* this.spans.chunks();
    yield* this.endings.chunks();
    yield* this.handles.chunks();
  }

  load(chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    this.#table.load('identity', chunks);
    this.edges.load(chunks);
    this.holdings.load(chunks);
    this.keys.load(chunks);
    this.spans.load(chunks);
    this.endings.load(chunks);
    this.handles.load(chunks);
    this.#rowOf.clear();
    for (const [row, id] of this.#table.columns.id.values.entries()) this.#rowOf.set(id, row);
    if (this.#rowOf.size !== this.length) throw new Error('an identity stands in the snapshot twice');
    this.#settle();
  }

  /** Later rows close ranks. */
  #remove(ids: readonly string[]): void {
    const gone = new Set(ids.map((id) => this.rowOf(id)));
    const kept = Uint32Array.from([...Array(this.length).keys()].filter((row) => !gone.has(row)));
    this.#table.keep(kept);
    this.edges.keep(kept);
    this.holdings.keep(kept);
    this.keys.keep(kept);
    this.spans.keep(kept);
    this.endings.keep(kept);
    this.handles.keep(kept);
    this.#rowOf = new Map(this.columns.id.values.map((id, row) => [id, row]));
  }

  #settle(): void {
    this.#derived.resize(this.length);
    this.resetDerived();
    this.#version += 1;
  }

  #plan(staged: ReadonlyMap<string, number>): { from: Uint32Array; to: Uint32Array; length: number } {
    const from = Uint32Array.from(staged.values());
    const to = new Uint32Array(staged.size);
    let length = this.length;
    let i = 0;
    for (const id of staged.keys()) {
      const known = this.rowOf(id);
      to[i++] = known < 0 ? length++ : known;
    }
    return { from, to, length };
  }
}
