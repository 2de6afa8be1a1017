import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { ImportEntry, Ledger, Undone } from './store.ts';

/**
 * Members of a record's `data` that the ledger understands, in records of any action:
 * `asOf`, `isDemo`, `imports`, `undoes` (the number of the import that is withdrawn), `mappings` and `classifications` (the two maps as objects under the ledger's own keys).
 */
export interface LedgerData {
  readonly asOf?: Instant;
  readonly isDemo?: boolean;
  readonly imports?: readonly Omit<ImportEntry, 'seq' | 'at'>[];
  readonly undoes?: number;
  readonly mappings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** null takes what was said before away. */
  readonly classifications?: Readonly<Record<string, { readonly tier: number; readonly verb: string } | null>>;
}

interface Kept {
  readonly asOf: Instant | null;
  readonly isDemo: boolean;
  readonly imports: readonly ImportEntry[];
  readonly undone: readonly Undone[];
  readonly mappings: readonly (readonly [string, Readonly<Record<string, string>>])[];
  readonly classifications: readonly (readonly [string, { readonly tier: number; readonly verb: string }])[];
  readonly problems: Ledger['problems'];
}

/** The ledger as the journal builds it up, record by record. */
export class LiveLedger implements Ledger {
  asOf: Instant | null = null;
  isDemo = false;
  readonly fingerprintKey: string;
  readonly imports: ImportEntry[] = [];
  readonly undone: Undone[] = [];
  readonly mappings = new Map<string, Readonly<Record<string, string>>>();
  readonly classifications = new Map<string, { readonly tier: number; readonly verb: string }>();
  readonly problems: Ledger['problems'][number][] = [];

  constructor(fingerprintKey: string) {
    this.fingerprintKey = fingerprintKey;
  }

  apply(record: Pick<JournalRecord, 'seq' | 'at' | 'data'>, problems: readonly Problem[]): void {
    const data = ledgerData(record.data);
    const at = Date.parse(record.at);
    if (data.asOf !== undefined) this.asOf = data.asOf;
    if (data.isDemo !== undefined) this.isDemo = data.isDemo;
    for (const entry of data.imports ?? []) this.imports.push({ ...entry, seq: record.seq, at });
    for (const [columns, mapping] of Object.entries(data.mappings ?? {})) this.mappings.set(columns, mapping);
    for (const [key, said] of Object.entries(data.classifications ?? {})) {
      if (said === null) this.classifications.delete(key);
      else this.classifications.set(key, said);
    }
    for (const problem of problems) this.problems.push({ ...problem, at, seq: record.seq });
    if (data.undoes !== undefined) this.#undo(data.undoes, record.seq);
  }

  #undo(seq: number, by: number): void {
    this.undone.push({ seq, by });
    drop(this.imports, (entry) => entry.seq === seq);
    drop(this.problems, (problem) => problem.seq === seq);
  }

  toJson(): string {
    const kept: Kept = {
      asOf: this.asOf,
      isDemo: this.isDemo,
      imports: this.imports,
      undone: this.undone,
      mappings: [...this.mappings],
      classifications: [...this.classifications],
      problems: this.problems,
    };
    return JSON.stringify(kept);
  }

  load(json: string): void {
    // Written by toJson and covered by the digest of the snapshot.
    const kept = JSON.parse(json) as Kept;
    this.asOf = kept.asOf;
    this.isDemo = kept.isDemo;
    this.imports.splice(0, this.imports.length, ...kept.imports);
    this.undone.splice(0, this.undone.length, ...kept.undone);
    this.problems.length = 0;
    for (const problem of kept.problems) this.problems.push(problem);
    this.mappings.clear();
    for (const [columns, mapping] of kept.mappings) this.mappings.set(columns, mapping);
    this.classifications.clear();
    for (const [key, tier] of kept.classifications) this.classifications.set(key, tier);
  }
}

/** Members that are not what they should be count as absent: an older or newer workbench may have written them. */
export function ledgerData(data: Readonly<Record<string, unknown>>): LedgerData {
  const { asOf, isDemo, imports, undoes, mappings, classifications } = data;
  return {
    ...(typeof asOf === 'number' ? { asOf } : {}),
    ...(typeof isDemo === 'boolean' ? { isDemo } : {}),
    ...(typeof undoes === 'number' ? { undoes } : {}),
    // The shapes below are those of LedgerData since format 1; the hash chain covers them.
    ...(Array.isArray(imports) ? { imports: imports as NonNullable<LedgerData['imports']> } : {}),
    ...(isObject(mappings) ? { mappings: mappings as NonNullable<LedgerData['mappings']> } : {}),
    ...(isObject(classifications)
      ? { classifications: classifications as NonNullable<LedgerData['classifications']> }
      : {}),
  };
}

function drop<T>(list: T[], isGone: (item: T) => boolean): void {
  const kept = list.filter((item) => !isGone(item));
  list.length = 0;
  for (const item of kept) list.push(item);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
