import { Unreadable } from '#engine/containers/unreadable.ts';
import type { ImportSource } from '#engine/importers/import-source.ts';
import type { ImportWorkers } from '#engine/importers/import-workers.ts';
import { importers } from '#engine/importers/index.ts';
import { type Batch, type Looked, lookInto, runImport } from '#engine/importers/run-import.ts';
import type { ImportEntry, UnitOfWork, Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import type { ColumnMapping, FileReport } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import { streamOf } from '#shared/model/contribution.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { Piece } from './import-pieces.ts';
import { KnownClients } from './known-clients.ts';
import type { Listings } from './listings.ts';
import type { namesOfPlaces } from './names-of-places.ts';

export interface ImportScope {
  readonly system: System;
  readonly workspace: Workspace;
  readonly unit: UnitOfWork;
  readonly workers: ImportWorkers;
  /** Those of the workspace, and those that earlier files of this import named. */
  readonly tenants: Map<string, Tenant>;
  readonly listings: Listings;
  /** What the tenant of a file is called after another file of its place. */
  readonly nameOfPlace: ReturnType<typeof namesOfPlaces>;
  /** One instant for all files of an import. */
  readonly now: number;
  readonly signal: AbortSignal;
  onBytes(done: number): void;
}

export interface FileResult {
  readonly report: FileReport;
  /** What the ledger remembers of it; null: nothing was read. */
  readonly entry: Omit<ImportEntry, 'seq' | 'at'> | null;
  /** Columns, joined, and the mapping, where it was a CSV. */
  readonly mapping: readonly [string, ColumnMapping] | null;
  readonly newProblems: number;
  /** Why not a byte of it was taken. Alone it leaves the workspace as it was; beside others that are read it is kept. */
  readonly refusal: Problem | null;
}

/** A file that was read to its end once, or why it will not be read. */
export type LookedAt =
  | { readonly source: ImportSource; readonly looked: Looked; readonly problem: null }
  | { readonly source: null; readonly looked: null; readonly problem: Problem };

const separator = '\u001f';

/** After all files: what they list no more is marked, and said in the report of the last file of its stream. */
export function markMissing(
  { unit, listings, tenants, now }: Pick<ImportScope, 'unit' | 'listings' | 'tenants' | 'now'>,
  results: readonly FileResult[],
): readonly FileResult[] {
  const problems = listings.mark(unit, tenants, now);
  const streams = results.map(({ entry }) => (entry === null ? '' : streamOf(entry)));
  return results.map((result, at) => {
    const problem = problems.get(streams[at] ?? '');
    if (problem === undefined || streams.lastIndexOf(streams[at] ?? '') !== at) return result;
    unit.putProblem(problem);
    const report = { ...result.report, problems: [...result.report.problems, problem] };
    return { ...result, report, newProblems: result.newProblems + 1 };
  });
}

/** Reads a file to its end before anything is taken of it: what is damaged or a bomb leaves nothing behind. */
export async function lookAt(
  system: System,
  { entry }: Piece,
  signal: AbortSignal,
  onBytes?: (done: number) => void,
): Promise<LookedAt> {
  const { name, source, refusal } = entry;
  const not = (problem: Pick<Problem, 'severity' | 'code' | 'message'>): LookedAt => ({
    source: null,
    looked: null,
    problem: { ...problem, file: name, record: null, field: null },
  });
  if (source === null) return not(refusal);
  try {
    return { source, looked: await lookInto(system, source, signal, onBytes), problem: null };
  } catch (error) {
    if (error instanceof Unreadable) return not({ severity: 'error', code: error.code, message: error.message });
    if (signal.aborted || error instanceof AppError) throw error;
    // A disk's own error: one file that cannot be read must not keep the others out.
    const message = `the file cannot be read: ${error instanceof Error ? error.message : ''}`;
    return not({ severity: 'error', code: 'import.unrecognised', message });
  }
}

/** Reads the file unless these very bytes were imported before in the same way. */
export async function importFile(scope: ImportScope, { request }: Piece, at: LookedAt): Promise<FileResult> {
  const { workspace } = scope;
  if (at.source === null) return notRead(at.problem, isKnownProblem(workspace, at.problem));
  const { source, looked } = at;
  const columns = looked.csv?.columns.join(separator) ?? null;
  const mapping =
    columns === null ? null : (request.mapping ?? remembered(workspace, columns) ?? looked.csv?.mapping ?? {});
  const carried = looked.tenant?.id ?? looked.tenant?.name ?? null;
  const given = request.tenant ?? (carried === null ? scope.nameOfPlace(looked) : undefined);
  const before = workspace.ledger.imports.findLast(
    (entry) =>
      entry.digest === looked.digest &&
      // Of a table the mapping says which importer reads it.
      (mapping === null
        ? entry.importer === looked.importer && entry.version === looked.version
        : entry.version === importers.find(({ id }) => id === entry.importer)?.version) &&
      entry.mapping === mappingKey(mapping) &&
      (carried !== null || given === undefined || tenantName(workspace, entry.tenant) === given),
  );
  if (before && stillStands(workspace, before)) {
    const report = unchanged(workspace, source.name, before);
    return { report, entry: null, mapping: null, newProblems: 0, refusal: null };
  }
  const read = await readFile(scope, source, looked.digest, given, mapping);
  return { ...read, mapping: columns === null || mapping === null ? null : [columns, mapping], refusal: null };
}

/**
 * In which order files are read: those that carry id and name of their tenant first, then those with its id alone, so that
 * one that carries only its name (Keycloak's `acme-users-0.json` beside `acme-realm.json`) finds the tenant that it belongs
 * to. What only adds to other files comes before them.
 */
export function readingOrder(files: readonly LookedAt[]): readonly number[] {
  const turn = ({ looked }: LookedAt): number => {
    const { id = null, name = null } = looked?.tenant ?? {};
    if (id !== null) return name === null ? 1 : 0;
    return looked?.companion === true ? 2 : 3;
  };
  return [...files.keys()].sort((one, other) => {
    const [a, b] = [files[one], files[other]];
    return a === undefined || b === undefined ? 0 : turn(a) - turn(b) || one - other;
  });
}

/** Nothing came in its place since, and nothing was undone that it may have been read beside. */
function stillStands({ ledger }: Workspace, before: ImportEntry): boolean {
  if (ledger.undone.some(({ by }) => by > before.seq)) return false;
  const stream = streamOf(before);
  return ledger.imports.findLast((entry) => entry.tenant === before.tenant && streamOf(entry) === stream) === before;
}

const tenantName = (workspace: Workspace, id: string): string | null => {
  for (const tenant of workspace.tenants.values()) if (tenant.id === id) return tenant.name;
  return null;
};

export function remembered({ ledger }: Workspace, columns: string): ColumnMapping | undefined {
  // Only mappings that the contract had checked are ever remembered.
  return ledger.mappings.get(columns) as ColumnMapping | undefined;
}

const mappingKey = (mapping: ColumnMapping | null): string => (mapping === null ? '' : stableStringify(mapping));

function unchanged(workspace: Workspace, file: string, { importer, tenant, records }: ImportEntry): FileReport {
  return {
    file,
    importer,
    tenant: tenantName(workspace, tenant),
    records,
    imported: 0,
    unchanged: records,
    rejected: 0,
    problems: [],
    problemsOmitted: 0,
  };
}

function notRead(problem: Problem, isKnown: boolean): FileResult {
  const counts = { records: 0, imported: 0, unchanged: 0, rejected: 0, problemsOmitted: 0 };
  return {
    report: { file: problem.file, importer: null, tenant: null, ...counts, problems: [problem] },
    entry: null,
    mapping: null,
    newProblems: 0,
    // What nobody wanted read is worth no line in the list of problems.
    refusal: isKnown || problem.severity === 'info' ? null : problem,
  };
}

async function readFile(
  scope: ImportScope,
  source: ImportSource,
  digest: string,
  tenantGiven: string | undefined,
  mapping: ColumnMapping | null,
): Promise<Omit<FileResult, 'mapping' | 'refusal'>> {
  const { system, workspace, unit, now, signal } = scope;
  const count = { imported: 0, unchanged: 0, newProblems: 0 };
  const clients = new KnownClients(unit, workspace);
  const problems: Problem[] = [];
  let recognised: Batch['recognised'] = null;
  let totals: Batch['totals'] = null;
  for await (const batch of runImport(system, {
    source,
    digest,
    tenantName: tenantGiven,
    mapping: mapping ?? undefined,
    tenants: [...scope.tenants.values()],
    fingerprintKey: workspace.ledger.fingerprintKey,
    now,
    signal,
    workers: scope.workers,
    onProgress: scope.onBytes,
  })) {
    if (batch.recognised !== null && recognised === null) unit.putTenant(batch.recognised.tenant);
    recognised = batch.recognised ?? recognised;
    totals = batch.totals ?? totals;
    for (const tenant of batch.totals?.tenants ?? []) scope.tenants.set(tenant.id, tenant);
    put(unit, { ...batch, recognised }, clients, count);
    scope.listings.take(source.name, { ...batch, recognised });
    for (const problem of batch.problems) {
      problems.push(problem);
      if (isKnownProblem(workspace, problem)) continue;
      unit.putProblem(problem);
      count.newProblems += 1;
    }
    await unit.drain();
  }
  const rejected = totals?.rejected ?? 0;
  const records = count.imported + count.unchanged + rejected;
  if (totals !== null && totals.records !== records) {
    throw new Error(`the importer counted ${totals.records} records, ${records} arrived`);
  }
  return {
    report: {
      file: source.name,
      importer: recognised?.importer ?? null,
      tenant: recognised?.tenant.name ?? null,
      records,
      imported: count.imported,
      unchanged: count.unchanged,
      rejected,
      problems,
      problemsOmitted: totals?.problemsOmitted ?? 0,
    },
    entry:
      recognised === null
        ? null
        : {
            file: source.name,
            digest,
            importer: recognised.importer,
            version: recognised.version,
            tenant: recognised.tenant.id,
            mapping: mappingKey(mapping),
            records,
          },
    newProblems: count.newProblems,
  };
}

/** A row of a table that names an identity of a tenant that is known speaks of that one. */
function addressed(unit: UnitOfWork, row: Batch['identities'][number]): Batch['identities'][number] {
  const { identity, records, where } = row;
  const { tenant, externalId } = identity;
  const found = tenant.vendor === 'csv' ? null : unit.named(tenant.id, externalId);
  if (found === null || found.id === identity.id) return row;
  const [own, ...others] = found.credentials;
  const moved = (id: Identity['id']): Identity['id'] => (id === identity.id ? found.id : id);
  const told: Identity = {
    ...identity,
    id: found.id,
    externalId: found.externalId,
    // A table tells of one credential and not of which: where there is one only, it is that one.
    credentials:
      own === undefined || others.length > 0
        ? identity.credentials
        : identity.credentials.map((credential) => ({ ...credential, id: own.id })),
    delegations: identity.delegations.map((edge) => ({ ...edge, from: moved(edge.from), to: moved(edge.to) })),
  };
  return { identity: told, records, where };
}

/** A record counts as unchanged when nothing that is stored would differ. */
function put(
  unit: UnitOfWork,
  batch: Batch,
  clients: KnownClients,
  count: { imported: number; unchanged: number },
): void {
  const { authority = 'object', madeAt } = batch.recognised ?? {};
  for (const each of batch.identities) {
    const { identity, records, where } = authority === 'table' ? addressed(unit, each) : each;
    const outcome = unit.putIdentity(
      identity,
      records.map((record) => record.raw),
      { authority, where: where ?? {}, madeAt: madeAt ?? undefined },
    );
    if (outcome === 'unchanged') count.unchanged += records.length;
    else count.imported += records.length;
  }
  for (const { tenant, key, hash } of batch.records) {
    if (unit.seenRecord(tenant, key, hash)) count.unchanged += 1;
    else count.imported += 1;
  }
  for (const { activity, tenant } of batch.activity) {
    const key = `activity ${activity.at} ${activity.trace} ${activity.action}`;
    if (!unit.seenRecord(tenant, key, stableStringify(activity)))
      unit.putActivity(clients.resolved(activity, tenant), tenant);
  }
}

/** The same complaint of the same file is said once, however often the file is imported. */
function isKnownProblem({ ledger }: Workspace, problem: Problem): boolean {
  return ledger.problems.some(
    (known) =>
      known.file === problem.file &&
      known.code === problem.code &&
      known.record === problem.record &&
      known.field === problem.field &&
      known.message === problem.message,
  );
}
