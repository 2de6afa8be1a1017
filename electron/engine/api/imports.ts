import { Unreadable } from '#engine/containers/unreadable.ts';
import type { CallHandlers } from '#engine/door/door.ts';
import { ImportWorkers } from '#engine/importers/import-workers.ts';
import { previewFile } from '#engine/importers/run-import.ts';
import type { FileReport, ImportPreview, ImportReport } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import {
  type FileResult,
  importFile,
  type LookedAt,
  lookAt,
  markMissing,
  readingOrder,
  remembered,
} from './import-file.ts';
import { type Piece, piecesOf } from './import-pieces.ts';
import { createImportProgress } from './import-progress.ts';
import { Listings } from './listings.ts';
import { namesOfPlaces } from './names-of-places.ts';
import type { Session } from './session.ts';
import { isScannerReport, unmatchedSecrets } from './unmatched-secrets.ts';

type Calls = Pick<CallHandlers, 'imports.preview' | 'imports.run'>;
const separator = '\u001f';

const cancelled = (): AppError => new AppError('import.cancelled', 'The import was cancelled.');

export function importCalls(session: Session): Calls {
  const { system } = session;
  return {
    async 'imports.preview'({ paths }, context) {
      const pieces = await piecesOf(
        system,
        paths.map((path) => ({ path })),
        context.signal,
      );
      const previews: Previewed[] = [];
      for (const piece of pieces) {
        if (context.signal.aborted) throw cancelled();
        context.progress({ done: previews.length, total: pieces.length, detail: piece.entry.name });
        previews.push(await previewOf(session, piece));
      }
      if (context.signal.aborted) throw cancelled();
      const nameOfPlace = namesOfPlaces(previews.flatMap(({ head }) => head ?? []));
      const named = ({ head, file }: Previewed): ImportPreview => {
        const name = head === null || file.tenantByPlace === '' ? undefined : nameOfPlace(head);
        return name === undefined ? file : { ...file, tenantByPlace: name };
      };
      return { files: previews.map(named) };
    },

    /** All files become one commit, or nothing at all: on Cancel and on failure the workspace is as it was. */
    async 'imports.run'({ files }, context) {
      const { workspace } = session.mustBeOpen();
      const paths = [...new Set(files.map(({ path }) => path))];
      const [first = ''] = paths;
      const what = paths.length === 1 ? system.files.base(first) : `${files.length} files`;
      const unit = await workspace.begin();
      const job = session.jobs.start(`Importing ${what}`, context);
      const workers = new ImportWorkers(system);
      try {
        const pieces = await piecesOf(system, files, job.signal);
        const progress = createImportProgress(pieces, job.progress);
        const looked: LookedAt[] = [];
        for (const piece of pieces) {
          if (job.signal.aborted) throw cancelled();
          const index = looked.length;
          progress.looking(index, 0);
          looked.push(await lookAt(system, piece, job.signal, (done) => progress.looking(index, done)));
        }
        const results: FileResult[] = [];
        const [listings, now] = [new Listings(), system.clock.now()];
        const tenants = new Map(workspace.tenants);
        const nameOfPlace = namesOfPlaces(looked.flatMap((at) => at.looked ?? []));
        for (const index of readingOrder(looked)) {
          const [piece, at] = [pieces[index], looked[index]];
          if (piece === undefined || at === undefined) continue;
          if (job.signal.aborted) throw cancelled();
          progress.reading(index);
          const around = { system, workspace, unit, workers, tenants, listings, nameOfPlace, now };
          const scope = { ...around, signal: job.signal };
          const onBytes = (done: number): void => progress.bytes(index, done, at.looked?.size ?? 0);
          const result = await importFile({ ...scope, onBytes }, piece, at);
          progress.ended(index, result.report);
          results[index] = result;
        }
        await workers.close();
        if (job.signal.aborted) throw cancelled();
        return await commit(session, unit, markMissing({ unit, listings, tenants, now }, results), what);
      } finally {
        await workers.close();
        await unit.rollback();
        job.end();
      }
    },
  };
}

/** `head`: null where not a byte of it can be read. */
interface Previewed {
  readonly head: Awaited<ReturnType<typeof previewFile>> | null;
  readonly file: ImportPreview;
}

async function previewOf(session: Session, { request, member, entry }: Piece): Promise<Previewed> {
  const { name, source, refusal } = entry;
  const place = { path: request.path, member, file: name, size: source?.size ?? 0 };
  const not = (reason: string, skipped: boolean): Previewed => {
    const nothing = { importer: null, label: '', tenant: null, tenantByPlace: '', csv: null };
    return { head: null, file: { ...place, ...nothing, reason, skipped } };
  };
  if (source === null) return not(refusal.message, refusal.severity !== 'error');
  let preview: Awaited<ReturnType<typeof previewFile>>;
  try {
    preview = await previewFile(source);
  } catch (error) {
    if (error instanceof Unreadable) return not(error.message, false);
    return not(`the file cannot be read: ${error instanceof Error ? error.message : ''}`, false);
  }
  const { csv, tenant, importer, label, reason, leftOut } = preview;
  const columns = csv?.columns.join(separator);
  const mapping =
    columns === undefined || session.opened === null ? undefined : remembered(session.opened.workspace, columns);
  const file: ImportPreview = {
    ...place,
    importer,
    label,
    reason,
    skipped: leftOut,
    tenant: tenant && { ...tenant },
    tenantByPlace: member !== null && tenant?.name == null && tenant?.id == null ? preview.tenantByPlace : '',
    csv: csv && {
      columns: [...csv.columns],
      sample: csv.sample.map((row) => [...row]),
      mapping: { ...(mapping ?? csv.mapping) },
      lines: csv.lines,
      remembered: mapping !== undefined,
    },
  };
  return { head: preview, file };
}

type Unit = Awaited<ReturnType<ReturnType<Session['mustBeOpen']>['workspace']['begin']>>;

async function commit(
  session: Session,
  unit: Unit,
  results: readonly FileResult[],
  what: string,
): Promise<ImportReport> {
  const { workspace } = session.mustBeOpen();
  const files = results.map(({ report }) => report);
  const isNew =
    unit.staged.identities > 0 ||
    unit.staged.activity > 0 ||
    results.some(({ report, newProblems }) => report.imported > 0 || newProblems > 0);
  if (!isNew) return { files, seq: workspace.journal.records };
  for (const { refusal } of results) if (refusal !== null) unit.putProblem(refusal);
  const mappings = results.flatMap(({ mapping }) => {
    if (mapping === null) return [];
    const known = remembered(workspace, mapping[0]);
    return known && stableStringify(known) === stableStringify(mapping[1]) ? [] : [mapping];
  });
  const sum = (name: 'imported' | 'unchanged' | 'rejected'): number =>
    files.reduce((total, file) => total + file[name], 0);
  const counts = { imported: sum('imported'), unchanged: sum('unchanged'), rejected: sum('rejected') };
  const { seq } = await unit.commit({
    action: 'import.committed',
    object: what,
    human: session.human,
    client: session.client,
    data: {
      summary: `${counts.imported} new or changed, ${counts.unchanged} as before, ${counts.rejected} rejected`,
      imports: results.flatMap(({ entry }) => entry ?? []),
      ...(mappings.length > 0 ? { mappings: Object.fromEntries(mappings) } : {}),
      ...counts,
    },
  });
  session.system.log.info(
    `Imported ${what}: ${counts.imported} records new or changed, ${counts.unchanged} unchanged, ${counts.rejected} rejected.`,
  );
  return { files: files.map((file) => withUnmatched(file, session.mustBeOpen().workspace)), seq };
}

/** What no file can say by itself: how many of the secrets that were found are of nobody yet. */
function withUnmatched(file: FileReport, workspace: Parameters<typeof unmatchedSecrets>[0]): FileReport {
  const unmatched = isScannerReport(file.importer) ? unmatchedSecrets(workspace) : null;
  // Of all reports together: said once, where the last of them is told of.
  if (unmatched === null || unmatched.file !== file.file) return file;
  const { at: _at, seq: _seq, ...problem } = unmatched;
  return { ...file, problems: [...file.problems, problem] };
}
