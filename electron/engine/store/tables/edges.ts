import { type Delegation, type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';
import type { Instant } from '#shared/model/fact.ts';
import { HeldRows } from './held-rows.ts';

const edgeSchema = {
  /** Row of the identity whose record says so. */
  holder: 'u32',
  /** Id of the one who holds power, or what tells the holder elsewhere (`hasAnchor`) … */
  from: 'dictionary',
  /** … and of the one who may use it. Either may be absent from the inventory. */
  to: 'dictionary',
  /** Index into `delegationKinds`, or `ownedBy`: `from` is a human who owns `to`, or `hasAnchor`: see `Identity.anchors`. */
  kind: 'u8',
  /** Of `acts_for`: the last end of what the human granted; Infinity: none; NaN: not said, or another kind. */
  until: 'f64',
  /** 1: nobody says of a part of it when that ends. */
  open: 'u8',
} as const;

/** The moment of whoever asks for all that was ever said. */
export const beforeAnyEnd = Number.NEGATIVE_INFINITY;

/** Edges between rows, ready for compressed sparse rows. Those with an end outside of the inventory are left out. */
export interface ResolvedEdges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly kind: Uint8Array;
  readonly until: Float64Array;
  /** 1: the row exchanges tokens of one, or commands one, that is not in the inventory. */
  readonly strange: Uint8Array;
  /** Identity row and the row of a human who owns it. */
  readonly owners: { readonly row: Uint32Array; readonly human: Uint32Array };
  /** Identity row of a human and the code of an anchor. */
  readonly anchors: { readonly row: Uint32Array; readonly anchor: Uint32Array };
}

/** The kind of an edge that is no delegation but says who owns the holder. */
const ownedBy = delegationKinds.length;
const hasAnchor = ownedBy + 1;
const [spawned, mayExchange] = [delegationKinds.indexOf('spawned'), delegationKinds.indexOf('may_exchange')];
const actsFor = delegationKinds.indexOf('acts_for');

/** Delegations as columns. A grant on behalf of a human is an `acts_for` edge from the human to the holder. */
export class EdgeTable extends HeldRows<typeof edgeSchema> {
  #resolved:
    | { readonly version: number; readonly from: Instant; readonly to: Instant; readonly edges: ResolvedEdges }
    | undefined;

  constructor() {
    super('edge', edgeSchema);
  }

  add(
    holder: number,
    edge: Pick<Delegation, 'from' | 'to' | 'kind'>,
    { until, open }: { readonly until: Instant; readonly open: boolean } = { until: Number.NaN, open: true },
  ): void {
    const kind = delegationKinds.indexOf(edge.kind);
    this.table.append({ holder, from: edge.from, to: edge.to, kind, until, open: open ? 1 : 0 });
  }

  addOwner(holder: number, holderId: string, human: string): void {
    this.table.append({ holder, from: human, to: holderId, kind: ownedBy, until: Number.NaN, open: 1 });
  }

  addAnchor(holder: number, anchor: string): void {
    this.table.append({ holder, from: anchor, to: '', kind: hasAnchor, until: Number.NaN, open: 1 });
  }

  /** null: the edge says who owns the holder, or what tells it elsewhere. */
  kindAt(edge: number): DelegationKind | null {
    return delegationKinds[this.columns.kind.at(edge)] ?? null;
  }

  /** Has all that it stands for ended? */
  hasEnded(edge: number, now: Instant): boolean {
    return this.columns.open.at(edge) === 0 && this.columns.until.at(edge) <= now;
  }

  /**
   * Edges by row number, without those that ended by `now`; kept until `version` (the identity table's) changes, or the
   * next of them ends.
   */
  resolve(
    identities: { rowOf(id: string): number; readonly version: number; readonly length: number },
    now: Instant,
  ): ResolvedEdges {
    const kept = this.#resolved;
    if (kept?.version === identities.version && kept.from <= now && now < kept.to) return kept.edges;
    const [lastEnd, nextEnd] = this.#endsAround(now);
    const { from, to, kind, until } = this.columns;
    const fromRow = Int32Array.from(from.strings, (id) => identities.rowOf(id));
    const toRow = Int32Array.from(to.strings, (id) => identities.rowOf(id));
    const sources: number[] = [];
    const targets: number[] = [];
    const kinds: number[] = [];
    const ends: number[] = [];
    const strange = new Uint8Array(identities.length);
    const owners: { readonly row: number[]; readonly human: number[] } = { row: [], human: [] };
    const anchors: { readonly row: number[]; readonly anchor: number[] } = { row: [], anchor: [] };
    for (let edge = 0; edge < this.length; edge++) {
      if (kind.at(edge) === hasAnchor) {
        anchors.row.push(this.columns.holder.at(edge));
        anchors.anchor.push(from.codes.at(edge));
        continue;
      }
      if (this.hasEnded(edge, now)) continue;
      const fromHere = fromRow[from.codes.at(edge)] ?? -1;
      const toHere = toRow[to.codes.at(edge)] ?? -1;
      if (fromHere < 0 || toHere < 0) {
        const who = kind.at(edge) === spawned ? fromHere : kind.at(edge) === mayExchange ? toHere : -1;
        if (who >= 0) strange[who] = 1;
        continue;
      }
      if (kind.at(edge) === ownedBy) {
        owners.row.push(toHere);
        owners.human.push(fromHere);
      } else {
        sources.push(fromHere);
        targets.push(toHere);
        kinds.push(kind.at(edge));
        ends.push(until.at(edge));
      }
    }
    const resolved = {
      from: Uint32Array.from(sources),
      to: Uint32Array.from(targets),
      kind: Uint8Array.from(kinds),
      until: Float64Array.from(ends),
      strange,
      owners: { row: Uint32Array.from(owners.row), human: Uint32Array.from(owners.human) },
      anchors: { row: Uint32Array.from(anchors.row), anchor: Uint32Array.from(anchors.anchor) },
    };
    this.#resolved = { version: identities.version, from: lastEnd, to: nextEnd, edges: resolved };
    return resolved;
  }

  /** The last end that was by `now`, and the first that comes. */
  #endsAround(now: Instant): [Instant, Instant] {
    let [last, next] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const [until, open] = [this.columns.until.view(), this.columns.open.view()];
    for (let edge = 0; edge < until.length; edge += 1) {
      const end = until[edge] ?? Number.NaN;
      if (open[edge] === 1) continue;
      if (end <= now) last = Math.max(last, end);
      else next = Math.min(next, end);
    }
    return [last, next];
  }

  /** Of each holder for some of whose people it may act no longer: those who are left, by id. */
  peopleLeft(now: Instant): ReadonlyMap<number, ReadonlySet<string>> {
    const { holder, from, kind } = this.columns;
    const left = new Map<number, Set<string>>();
    for (let edge = 0; edge < this.length; edge += 1)
      if (kind.at(edge) === actsFor && this.hasEnded(edge, now)) left.set(holder.at(edge), new Set());
    for (let edge = 0; left.size > 0 && edge < this.length; edge += 1)
      if (kind.at(edge) === actsFor && !this.hasEnded(edge, now)) left.get(holder.at(edge))?.add(from.at(edge));
    return left;
  }

  /** Rows that act for a human, each once, in row order of the edges. */
  actingFor(identities: Parameters<EdgeTable['resolve']>[0], human: number, now: Instant): number[] {
    const { from, to, kind } = this.resolve(identities, now);
    const rows = new Set<number>();
    for (let edge = 0; edge < from.length; edge++) {
      if (from[edge] === human && kind[edge] === actsFor) rows.add(to[edge] ?? 0);
    }
    return [...rows];
  }
}
