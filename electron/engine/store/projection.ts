import type { Hash } from '#engine/system/system.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { Chunk } from './column-table.ts';
import { LiveLedger, ledgerData } from './live-ledger.ts';
import { RecordIndex } from './record-index.ts';
import { type Projector, Staging } from './staging.ts';
import type { Ledger, Register } from './store.ts';
import { ActivityTable } from './tables/activity.ts';
import { IdentityTable } from './tables/identities.ts';
import type { FactRow } from './tables/identity-columns.ts';

/**
 * Everything that the journal says, as columns. Invariant: applying commits one by one, replaying the journal, and
 * loading a snapshot and replaying the rest give the same bytes.
 */
export class Projection {
  readonly identities = new IdentityTable();
  readonly activity = new ActivityTable();
  readonly tenants = new Map<string, Tenant>();
  readonly ledger: LiveLedger;
  readonly records = new RecordIndex();
  readonly registers: readonly Register[];
  readonly #projector: Projector;
  /** Number of the last record that was applied. */
  seq = 0;

  constructor(projector: Projector, fingerprintKey: string) {
    this.#projector = projector;
    this.ledger = new LiveLedger(fingerprintKey);
    this.registers = projector.registers?.() ?? [];
  }

  stage(): Staging {
    return new Staging(this.#projector, this.ledger);
  }

  /** One synchronous step: readers see all of the commit or nothing. `place` is where the payload lies. */
  apply(record: JournalRecord, place: string, staging: Staging): void {
    this.ledger.apply(record, staging.problems);
    for (const [id, tenant] of staging.tenants) this.tenants.set(id, tenant);
    this.#withdrawEvents(record);
    if (staging.unmarks.length > 0) this.records.removeAll(staging.unmarks);
    if (staging.table.length + staging.missing.size + staging.removed.length > 0)
      this.identities.apply(staging, { seq: record.seq, place });
    staging.activity.addRecord(record);
    this.activity.apply(staging.activity);
    this.records.take(staging.records);
    for (const register of this.registers) register.apply(record);
    this.seq = record.seq;
  }

  /** The same for a record without a payload, which is most of what a running issuer writes. */
  applyRecord(record: JournalRecord): void {
    this.ledger.apply(record, []);
    this.#withdrawEvents(record);
    this.activity.append(record);
    for (const register of this.registers) register.apply(record);
    this.seq = record.seq;
  }

  #withdrawEvents(record: JournalRecord): void {
    const { undoes } = ledgerData(record.data);
    if (undoes !== undefined) this.activity.removeImported(undoes);
  }

  /** True: what `project` said of the rows that are there no longer holds once the record is applied. */
  outdatedBy(record: Pick<JournalRecord, 'data'>): boolean {
    const { classifications, asOf } = ledgerData(record.data);
    return (
      this.identities.length > 0 && (classifications !== undefined || (asOf !== undefined && asOf !== this.ledger.asOf))
    );
  }

  merge(contributions: Parameters<Projector['merge']>[0]): ReturnType<Projector['merge']> {
    return this.#projector.merge(contributions);
  }

  factsOf(identity: Parameters<Projector['project']>[0], ledger: Ledger = this.ledger): FactRow {
    return this.#projector.project(identity, ledger);
  }

  /** The ledger as it will be once the record is applied. */
  ledgerAfter(record: Pick<JournalRecord, 'seq' | 'at' | 'data'>): Ledger {
    const after = new LiveLedger(this.ledger.fingerprintKey);
    after.load(this.ledger.toJson());
    after.apply(record, []);
    return after;
  }

  *chunks(): Iterable<Chunk> {
    const text = (name: string, json: string): Chunk => ({ name, part: 0, data: new TextEncoder().encode(json) });
    yield* this.identities.chunks();
    yield* this.activity.chunks();
    yield* this.records.chunks();
    yield text('tenants', JSON.stringify([...this.tenants.values()]));
    yield text('ledger', this.ledger.toJson());
    for (const register of this.registers) yield text(`register ${register.name}`, register.save());
    yield text('seq', String(this.seq));
  }

  /** Throws on anything that does not fit together: the caller then replays instead. */
  load(chunks: readonly Chunk[]): void {
    const byName = new Map<string, Uint8Array[]>();
    for (const { name, part, data } of chunks) {
      const parts = byName.get(name) ?? [];
      parts[part] = data;
      byName.set(name, parts);
    }
    const text = (name: string): string => new TextDecoder().decode(byName.get(name)?.[0] ?? new Uint8Array(0));
    this.identities.load(byName);
    this.activity.load(byName);
    this.records.load(byName);
    this.tenants.clear();
    // Written by chunks; the digest of the snapshot was checked.
    for (const tenant of JSON.parse(text('tenants')) as Tenant[]) this.tenants.set(tenant.id, tenant);
    this.ledger.load(text('ledger'));
    for (const register of this.registers) register.load(text(`register ${register.name}`));
    this.seq = Number(text('seq'));
  }
}

/** SHA-256 over names, parts and bytes of all chunks in their order; `passing` sees each on its way. */
export function digestOf(chunks: Iterable<Chunk>, hash: Hash, passing?: (chunk: Chunk) => void): string {
  const running = hash.incremental();
  for (const chunk of chunks) {
    running.update(`${chunk.name}/${chunk.part}/${chunk.data.byteLength}\n`);
    running.update(chunk.data);
    passing?.(chunk);
  }
  return running.hex();
}
