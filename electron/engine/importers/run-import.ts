import type { ColumnMapping } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Whereabouts } from '#shared/model/contribution.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { ImportHost } from './import-host.ts';
import type { ImportSource } from './import-source.ts';
import { ImportWorkers } from './import-workers.ts';
import { joinBytes } from './join-bytes.ts';
import { defaultLimits, headBytes, type ImportLimits } from './limits.ts';
import { type HeadPreview, previewHead } from './preview.ts';
import { cancelled, WorkerLine } from './worker-line.ts';
import type { Recognised, SourceRecord, WorkerBatch } from './worker-protocol.ts';

export interface ImportOptions {
  readonly source: ImportSource;
  /** SHA-256 of the file, hex (`lookInto`). */
  readonly digest: string;
  /** Name of the tenant where the file carries none. */
  readonly tenantName?: string | undefined;
  readonly mapping?: ColumnMapping | undefined;
  /** Tenants that the workspace or an earlier file of this import named. */
  readonly tenants?: readonly Tenant[] | undefined;
  /** 32 bytes, hex. */
  readonly fingerprintKey: string;
  readonly now: number;
  readonly limits?: Partial<ImportLimits> | undefined;
  /** Shared by the files of one import, and closed by whoever made it; without it the file has a worker of its own. */
  readonly workers?: ImportWorkers | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the file that were read and understood. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * A part of an import. Every source object of the file is in exactly one place: in `records` of one identity, in `records`
 * of the batch, or counted in `rejected`; so records = (all records) + rejected.
 */
export interface Batch {
  /** null: nobody recognised the file; then one last batch with one problem comes. */
  readonly recognised: Recognised | null;
  /** `records` are the source objects that became the identity, in the order of its `sources`. */
  readonly identities: readonly {
    readonly identity: Identity;
    readonly records: readonly SourceRecord[];
    /** Which of its sources says what; all by the first where it is left out. */
    readonly where?: Whereabouts | undefined;
  }[];
  /** Source objects that became no identity of their own. */
  readonly records: readonly SourceRecord[];
  readonly activity: readonly { readonly activity: Activity; readonly tenant: Tenant }[];
  readonly rejected: number;
  readonly problems: readonly Problem[];
  /** Set on the last batch only, which always comes. */
  readonly totals: {
    readonly records: number;
    readonly rejected: number;
    readonly problems: number;
    readonly problemsOmitted: number;
    /** Those that the file's objects belong to: several realms are several tenants. */
    readonly tenants: readonly Tenant[];
  } | null;
}

/** Two chunks are on their way while the worker reads a third. */
const chunksUnderWay = 3;

/**
 * Reads one file in a worker and hands out what it holds, a batch at a time; the next batch is asked for by the consumer.
 * Bad files yield problems. Throws AppError `import.failed` (the worker died or stood still), `import.cancelled`, and what
 * the source throws.
 */
export async function* runImport(host: ImportHost, options: ImportOptions): AsyncGenerator<Batch, void, undefined> {
  const { source, digest, signal } = options;
  const limits: ImportLimits = { ...defaultLimits, ...options.limits };
  const file = source.name;
  if (source.size > limits.fileBytes) {
    yield refused(file, `the file holds ${source.size} bytes, more than ${limits.fileBytes}`);
    return;
  }
  const workers = options.workers ?? new ImportWorkers(host);
  const worker = new WorkerLine(host, workers, limits, () => options.onProgress?.(worker.taken));
  try {
    worker.post({
      t: 'begin',
      file,
      folders: [...source.folders],
      tenantName: options.tenantName ?? null,
      mapping: options.mapping ?? null,
      tenants: [...(options.tenants ?? [])],
      fingerprintKey: options.fingerprintKey,
      now: options.now,
      limits,
    });
    const fed = feed(source, worker, signal);
    // Its failure is seen through the line; an unhandled rejection would end the process.
    fed.catch((error: unknown) => worker.fail(error));
    let recognised: Recognised | null = null;
    for (;;) {
      const message = await worker.next(signal);
      if (message.t === 'recognised') recognised = message.recognised;
      else if (message.t === 'batch') {
        yield { ...complete(message, file, digest, recognised, options.now), totals: null };
        worker.post({ t: 'ack' });
      } else if (message.t === 'done') {
        const { records, rejected, problems, problemsOmitted, tenants } = message;
        const nothing = { identities: [], records: [], activity: [], rejected: 0, problems: [] };
        yield { ...nothing, recognised, totals: { records, rejected, problems, problemsOmitted, tenants } };
        return;
      } else throw new AppError('import.failed', `${file} could not be imported`, { cause: message.message });
    }
  } finally {
    await worker.close();
    if (options.workers === undefined) await workers.close();
  }
}

/** What one reading of a file tells before anything of it is taken. */
export interface Looked extends HeadPreview {
  /** SHA-256, hex. */
  readonly digest: string;
  /** Bytes that were read: of a compressed file those that it inflates to. */
  readonly size: number;
}

/** Reads a file to its end: a file that is cut, damaged or a bomb is found out before an importer sees it. */
export async function lookInto(
  host: Pick<ImportHost, 'hash'>,
  source: ImportSource,
  signal?: AbortSignal,
  onBytes?: (done: number) => void,
): Promise<Looked> {
  const hash = host.hash.incremental();
  const head = new HeadBytes();
  for await (const chunk of source.stream(signal)) {
    hash.update(chunk);
    head.add(chunk);
    onBytes?.(head.size);
  }
  if (signal?.aborted) throw cancelled();
  return { ...head.preview(source), digest: hash.hex(), size: head.size };
}

/** What a file is, told from its first 256 KiB. */
export async function previewFile(source: ImportSource): Promise<HeadPreview> {
  const head = new HeadBytes();
  for await (const chunk of source.stream()) {
    head.add(chunk);
    if (head.size >= headBytes) break;
  }
  return head.preview(source);
}

class HeadBytes {
  readonly #parts: Uint8Array[] = [];
  #held = 0;
  size = 0;

  add(chunk: Uint8Array): void {
    this.size += chunk.length;
    const part = new Uint8Array(chunk.subarray(0, headBytes - this.#held));
    if (part.length > 0) this.#parts.push(part);
    this.#held += part.length;
  }

  preview({ name, folders }: ImportSource): HeadPreview {
    const whole = this.size <= this.#held;
    return previewHead(name, joinBytes(this.#parts, this.#held), whole, folders);
  }
}

function refused(file: string, message: string): Batch {
  const problem: Problem = { severity: 'error', code: 'import.too_large', message, file, record: null, field: null };
  const totals = { records: 0, rejected: 0, problems: 1, problemsOmitted: 0, tenants: [] };
  return { recognised: null, identities: [], records: [], activity: [], rejected: 0, problems: [problem], totals };
}

async function feed(source: ImportSource, worker: WorkerLine, signal: AbortSignal | undefined): Promise<void> {
  for await (const chunk of source.stream(signal)) {
    await worker.room(chunksUnderWay);
    if (worker.closed) return;
    // A copy for sure: `slice` of a Buffer shares its memory, which zlib goes on using.
    const bytes = new Uint8Array(chunk);
    worker.post({ t: 'chunk', bytes }, [bytes.buffer]);
  }
  if (signal?.aborted !== true && !worker.closed) worker.post({ t: 'end' });
}

/** Says of every identity which file it came from. */
function complete(
  batch: WorkerBatch,
  file: string,
  digest: string,
  recognised: Recognised | null,
  importedAt: number,
): Omit<Batch, 'totals'> {
  const importer = recognised?.importer ?? '';
  return {
    recognised,
    identities: batch.identities.map(({ identity, records, where }) => ({
      where,
      identity: {
        ...identity,
        sources: identity.sources.map(({ record }) => ({ file, digest, record, importer, importedAt })),
      },
      records,
    })),
    records: batch.records,
    activity: batch.activity,
    rejected: batch.rejected,
    problems: batch.problems,
  };
}
