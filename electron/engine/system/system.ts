import type { Instant } from '#shared/model/fact.ts';
import type { Loopback } from './loopback.ts';
import type { TenantWebs } from './tenant-web.ts';
import type { Vault } from './vault.ts';
import type { Web } from './web.ts';

/** The ports to the world. Nothing else in the engine touches clock, random, files, network or the process. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  readonly hash: Hash;
  readonly log: Log;
  readonly host: HostFacts;
  readonly workers: Workers;
  readonly keys: Keys;
  readonly sockets: Sockets;
  readonly web: Web;
  readonly tenantWebs: TenantWebs;
  readonly vault: Vault;
  readonly loopback: Loopback;
  readonly processes: Processes;
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
  /** HMAC-SHA-256 of the text; key and answer as hex. */
  keyed(key: string, text: string): string;
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
  /** Empty where the platform does not tell. */
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
  /** fsync. After one that failed every later append and flush of this handle is refused: SECURITY.md, "fsync lessons". */
  flush(): Promise<void>;
  /** False when the path leads to another file by now, or to none. */
  inPlace(): boolean;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** A file opened only to be read, without waiting. */
export interface ReadHandle {
  size(): number;
  /** Reads exactly `length` bytes, fewer only at the end of the file. */
  readSync(offset: number, length: number): Uint8Array;
  close(): void;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Failures are plain Node errors with `code` (`ENOENT`, `ENOSPC` …); whoever asked turns them into an AppError. */
export interface Files {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  list(path: string): readonly string[];
  /** What a folder holds, by name; links are told, not followed. */
  entries(path: string): Promise<readonly FolderEntry[]>;
  size(path: string): number;
  readSync(path: string): Uint8Array;
  /** Chunks of at most 256 KiB. Ends early when the signal aborts. */
  stream(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** `create` refuses with EEXIST what is there already; `append` and `read` refuse with ENOENT what is not. */
  open(path: string, mode: 'read' | 'append' | 'create'): Promise<FileHandle>;
  openToRead(path: string): ReadHandle;
  /** Temporary file in the same folder, flushed, renamed, folder flushed. */
  writeAtomic(path: string, data: Uint8Array | string): Promise<void>;
  /** Creates the file with all its content in one step, or answers false when it is there already. */
  createExclusive(path: string, data: string): boolean;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** With the folders above it, mode 0700. */
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

export interface Keys {
  /** A new Ed25519 pair as PEM: SPKI and PKCS #8. */
  createPair(): { readonly publicKey: string; readonly privateKey: string };
  /** Ed25519 over the text's UTF-8, base64. Throws when the key is none. */
  sign(privateKey: string, text: string): string;
  /** False also for a key or a signature that is none. */
  isSigned(publicKey: string, text: string, signature: string): boolean;
  /** Signs by a private JWK. Elliptic curves answer at once: the way to a thread costs more. Throws when the key is none. */
  jwsSigner(jwk: Readonly<Record<string, unknown>>, algorithm: JwsAlgorithm): JwsSign;
}

/** RFC 7518 §3.1, RFC 8037 §3.1. */
export type JwsAlgorithm = 'EdDSA' | 'ES256' | 'RS256' | 'PS256';
/** Of a JWS signing input (RFC 7515 §5.1), its signature. */
export type JwsSign = (input: string) => Uint8Array | Promise<Uint8Array>;

/** A process of our own: messages in, messages out, both as JSON. It ends when its starter does. */
export interface ChildPort {
  /** null until it runs. */
  readonly pid: number | null;
  post(message: unknown): void;
  onStart(listener: (pid: number) => void): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once. A process that could not be started ends at once. */
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface Processes {
  spawn(entry: 'playground-agent'): ChildPort;
}

/** Local sockets between processes of the same user. */
export interface Sockets {
  /** Where the socket of that folder is: inside it, or elsewhere when the path would be too long; a pipe on Windows. */
  addressOf(folder: string): string;
  /** Takes the place of a socket that nobody serves any more. Mode 0600. */
  listen(address: string, onConnection: (connection: Connection) => void): Promise<{ close(): Promise<void> }>;
  connect(address: string): Promise<Connection>;
}

export interface Connection {
  send(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
