import type { Journal } from '#engine/journal/journal.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Contribution } from '#shared/model/contribution.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalAction, JournalRecord } from '#shared/model/journal-record.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant, Vendor } from '#shared/model/tenant.ts';
import type { ExportedHead } from './exported-head.ts';
import type { Stored } from './said.ts';
import type { ActivityTable } from './tables/activity.ts';
import type { IdentityTable } from './tables/identities.ts';

/** A workspace that is open: the only writer of its folder, and the columns that every reader reads. */
export interface Workspace {
  readonly path: string;
  readonly name: string;
  readonly id: string;
  readonly readOnly: boolean;
  /** null: it shows the last state there is. */
  readonly past: Past | null;
  /** Ed25519, PEM: checks what this workspace signed. */
  readonly publicKey: string;
  /** What was repaired or is amiss, in sentences. */
  readonly notices: readonly string[];
  readonly identities: IdentityTable;
  readonly activity: ActivityTable;
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** What the journal says beside identities and activity: small, in memory, in the order it was said. */
  readonly ledger: Ledger;
  readonly journal: {
    readonly records: number;
    readonly head: string;
    /** Records `first` … `first + count - 1` counted from the oldest; read from the disk. */
    list(first: number, count: number): readonly JournalRecord[];
    /** Number of the first record that does not verify; other than null only where it is read alone. */
    readonly firstBad: number | null;
    verify(signal?: AbortSignal): Promise<Verification>;
  };
  /** The whole identity, read from journal or object on demand. */
  identity(row: number): Identity;
  /** Who said what of it, in the order of its sources. */
  stored(row: number): readonly Stored[];
  /** The source record with its secrets stripped; null when the source kept none. */
  raw(row: number, source: number): unknown;
  /** Reads the workspace's key now, so that whoever asks knows before a commit. Refuses with file.unreadable. */
  headSigner(): (receipt: Receipt) => ExportedHead;
  /** Ed25519 over the text by the workspace's key, base64. Refuses with file.unreadable. */
  signer(): (text: string) => string;
  /** What the registers keep, in the order in which they were given. */
  readonly registers: readonly Register[];
  begin(): Promise<UnitOfWork>;
  /**
   * One journal record without a payload, beside any unit of work that is open: durable and applied when it resolves.
   * Records that are asked for in the same breath are flushed together.
   */
  record(entry: RecordEntry): Promise<Receipt>;
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Writes `snapshot.sqlite` in a worker when enough was committed since the last; false: there was no need, or it failed. */
  snapshotNow(): Promise<boolean>;
  /**
   * Waits for what is under way, writes the snapshot when it is worth it, gives the lock back. Once `hurry` aborts, before
   * or meanwhile, a snapshot that is not finished is given up: it only spares time at the next opening.
   */
  close(hurry?: AbortSignal): Promise<void>;
}

/** Of a workspace that shows what was: its journal ends with record `seq`, and it is read alone. */
export interface Past {
  readonly seq: number;
  /** When that record was written: ages are measured against it. */
  readonly at: Instant;
  /** What was written since as well. */
  readonly whole: Pick<Journal, 'records' | 'list' | 'firstBad'>;
}

export interface Verification {
  readonly ok: boolean;
  readonly records: number;
  readonly head: string;
  readonly firstBad: number | null;
}

export interface Ledger {
  /** Fixed as-of instant of imported data, or null. */
  readonly asOf: Instant | null;
  readonly isDemo: boolean;
  /** 32 bytes, hex: keys the fingerprints of this workspace. */
  readonly fingerprintKey: string;
  /** Those that were not withdrawn. */
  readonly imports: readonly ImportEntry[];
  readonly undone: readonly Undone[];
  /** Column list of a CSV, joined by U+001F, to the mapping that was used. */
  readonly mappings: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** `vendor␟api␟scope` to tier and verb class, as the analyst or the demo classified it. */
  readonly classifications: ReadonlyMap<string, { readonly tier: number; readonly verb: string }>;
  readonly problems: readonly (Problem & { readonly at: Instant; readonly seq: number })[];
}

/** An import that was withdrawn, and the record that did it. */
export interface Undone {
  readonly seq: number;
  readonly by: number;
}

export interface ImportEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly file: string;
  readonly digest: string;
  readonly importer: string;
  readonly version: number;
  readonly tenant: string;
  readonly mapping: string;
  readonly records: number;
}

/** How it is said. Default: by the vendor's own objects, made when they were imported, all of it by the first source. */
export type Said = { readonly [K in 'authority' | 'madeAt' | 'where']?: Contribution[K] | undefined };

/** Everything that becomes one journal line, or nothing. Staged on the disk, applied to the columns after the flush. */
export interface UnitOfWork {
  /** Answers `unchanged` when the stored identity is equal but for when and from which file it was read. */
  /**
   * What one stream of files (`streamOf` of its first source) says of an identity: takes the place of what that stream said
   * before, beside what others say. Answers `unchanged` when nothing would differ but when and from which file it was read.
   */
  putIdentity(identity: Identity, raws: readonly unknown[], said?: Said): 'new' | 'changed' | 'unchanged';
  /**
   * The one identity of a tenant, staged or committed, that bears this id, alias or, unless it is a human, name, whatever
   * the case of its letters; null where none or several do.
   */
  named(tenant: string, name: string): Identity | null;
  /**
   * Identities of these tenants of which the stream spoke in an earlier commit and that are not `listed` now: they stay,
   * marked as missing since `since`. Answers how many were marked anew.
   */
  markMissing(stream: string, tenants: ReadonlySet<string>, listed: ReadonlySet<string>, since: Instant): number;
  /**
   * Takes back what the import of this record said; what stood before stands again, beside what came later. The commit's
   * `data` must say `undoes` for its events to go as well. Reads the whole journal. Answers how many identities are gone
   * and how many stand as before.
   */
  withdraw(seq: number, signal?: AbortSignal): Promise<{ readonly removed: number; readonly restored: number }>;
  putActivity(activity: Activity, tenant: Tenant): void;
  /** Has this exact source record been committed or staged before? */
  seenRecord(tenant: Tenant, key: string, hash: string): boolean;
  putProblem(problem: Problem): void;
  putTenant(tenant: Tenant): void;
  readonly staged: { readonly identities: number; readonly activity: number };
  /** Resolves when what was put so far is written or small: whoever puts very much awaits it now and then. */
  drain(): Promise<void>;
  /** Durable when it resolves. `data` is what the journal line says beside the objects. */
  commit(entry: JournalEntry): Promise<Receipt>;
  rollback(): Promise<void>;
}

export interface JournalEntry {
  readonly action: JournalAction;
  readonly object: string;
  readonly human: string;
  readonly agent?: string;
  readonly client: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** `data` is limited to 4 MiB as JSON. */
export interface RecordEntry extends JournalEntry {
  readonly decision: Decision;
}

/**
 * State that a part of the engine keeps of what the journal says. Records are applied in their order, live and on replay
 * alike; nothing but them may change it. `save` and `load` keep it in the snapshot: text in, the same state out.
 */
/** A token that the word of a person carries no more, and that whoever verifies it by itself believes until it expires. */
export interface LeftoverToken {
  /** Which of the vendor's clients it was issued to, by its external id. */
  readonly vendor: Vendor;
  readonly client: string;
  readonly because: 'consent_withdrawn' | 'subject_revoked';
  readonly id: string;
  readonly until: Instant;
}

export interface Register {
  readonly name: string;
  apply(record: JournalRecord): void;
  save(): string;
  load(text: string): void;
  /** Of a register that knows tokens. */
  leftovers?(now: Instant): Iterable<LeftoverToken>;
}

export interface Receipt {
  readonly seq: number;
  readonly hash: string;
}

export interface Commit {
  readonly seq: number;
  readonly action: JournalAction;
  readonly identities: readonly IdentityId[] | 'many' | 'none';
  readonly activity: boolean;
  /** The record shows of a request what rules look at. */
  readonly signals?: boolean;
}
