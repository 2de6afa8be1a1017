import type { Item, Sink } from '#engine/importers/importer.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';
import type { Tenant } from '#shared/model/tenant.ts';

/** Source objects that become no identity of their own, until it is known whose tenant they are of. */
export class KeptRecords {
  readonly #sink: Sink;
  readonly #sha256: Sha256;
  readonly #kept = new Map<string, { readonly key: string; readonly raw: unknown }>();
  #answers = 0;
  #repeated = 0;

  constructor(sink: Sink, sha256: Sha256) {
    this.#sink = sink;
    this.#sha256 = sha256;
  }

  keep(path: string, key: string, raw: unknown): void {
    this.#kept.set(path, { key, raw });
  }

  /** Of a recording: what was answered and holds no identities. */
  answer({ path, value }: Item): void {
    this.#answers += 1;
    this.keep(path, `answer:${this.#hashOf(value)}`, value);
  }

  /** Of a recording, which tells of one object as often as it was asked for. */
  again({ path, value }: Item, what: string): void {
    this.#repeated += 1;
    this.keep(path, `${what}:${this.#hashOf(value)}`, value);
  }

  /** Once each. */
  emit(path: string, tenant: Tenant): void {
    const kept = this.#kept.get(path);
    if (kept === undefined) return;
    this.#kept.delete(path);
    this.#sink.record({ key: kept.key, record: path, raw: kept.raw, tenant });
  }

  /** All that is left, and what was kept of a recording, said once. */
  finish(tenant: Tenant): void {
    for (const path of [...this.#kept.keys()]) this.emit(path, tenant);
    this.#say(this.#answers, 'answers that hold no identities');
    this.#say(this.#repeated, 'objects that the recording tells of more than once');
  }

  #say(count: number, what: string): void {
    if (count === 0) return;
    const message = `${what}: ${count} kept as records`;
    this.#sink.problem({ severity: 'info', code: 'import.skipped', message, record: null, field: null });
  }

  #hashOf(value: unknown): string {
    return this.#sha256(JSON.stringify(value));
  }
}
