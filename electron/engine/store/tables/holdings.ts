import { type Chunk, type Columns, ColumnTable, type Schema } from '#engine/store/column-table.ts';
import { isUnknown, unknownReasons } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { apiOf, scopeKey } from '#shared/model/scope-key.ts';

const holdingSchema = {
  /** Row of the identity that holds it. */
  holder: 'u32',
  /** Its `scopeKey`. */
  scope: 'dictionary',
  /** Newest use that the source knows of; -Infinity: never; NaN: it does not say. */
  lastUsedAt: 'f64',
  /** Index into unknownReasons + 1 where one of the grants that carry it does not say, else 0. */
  reason: 'u8',
} as const satisfies Schema;

/** Every distinct scope of an identity under its key, with the grants' words on its use. */
function holdingsOf(identity: Identity): ReadonlyMap<string, readonly GrantedScope[]> {
  const held = new Map<string, GrantedScope[]>();
  for (const grant of identity.grants) {
    for (const scope of grant.scopes) {
      const key = scopeKey(identity.tenant.vendor, apiOf(scope, grant), scope.name);
      const known = held.get(key);
      if (known === undefined) held.set(key, [scope]);
      else known.push(scope);
    }
  }
  return held;
}

/** Who holds which scope: one row a distinct scope of an identity. */
export class HoldingTable {
  readonly #table = new ColumnTable(holdingSchema);

  get length(): number {
    return this.#table.length;
  }

  get columns(): Columns<typeof holdingSchema> {
    return this.#table.columns;
  }

  add(holder: number, identity: Identity): void {
    for (const [scope, grants] of holdingsOf(identity)) this.#table.append({ holder, scope, ...saidOf(grants) });
  }

  /** Holdings of the staged rows `from[i]` take the place of all that rows `to[i]` held. */
  replace(staged: HoldingTable, from: Uint32Array, to: Uint32Array): void {
    const kept = this.#without(new Set(to));
    const rowOf = new Map<number, number>();
    for (const [i, row] of from.entries()) rowOf.set(row, to[i] ?? 0);
    const sources: number[] = [];
    for (let row = 0; row < staged.length; row++) if (rowOf.has(staged.columns.holder.at(row))) sources.push(row);
    const targets = Uint32Array.from(sources, (_, i) => kept + i);
    this.#table.adopt(staged.#table, Uint32Array.from(sources), targets, kept + sources.length);
    const holder = this.columns.holder.values;
    for (const row of targets) holder[row] = rowOf.get(holder[row] ?? 0) ?? 0;
  }

  /** Of the identities, only those in these rows stay, and close ranks; ascending. */
  keep(holders: Uint32Array): void {
    const rowOf = new Map<number, number>();
    for (const [i, row] of holders.entries()) rowOf.set(row, i);
    const gone = new Set<number>();
    for (const row of this.columns.holder.view()) if (!rowOf.has(row)) gone.add(row);
    this.#without(gone);
    const holder = this.columns.holder.values;
    for (let row = 0; row < this.length; row++) holder[row] = rowOf.get(holder[row] ?? 0) ?? 0;
  }

  chunks(): Iterable<Chunk> {
    return this.#table.chunks('holding');
  }

  load(chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    this.#table.load('holding', chunks);
  }

  /** Closes the gaps that some holders leave; answers how many rows remain. */
  #without(holders: ReadonlySet<number>): number {
    const holder = this.columns.holder.view();
    const kept: number[] = [];
    for (let row = 0; row < holder.length; row++) if (!holders.has(holder[row] ?? 0)) kept.push(row);
    if (kept.length < this.length) {
      // From the front, so that no row is written before it was read.
      const to = Uint32Array.from(kept, (_, i) => i);
      this.#table.adopt(this.#table, Uint32Array.from(kept), to, this.length);
      this.#table.resize(kept.length);
    }
    return kept.length;
  }
}

function saidOf(grants: readonly GrantedScope[]): { readonly lastUsedAt: number; readonly reason: number } {
  let [newest, said, reason] = [Number.NEGATIVE_INFINITY, false, 0];
  for (const { lastUsedAt } of grants) {
    if (isUnknown(lastUsedAt)) reason = unknownReasons.indexOf(lastUsedAt.unknown) + 1;
    else {
      said = true;
      if (lastUsedAt !== 'never') newest = Math.max(newest, lastUsedAt);
    }
  }
  return { lastUsedAt: said ? newest : Number.NaN, reason };
}
