import type { ColumnMapping } from '#shared/contract/imports.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Authority, Whereabouts } from '#shared/model/contribution.ts';
import type { Identity, Source } from '#shared/model/identity.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant, Vendor } from '#shared/model/tenant.ts';
import type { Asked } from './json-record.ts';
import type { ImportLimits } from './limits.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Fingerprints } from './strip-secrets.ts';

/** The first bytes of a file, decoded, with what can be told of its form. */
export interface Head {
  readonly file: string;
  /** Names of the folders and archives that it lies in, outermost first; none where it was named itself. */
  readonly folders: readonly string[];
  readonly format: 'json' | 'yaml' | 'csv' | 'binary' | 'empty';
  /** Up to 256 KiB of text, byte-order mark removed. */
  readonly text: string;
  /** Member names of the outermost JSON object, or of the first object of an outermost array, as far as the head shows them. */
  readonly members: readonly string[];
  readonly outermost: 'object' | 'array' | 'other';
  /** Those of the members whose value is a short text, with it. */
  readonly texts: ReadonlyMap<string, string>;
  readonly columns: readonly string[];
}

export interface Recognition {
  /** 0–1; the highest wins. */
  readonly confidence: number;
  readonly vendor: Vendor;
  /** The id and name that the file carries for its tenant, as far as the head shows them. */
  readonly tenantId: string | null;
  readonly tenantName: string | null;
  /** The folder above it that stands for its tenant, where it is not the one that it lies in. */
  readonly folder?: string;
  /** What the tenant of that folder is called, where this file of it says so. */
  readonly placeName?: string;
  /** Nobody can tell what its columns mean until the analyst maps them. */
  readonly needsMapping?: boolean;
  /** It only adds to what other files say, and is read before them. */
  readonly companion?: boolean;
}

export type Complaint = Omit<Problem, 'file' | 'code'> & { readonly code: ProblemCode };

/** What an importer emits while it reads. Every source object ends in exactly one `record` or `rejected`. */
export interface Sink {
  /** A source object was understood; `raw` has its secrets stripped and is what `Source record` shows. */
  record(source: {
    readonly key: string;
    readonly record: string;
    readonly raw: unknown;
    /** Where it is not the context's. */
    readonly tenant?: Tenant;
    /** Go into the record's hash, so that a changed secret is a changed record. */
    readonly fingerprints?: Fingerprints;
  }): void;
  rejected(problem: Complaint): void;
  problem(problem: Complaint): void;
  /** Follows the `record`s that it was made of at once; `sources` names them. `where`: which of them says what. */
  identity(
    identity: Omit<Identity, 'sources'> & { readonly sources: readonly Pick<Source, 'record'>[] },
    where?: Whereabouts,
  ): void;
  /** `tenant`: where it is not the context's. */
  activity(activity: Activity, tenant?: Tenant): void;
}

export interface ImportContext {
  readonly file: string;
  /** As recognised, or as the analyst named it. */
  readonly tenant: Tenant;
  /** Names a tenant that only the body of the file reveals (several realms in one file). */
  tenantOf(vendor: Vendor, id: string | null, name: string): Tenant;
  readonly mapping: ColumnMapping | null;
  /** Keyed with the workspace's fingerprint key: equal secrets are seen, none can be guessed. */
  fingerprint(secret: string): string;
  readonly now: number;
  readonly sha256: Sha256;
  readonly limits: Pick<ImportLimits, 'pendingBytes' | 'namedConsents'>;
}

/** One element that the splitter cut out of the file. */
export interface Item {
  /** Where it stood: `$.clients[3]`, `row 12`. */
  readonly path: string;
  /** The path with indexes replaced by `*`: `$.clients[*]`. */
  readonly pattern: string;
  /** Checked and free of secrets. */
  readonly value: unknown;
  readonly fingerprints: Fingerprints;
  /** Where the file is a recording: the request that this was answered to. */
  readonly asked?: Asked;
}

/** Emits bit by bit: at each step the caller may wait until what was emitted is taken. */
export type Steps = Iterable<void> | void;

export interface Reading {
  item(item: Item): Steps;
  end(): Steps;
  /** What stood at this pattern could not be read, and that was said: whatever is put together from it is not whole. */
  missed?(pattern: string): void;
  /** true: nothing more of the file is wanted, the reason was said. */
  refused?(): boolean;
}

export interface Importer {
  readonly id: string;
  readonly label: string;
  readonly authority: Authority;
  /** Grows when the meaning of its output changes: the same bytes are then imported anew. */
  readonly version: number;
  recognise(head: Head): Recognition | null;
  /** Of `elements`, those that are source objects; the others are reference data. Default: all. */
  readonly records?: readonly string[];
  /** Patterns of arrays whose elements are handed over one by one; everything else arrives as whole members (`$.roles`). */
  readonly elements: readonly string[];
  /** Takes recordings of API traffic too: each answer is then read as a file of its own, its items say what was `asked`. */
  readonly recordings?: boolean;
  /** A JSON file of it that holds one object holds a list of one: reports are lines, and may have found one thing. */
  readonly lines?: boolean;
  /**
   * Of reports that show secrets: what is handed on in place of what was read, before the boundary of all importers, which
   * cannot know what a scanner calls them. Never throws; an element stays one. `printsOf`: every fingerprint by which a
   * credential may be known that the secret belongs to.
   */
  seal?(read: Pick<Item, 'pattern' | 'value'>, printsOf: (secret: string) => readonly string[]): unknown;
  /** Reads one file. Never throws on bad data: it says so through the sink and goes on. */
  begin(context: ImportContext, sink: Sink): Reading;
  /** Files that name no tenant are each one of their own, even where they lie in one folder. */
  readonly standsAlone?: boolean;
}
