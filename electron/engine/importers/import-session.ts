// One import from bytes to batches, without a thread of its own: the worker runs it, and so do tests.

import { tenantOf } from '#shared/model/identity-id.ts';
import type { Tenant, Vendor } from '#shared/model/tenant.ts';
import { BatchBuilder } from './batch-builder.ts';
import { encodingOf, ToUtf8 } from './encoding.ts';
import { csvFeeder, type Feeder, jsonFeeder, yamlFeeder } from './feeders.ts';
import { readHead } from './head.ts';
import type { Head, Importer, Item, Reading, Recognition, Steps } from './importer.ts';
import { joinBytes } from './join-bytes.ts';
import type { Split } from './json-record.ts';
import { isSequence } from './json-sequence.ts';
import { KnownTenants } from './known-tenants.ts';
import { headBytes } from './limits.ts';
import { isPlaceholder } from './placeholders.ts';
import { recogniseHead } from './recognise.ts';
import { isRecording, recordedAt, recordingFeeder } from './recordings.ts';
import { keyPrints } from './scanner/key-prints.ts';
import type { SessionOptions } from './session-options.ts';
import { stripSecrets } from './strip-secrets.ts';
import { tenantByPlace } from './tenant-by-place.ts';

export class ImportSession {
  readonly #options: SessionOptions;
  readonly #batches: BatchBuilder;
  readonly #tenants = new KnownTenants();
  #head: Uint8Array[] = [];
  #headSize = 0;
  #toUtf8: ToUtf8 | null = null;
  #feeder: Feeder | null = null;
  #reading: Reading | null = null;
  #importer: Importer | null = null;
  #decided = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    for (const tenant of options.tenants) this.#tenants.add(tenant);
    this.#batches = new BatchBuilder(options);
  }

  async push(bytes: Uint8Array): Promise<void> {
    if (this.#decided) return this.#read(bytes);
    this.#head.push(bytes);
    this.#headSize += bytes.length;
    if (this.#headSize >= headBytes) await this.#decide(false);
  }

  async end(): Promise<void> {
    if (!this.#decided) await this.#decide(true);
    if (this.#feeder !== null && this.#toUtf8 !== null) {
      await this.#take(this.#feeder.push(this.#toUtf8.end()));
      await this.#take(this.#feeder.end());
      await this.#steps(() => this.#reading?.end(), null);
    }
    await this.#batches.finish();
  }

  async #decide(whole: boolean): Promise<void> {
    this.#decided = true;
    const parts = this.#head;
    this.#head = [];
    const bytes = joinBytes(parts, this.#headSize);
    const { file, folders } = this.#options;
    const head = readHead(file, bytes.subarray(0, headBytes), whole && bytes.length <= headBytes, folders);
    const found = recogniseHead(head, this.#options.mapping ?? {});
    if (found.importer === null) {
      const { reason: message, leftOut } = found;
      const problem = { message, record: null, field: null };
      if (leftOut) this.#batches.problem({ ...problem, severity: 'info', code: 'import.skipped' });
      else {
        const code = head.format === 'empty' ? 'import.empty' : 'import.unrecognised';
        this.#batches.problem({ ...problem, severity: 'error', code });
      }
      return;
    }
    const { importer, recognition } = found;
    const tenant = this.#tenantFrom(recognition, importer);
    this.#importer = importer;
    this.#batches.tenant = tenant;
    this.#reading = importer.begin(
      {
        file: this.#options.file,
        tenant,
        tenantOf: (vendor, id, name) => this.#tenantNamed(vendor, id, name),
        mapping: this.#options.mapping,
        fingerprint: this.#options.fingerprint,
        now: this.#options.now,
        sha256: this.#options.sha256,
        limits: this.#options.limits,
      },
      this.#batches,
    );
    this.#feeder = this.#feederFor(head, importer);
    const encoding = encodingOf(bytes);
    this.#toUtf8 = new ToUtf8(encoding === 'utf-16-without-mark' ? 'utf-8' : encoding, bytes);
    const { id, label, version, authority } = importer;
    // Logs show what happened to be used, recordings what happened to be asked for.
    const lists = authority !== 'log' && !isRecording(head);
    const recognised = {
      importer: id,
      label,
      version,
      tenant,
      authority,
      lists,
      madeAt: recordedAt(head, this.#options.now),
    };
    await this.#options.send({ t: 'recognised', recognised });
    for (const part of parts) await this.#read(part);
  }

  #feederFor(head: Head, importer: Importer): Feeder {
    const { limits } = this.#options;
    if (head.format !== 'json' && head.format !== 'yaml') return csvFeeder(head.text, limits);
    const isLine = importer.lines === true && head.outermost === 'object';
    const sequence = head.format === 'json' && (isLine || isSequence(head.text));
    // Rows are of tables alone; an importer may read both.
    const make = (all: readonly string[]): Feeder => {
      const elements = all.filter((pattern) => pattern !== '$row');
      return head.format === 'json' ? jsonFeeder(elements, limits, sequence) : yamlFeeder(elements, limits);
    };
    if (importer.recordings !== true || !isRecording(head)) return make(importer.elements);
    return recordingFeeder(head, make, importer.elements, limits);
  }

  async #read(bytes: Uint8Array): Promise<void> {
    if (this.#feeder !== null && this.#toUtf8 !== null) await this.#take(this.#feeder.push(this.#toUtf8.push(bytes)));
  }

  async #take(splits: Iterable<Split>): Promise<void> {
    for (const split of splits) {
      if (this.#reading?.refused?.()) return;
      const source = this.#isSource(split.pattern);
      if (split.ok) {
        await this.#steps(() => this.#reading?.item(this.#itemOf(split)), source ? split.path : null);
      } else {
        const { code, path: record, field } = split;
        const severity = split.lost || code === 'import.truncated' || code === 'import.malformed' ? 'error' : 'warning';
        const message = `${record} ${split.message}`;
        if (split.lost && source) this.#batches.rejected({ severity, code, message, record, field });
        else this.#batches.problem({ severity, code, message, record, field });
        if (severity === 'error') this.#reading?.missed?.(split.pattern);
      }
    }
  }

  #itemOf({ path, pattern, value: read, asked }: Extract<Split, { ok: true }>): Item {
    const { fingerprint } = this.#options;
    const seal = this.#importer?.seal;
    const printsOf = (secret: string) => [fingerprint(secret), ...keyPrints(secret, this.#options)];
    const value = seal === undefined ? read : seal({ pattern, value: read }, printsOf);
    return {
      path,
      pattern,
      value,
      fingerprints: stripSecrets(value, fingerprint),
      ...(asked !== undefined && { asked }),
    };
  }

  #isSource(pattern: string): boolean {
    const importer = this.#importer;
    return importer !== null && (importer.records ?? importer.elements).includes(pattern);
  }

  /** `record`: the source object that is lost when the importer itself fails on it. */
  async #steps(run: () => Steps, record: string | null): Promise<void> {
    const before = this.#batches.accounted;
    try {
      const steps = run();
      if (steps) for (const _step of steps) if (this.#batches.isFull) await this.#batches.flush();
    } catch {
      // A fault of ours on this input: the object is lost and said, the rest goes on.
      const message = `${record ?? 'the file'} could not be understood: a fault of the importer`;
      const problem = { severity: 'error', code: 'import.importer_fault', message, record, field: null } as const;
      if (record !== null && this.#batches.accounted === before) this.#batches.rejected(problem);
      else this.#batches.problem(problem);
    }
    if (this.#batches.isFull) await this.#batches.flush();
  }

  #tenantFrom(recognition: Recognition, importer: Importer): Tenant {
    const said = (text: string | null): string | null =>
      text === null || text.trim() === '' || isPlaceholder(text) ? null : text;
    const id = said(recognition.tenantId);
    const name = said(recognition.tenantName);
    if (id !== null || name !== null) return this.#tenantNamed(recognition.vendor, id, name ?? id ?? '');
    const { tenantName, file, folders, tenants } = this.#options;
    const [namesake, ...others] = tenants.filter((tenant) => tenant.name === tenantName);
    // A table says nothing of the vendor: what is called by the name of a known tenant speaks of that one.
    if (recognition.vendor === 'csv' && namesake !== undefined && others.length === 0) return namesake;
    return this.#tenantNamed(
      recognition.vendor,
      null,
      tenantName ?? tenantByPlace(file, folders, importer, recognition.folder),
    );
  }

  /** A file that carries only a name belongs to the one known tenant of that name. */
  #tenantNamed(vendor: Vendor, id: string | null, name: string): Tenant {
    const only = id === null ? this.#tenants.onlyNamed(vendor, name) : undefined;
    return only ?? this.#tenants.add(tenantOf(this.#options.sha256, vendor, id, name), id);
  }
}
