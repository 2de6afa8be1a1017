// What the journal says of connected tenants: a register, like the issuer's. Secrets are never part of it.
import type { Register } from '#engine/store/store.ts';
import type { Connection, ConnectionTest } from '#shared/model/connection.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** What one sync brought. */
export interface SyncReport {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly pages: number;
  readonly records: number;
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Sequence number of the commit. */
  readonly seq: number;
}

/** Rides in the data of a journal record, member `connection`. */
export type ConnectionChange =
  | { readonly is: 'added' | 'changed'; readonly connection: Connection }
  | { readonly is: 'removed'; readonly tenant: TenantId }
  | { readonly is: 'tested'; readonly tenant: TenantId; readonly test: ConnectionTest }
  | { readonly is: 'synced'; readonly tenant: TenantId; readonly report: SyncReport };

export interface KeptConnection {
  readonly connection: Connection;
  readonly tested: { readonly at: Instant; readonly test: ConnectionTest } | null;
  /** The newest first, at most 20. */
  readonly syncs: readonly SyncReport[];
}

const syncsKept = 20;

export interface ConnectionsState {
  readonly connections: ReadonlyMap<TenantId, KeptConnection>;
  readonly version: number;
}

export class ConnectionsRegister implements Register, ConnectionsState {
  readonly name = 'connections';
  readonly connections = new Map<TenantId, KeptConnection>();
  version = 0;

  apply({ at, data }: Pick<JournalRecord, 'at' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const change = data['connection'] as ConnectionChange | undefined;
    if (change === undefined) return;
    this.version += 1;
    this.#take(change, Date.parse(at));
  }

  save(): string {
    return JSON.stringify([...this.connections.values()]);
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    for (const kept of JSON.parse(text) as KeptConnection[]) this.connections.set(kept.connection.tenant, kept);
  }

  #take(change: ConnectionChange, at: Instant): void {
    if ('connection' in change) {
      const { connection } = change;
      const kept = this.connections.get(connection.tenant);
      this.connections.set(connection.tenant, { tested: null, syncs: [], ...kept, connection });
      return;
    }
    if (change.is === 'removed') {
      this.connections.delete(change.tenant);
      return;
    }
    const kept = this.connections.get(change.tenant);
    if (kept === undefined) return;
    if (change.is === 'tested') this.connections.set(change.tenant, { ...kept, tested: { at, test: change.test } });
    else this.connections.set(change.tenant, { ...kept, syncs: [change.report, ...kept.syncs].slice(0, syncsKept) });
  }
}
