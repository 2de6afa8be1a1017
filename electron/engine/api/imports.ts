import type { CallHandlers } from '#engine/door/door.ts';
import { ImportWorkers } from '#engine/importers/import-workers.ts';
import { previewFile } from '#engine/importers/run-import.ts';
import type { ImportReport } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import { type FileResult, importFile, markMissing, readingOrder, remembered } from './import-file.ts';
import { Listings } from './listings.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'imports.preview' | 'imports.run'>;
const separator = '\u001f';

export function importCalls(session: Session): Calls {
  const { system } = session;
  return {
    async 'imports.preview'({ path }) {
      const { csv, tenant, ...preview } = await previewFile(system, path);
      const { path: at, file, size, importer, label, reason } = preview;
      const columns = csv?.columns.join(separator);
      const mapping =
        columns === undefined || session.opened === null ? undefined : remembered(session.opened.workspace, columns);
      return {
        path: at,
        file,
        size,
        importer,
        label,
        reason,
        tenant: tenant && { ...tenant },
        csv: csv && {
          columns: [...csv.columns],
          sample: csv.sample.map((row) => [...row]),
          mapping: { ...(mapping ?? csv.mapping) },
          remembered: mapping !== undefined,
        },
      };
    },

    /** All files become one commit, or nothing at all: on Cancel and on failure the workspace is as it was. */
    async 'imports.run'({ files }, context) {
      const { workspace } = session.mustBeOpen();
      const names = files.map(({ path }) => system.files.base(path));
      const sizes = files.map(({ path }) => (system.files.exists(path) ? system.files.size(path) : 0));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const title = files.length === 1 ? `Importing ${names[0]}` : `Importing ${files.length} files`;
      const unit = await workspace.begin();
      const job = session.jobs.start(title, context);
      const workers = new ImportWorkers(system);
      try {
        const results: FileResult[] = [];
        const [listings, now] = [new Listings(), system.clock.now()];
        const tenants = new Map(workspace.tenants);
        let before = 0;
        for (const index of await readingOrder(system, files)) {
          const file = files[index];
          if (file === undefined) continue;
          const detail = names[index] ?? '';
          job.progress({ done: before, total, detail });
          const start = before;
          results[index] = await importFile(
            {
              system,
              workspace,
              unit,
              workers,
              tenants,
              listings,
              now,
              signal: job.signal,
              onBytes: (done) => job.progress({ done: start + done, total, detail }),
            },
            file,
          );
          before += sizes[index] ?? 0;
        }
        await workers.close();
        if (job.signal.aborted) throw new AppError('import.cancelled', 'The import was cancelled.');
        const marked = markMissing({ unit, listings, tenants, now }, results);
        return await commit(session, unit, marked, names);
      } finally {
        await workers.close();
        await unit.rollback();
        job.end();
      }
    },
  };
}

type Unit = Awaited<ReturnType<ReturnType<Session['mustBeOpen']>['workspace']['begin']>>;

async function commit(
  session: Session,
  unit: Unit,
  results: readonly FileResult[],
  names: readonly string[],
): Promise<ImportReport> {
  const { workspace } = session.mustBeOpen();
  const files = results.map(({ report }) => report);
  const isNew =
    unit.staged.identities > 0 ||
    unit.staged.activity > 0 ||
    results.some(({ report, newProblems }) => report.imported > 0 || newProblems > 0);
  if (!isNew) return { files, seq: workspace.journal.records };
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
    object: names.length === 1 ? (names[0] ?? '') : `${names.length} files`,
    human: session.human,
    client: session.client,
    data: {
      summary: `${counts.imported} records imported, ${counts.unchanged} unchanged, ${counts.rejected} rejected`,
      imports: results.flatMap(({ entry }) => entry ?? []),
      ...(mappings.length > 0 ? { mappings: Object.fromEntries(mappings) } : {}),
      ...counts,
    },
  });
  session.system.log.info(
    `Imported ${names.join(', ')}: ${counts.imported} records new or changed, ${counts.unchanged} unchanged, ${counts.rejected} rejected.`,
  );
  return { files, seq };
}
