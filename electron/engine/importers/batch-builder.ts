import type { Activity } from '#shared/model/activity.ts';
import { assumed, type Whereabouts } from '#shared/model/contribution.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { Complaint, Sink } from './importer.ts';
import type { SessionOptions } from './session-options.ts';
import type { SourceRecord, WorkerBatch } from './worker-protocol.ts';

type SinkIdentity = Parameters<Sink['identity']>[0];
type SinkRecord = Parameters<Sink['record']>[0];

/** Rough bytes of what is not measured: enough to keep batches near their limit. */
const bytesOfIdentity = 1_500;
const bytesOfGrant = 400;

/** Collects what an importer emits, keeps the counts, and sends it on in batches. */
export class BatchBuilder implements Sink {
  readonly #options: SessionOptions;
  #tenant: Tenant | null = null;
  /** By its place: records that wait for the identity that names them. */
  #loose = new Map<string, SourceRecord>();
  #identities: WorkerBatch['identities'] = [];
  #activity: WorkerBatch['activity'] = [];
  #problems: Problem[] = [];
  #rejectedNow = 0;
  #bytes = 0;
  #records = 0;
  #rejected = 0;
  #problemCount = 0;
  readonly #kept = new Set<string>();
  readonly #tenants = new Map<string, Tenant>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  set tenant(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Source objects that have found their end so far. */
  get accounted(): number {
    return this.#records + this.#rejected;
  }

  get isFull(): boolean {
    return (
      this.#identities.length >= this.#options.limits.batchIdentities || this.#bytes >= this.#options.limits.batchBytes
    );
  }

  record(source: SinkRecord): void {
    const tenant = source.tenant ?? this.#tenant;
    if (tenant === null) return;
    this.#tenants.set(tenant.id, tenant);
    const text = JSON.stringify(source.raw) ?? 'null';
    const secrets = source.fingerprints && source.fingerprints.size > 0 ? JSON.stringify([...source.fingerprints]) : '';
    const { key, record, raw } = source;
    this.#loose.set(record, { tenant, key, record, raw, hash: this.#options.sha256(text + secrets) });
    this.#records += 1;
    this.#bytes += text.length;
  }

  identity(identity: SinkIdentity, where?: Whereabouts): void {
    const records: SourceRecord[] = [];
    const placeOf: number[] = [];
    for (const { record } of identity.sources) {
      const source = this.#loose.get(record);
      placeOf.push(source === undefined ? 0 : records.length);
      if (source === undefined) continue;
      records.push(source);
      this.#loose.delete(record);
    }
    const sources = records.map(({ record }) => ({ record }));
    const placed = where === undefined ? {} : { where: moved(where, placeOf) };
    this.#identities.push({ identity: { ...identity, sources }, records, ...placed });
    this.#bytes += bytesOfIdentity + identity.grants.length * bytesOfGrant;
  }

  activity(activity: Activity, tenant: Tenant | null = this.#tenant): void {
    if (tenant !== null) this.#activity.push({ activity, tenant });
    this.#bytes += bytesOfGrant;
  }

  rejected(problem: Complaint): void {
    this.#rejected += 1;
    this.#rejectedNow += 1;
    this.problem(problem);
  }

  problem(problem: Complaint): void {
    const key = `${problem.code}\u001f${problem.record ?? ''}\u001f${problem.field ?? ''}\u001f${problem.message}`;
    if (this.#kept.has(key)) return;
    this.#problemCount += 1;
    if (this.#kept.size >= this.#options.limits.problems) return;
    this.#kept.add(key);
    const { severity, code, message, record, field } = problem;
    this.#problems.push({ severity, code, message, file: this.#options.file, record, field });
  }

  async flush(): Promise<void> {
    const records = [...this.#loose.values()];
    const batch: WorkerBatch = {
      t: 'batch',
      identities: this.#identities,
      records,
      activity: this.#activity,
      problems: this.#problems,
      rejected: this.#rejectedNow,
    };
    this.#loose = new Map();
    this.#identities = [];
    this.#activity = [];
    this.#problems = [];
    this.#rejectedNow = 0;
    this.#bytes = 0;
    await this.#options.send(batch);
  }

  async finish(): Promise<void> {
    if (this.accounted === 0 && this.#problemCount === 0) {
      const message = 'there is nothing in the file that could be imported';
      this.problem({ severity: 'warning', code: 'import.empty', message, record: null, field: null });
    }
    await this.flush();
    await this.#options.send({
      t: 'done',
      records: this.#records + this.#rejected,
      rejected: this.#rejected,
      problems: this.#problemCount,
      problemsOmitted: this.#problemCount - this.#kept.size,
      tenants: [...this.#tenants.values()],
    });
  }
}

/** A record that two identities name goes with the first of them: places behind it move. */
const moved = (where: Whereabouts, placeOf: readonly number[]): Whereabouts =>
  Object.fromEntries(
    Object.entries(where)
      .map(([field, place]) => [field, place === assumed ? assumed : (placeOf[place] ?? 0)] as const)
      .filter(([, place]) => place !== 0),
  );
