import { type Chunk, type Columns, ColumnTable, type Schema } from '#engine/store/column-table.ts';
import { type Delegation, type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';

const edgeSchema = {
  /** Row of the identity whose record says so. */
  holder: 'u32',
  /** Id of the one who holds power, or what the holder has (`hasKey`) … */
  from: 'dictionary',
  /** … and of the one who may use it. Either may be absent from the inventory. */
  to: 'dictionary',
  /** Index into `delegationKinds`, or `ownedBy`: `from` is a human who owns `to`, `hasKey`: `from` is a fingerprint, `hasAnchor`: see `Identity.anchors`. */
  kind: 'u8',
} as const satisfies Schema;

/** Edges between rows, ready for compressed sparse rows. Those with an end outside of the inventory are left out. */
export interface ResolvedEdges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly kind: Uint8Array;
  /** Identity row and the row of a human who owns it. */
  readonly owners: { readonly row: Uint32Array; readonly human: Uint32Array };
  /** Identity row and the code of a key's fingerprint. */
  readonly keys: { readonly row: Uint32Array; readonly key: Uint32Array };
  /** Identity row of a human and the code of an anchor. */
  readonly anchors: { readonly row: Uint32Array; readonly anchor: Uint32Array };
}

/** The kind of an edge that is no delegation but says who owns the holder. */
const ownedBy = delegationKinds.length;
const hasKey = ownedBy + 1;
const hasAnchor = hasKey + 1;
const actsFor = delegationKinds.indexOf('acts_for');

/** Delegations as columns. A grant on behalf of a human is an `acts_for` edge from the human to the holder. */
export class EdgeTable {
  #table = new ColumnTable(edgeSchema);
  #resolved: { readonly version: number; readonly edges: ResolvedEdges } | undefined;

  get length(): number {
    return this.#table.length;
  }

  get columns(): Columns<typeof edgeSchema> {
    return this.#table.columns;
  }

  add(holder: number, edge: Pick<Delegation, 'from' | 'to' | 'kind'>): void {
    this.#table.append({ holder, from: edge.from, to: edge.to, kind: delegationKinds.indexOf(edge.kind) });
  }

  addOwner(holder: number, holderId: string, human: string): void {
    this.#table.append({ holder, from: human, to: holderId, kind: ownedBy });
  }

  /** Of a credential of the holder. */
  addKey(holder: number, fingerprint: string): void {
    this.#table.append({ holder, from: fingerprint, to: '', kind: hasKey });
  }

  addAnchor(holder: number, anchor: string): void {
    this.#table.append({ holder, from: anchor, to: '', kind: hasAnchor });
  }

  /** null: the edge says who owns the holder, or what key it has. */
  kindAt(edge: number): DelegationKind | null {
    return delegationKinds[this.columns.kind.at(edge)] ?? null;
  }

  /** Edges of the staged rows `from[i]` take the place of all edges that rows `to[i]` held. */
  replace(staged: EdgeTable, from: Uint32Array, to: Uint32Array): void {
    this.#resolved = undefined;
    const kept = this.#without(new Set(to));
    const rowOf = new Map<number, number>();
    for (const [i, row] of from.entries()) rowOf.set(row, to[i] ?? 0);
    const sources: number[] = [];
    for (let edge = 0; edge < staged.length; edge++) {
      if (rowOf.has(staged.columns.holder.at(edge))) sources.push(edge);
    }
    const targets = Uint32Array.from(sources, (_, i) => kept + i);
    this.#table.adopt(staged.#table, Uint32Array.from(sources), targets, kept + sources.length);
    const holder = this.columns.holder.values;
    for (const edge of targets) holder[edge] = rowOf.get(holder[edge] ?? 0) ?? 0;
  }

  /** Rows `kept[i]` become rows `i`; the edges of the others are gone. */
  keep(kept: Uint32Array): void {
    this.#resolved = undefined;
    const rowOf = new Map<number, number>();
    for (const [to, row] of kept.entries()) rowOf.set(row, to);
    const { holder } = this.columns;
    const staying = [...holder.view().keys()].filter((edge) => rowOf.has(holder.at(edge)));
    this.#table.keep(Uint32Array.from(staying));
    for (let edge = 0; edge < this.length; edge++) holder.set(edge, rowOf.get(holder.at(edge)) ?? 0);
  }

  /** Edges by row number; kept until `version` (the identity table's) changes. */
  resolve(identities: { rowOf(id: string): number; readonly version: number }): ResolvedEdges {
    if (this.#resolved?.version === identities.version) return this.#resolved.edges;
    const { from, to, kind } = this.columns;
    const fromRow = Int32Array.from(from.strings, (id) => identities.rowOf(id));
    const toRow = Int32Array.from(to.strings, (id) => identities.rowOf(id));
    const sources: number[] = [];
    const targets: number[] = [];
    const kinds: number[] = [];
    const owners: { readonly row: number[]; readonly human: number[] } = { row: [], human: [] };
    const keys: { readonly row: number[]; readonly key: number[] } = { row: [], key: [] };
    const anchors: { readonly row: number[]; readonly anchor: number[] } = { row: [], anchor: [] };
    for (let edge = 0; edge < this.length; edge++) {
      if (kind.at(edge) === hasAnchor) {
        anchors.row.push(this.columns.holder.at(edge));
        anchors.anchor.push(from.codes.at(edge));
        continue;
      }
      if (kind.at(edge) === hasKey) {
        keys.row.push(this.columns.holder.at(edge));
        keys.key.push(from.codes.at(edge));
        continue;
      }
      const fromHere = fromRow[from.codes.at(edge)] ?? -1;
      const toHere = toRow[to.codes.at(edge)] ?? -1;
      if (fromHere < 0 || toHere < 0) continue;
      if (kind.at(edge) === ownedBy) {
        owners.row.push(toHere);
        owners.human.push(fromHere);
      } else {
        sources.push(fromHere);
        targets.push(toHere);
        kinds.push(kind.at(edge));
      }
    }
    const resolved = {
      from: Uint32Array.from(sources),
      to: Uint32Array.from(targets),
      kind: Uint8Array.from(kinds),
      owners: { row: Uint32Array.from(owners.row), human: Uint32Array.from(owners.human) },
      keys: { row: Uint32Array.from(keys.row), key: Uint32Array.from(keys.key) },
      anchors: { row: Uint32Array.from(anchors.row), anchor: Uint32Array.from(anchors.anchor) },
    };
    this.#resolved = { version: identities.version, edges: resolved };
    return resolved;
  }

  /** Rows that hold a key that this row holds, with its fingerprint; the row itself is not among them. */
  sharing(row: number): { readonly row: number; readonly fingerprint: string }[] {
    const { holder, kind, from } = this.columns;
    const own = new Set<number>();
    for (let edge = 0; edge < this.length; edge++) {
      if (kind.at(edge) === hasKey && holder.at(edge) === row) own.add(from.codes.at(edge));
    }
    const found = new Map<string, { readonly row: number; readonly fingerprint: string }>();
    for (let edge = 0; own.size > 0 && edge < this.length; edge++) {
      const other = holder.at(edge);
      if (kind.at(edge) !== hasKey || other === row || !own.has(from.codes.at(edge))) continue;
      found.set(`${other} ${from.at(edge)}`, { row: other, fingerprint: from.at(edge) });
    }
    return [...found.values()];
  }

  /** Rows that act for a human, each once, in row order of the edges. */
  actingFor(identities: { rowOf(id: string): number; readonly version: number }, human: number): number[] {
    const { from, to, kind } = this.resolve(identities);
    const rows = new Set<number>();
    for (let edge = 0; edge < from.length; edge++) {
      if (from[edge] === human && kind[edge] === actsFor) rows.add(to[edge] ?? 0);
    }
    return [...rows];
  }

  chunks(): Iterable<Chunk> {
    return this.#table.chunks('edge');
  }

  load(chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    this.#table.load('edge', chunks);
    this.#resolved = undefined;
  }

  /** Closes the gaps that the edges of some holders leave; answers how many edges remain. */
  #without(holders: ReadonlySet<number>): number {
    const { holder, from, to, kind } = this.columns;
    let kept = 0;
    for (let edge = 0; edge < this.length; edge++) {
      if (holders.has(holder.at(edge))) continue;
      if (kept !== edge) {
        holder.set(kept, holder.at(edge));
        from.codes.set(kept, from.codes.at(edge));
        to.codes.set(kept, to.codes.at(edge));
        kind.set(kept, kind.at(edge));
      }
      kept += 1;
    }
    this.#table.resize(kept);
    return kept;
  }
}
