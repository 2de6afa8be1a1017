import type { Instant } from '#shared/model/fact.ts';

/** The ports to the world. Nothing else in the engine touches clock, random, files, network or the process. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  readonly hash: Hash;
  readonly log: Log;
  readonly host: HostFacts;
  readonly workers: Workers;
}

export interface Clock {
  now(): Instant;
  /** Milliseconds that never jump; only differences mean something. */
  monotonic(): number;
  /** Runs once after at least `ms`; returns its cancellation. */
  after(ms: number, run: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

export interface Hash {
  sha256(data: string | Uint8Array): string;
  incremental(): { update(data: string | Uint8Array): void; hex(): string };
}

export interface Log {
  info(text: string): void;
  warning(text: string): void;
  error(text: string, cause?: unknown): void;
}

/** Who and what this process is, for lock files, journal records and messages. */
export interface HostFacts {
  readonly pid: number;
  readonly bootId: string;
  /** Start of this process in the units of the platform; with the pid it names a process for ever. */
  readonly processStart: string;
  /** The operating system's account, or NHI_ACTOR. */
  readonly account: string;
  readonly platform: string;
  /** null: no such process; '': it lives but its start cannot be read. */
  startOf(pid: number): string | null;
}

export interface FileHandle {
  readonly path: string;
  size(): number;
  /** Reads exactly `length` bytes, fewer only at the end of the file. */
  readSync(offset: number, length: number): Uint8Array;
  append(data: Uint8Array): Promise<void>;
  /** fsync. */
  flush(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface Files {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  list(path: string): readonly string[];
  size(path: string): number;
  readSync(path: string): Uint8Array;
  /** Chunks of at most 256 KiB. Ends early when the signal aborts. */
  stream(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  open(path: string, mode: 'read' | 'append' | 'create'): Promise<FileHandle>;
  /** Temporary file in the same folder, flushed, renamed, folder flushed. */
  writeAtomic(path: string, data: Uint8Array | string): Promise<void>;
  /** Creates the file or answers false when it is there already. */
  createExclusive(path: string, data: string): boolean;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  flushFolder(path: string): Promise<void>;
  join(...parts: string[]): string;
  base(path: string): string;
  parent(path: string): string;
  absolute(path: string): string;
}

/** A worker thread of the engine: no files of its own, no network; messages in, messages out. */
export interface WorkerPort {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** `code` 0 is an orderly end; `reason` says why it died: out of memory, uncaught error … */
  onExit(listener: (code: number, reason: string) => void): void;
  terminate(): Promise<void>;
}

export interface Workers {
  spawn(entry: 'import-worker' | 'snapshot-worker', data: unknown, limits: { heapMb: number }): WorkerPort;
}
