// A sync: fetch into the spool, import what it holds as one commit.

import type { CallContext } from '#engine/door/door.ts';
import { ImportWorkers } from '#engine/importers/import-workers.ts';
import { openSpool } from '#engine/tenants/spool.ts';
import type { ConnectionChange, SyncReport } from '#engine/tenants/state.ts';
import type { Tenants } from '#engine/tenants/tenants.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { TenantId } from '#shared/model/ids.ts';
import { type FileResult, importFile, lookAt, markMissing } from './import-file.ts';
import { piecesOf } from './import-pieces.ts';
import { Listings } from './listings.ts';
import type { Session } from './session.ts';

type Job = Pick<CallContext, 'signal' | 'progress'>;

/** Resolves with what changed. On Cancel and on failure the workspace is as it was; what was fetched stays for the next one. */
export async function syncTenant(
  session: Session,
  tenants: Tenants,
  tenant: TenantId,
  afresh: boolean,
  job: Job,
): Promise<SyncReport> {
  const { system } = session;
  const { workspace } = session.mustBeOpen();
  const { connection } = tenants.must(tenant);
  const startedAt = system.clock.now();
  const spool = await openSpool(system, workspace.path, tenant);
  if (afresh || spool.standing === null) await spool.begin();
  await tenants.asking(tenant, () => fetchInto(spool, tenants, tenant, job));
  if (job.signal.aborted)
    throw new AppError('import.cancelled', 'The sync was cancelled. What was fetched is kept for an hour.');

  const unit = await workspace.begin();
  const workers = new ImportWorkers(system);
  try {
    const results: FileResult[] = [];
    const known = new Map(workspace.tenants);
    // Files that name no tenant are this one's; those that carry their own id (a realm) meet it by that.
    const own = known.get(tenant) ?? { id: tenant, vendor: connection.vendor, name: connection.name };
    known.set(tenant, own);
    const listings = new Listings();
    const requests = spool.files.map((path) => ({ path, tenant: own.name }));
    for (const piece of await piecesOf(system, requests, job.signal)) {
      const scope = {
        system,
        workspace,
        unit,
        workers,
        tenants: known,
        listings,
        now: startedAt,
        signal: job.signal,
        nameOfPlace: () => undefined,
        onBytes: () => undefined,
      };
      results.push(await importFile(scope, piece, await lookAt(system, piece, job.signal)));
    }
    await workers.close();
    if (job.signal.aborted) throw new AppError('import.cancelled', 'The sync was cancelled.');
    const strangers = results.filter(({ report }) => report.importer === null);
    if (strangers.length > 0) {
      const message = strangers[0]?.report.problems[0]?.message ?? '';
      throw new AppError('import.failed', `What the tenant sent is not what its importer reads: ${message}`);
    }
    markMissing({ unit, listings, tenants: known, now: startedAt }, results);
    const sum = (name: 'records' | 'imported' | 'unchanged' | 'rejected'): number =>
      results.reduce((total, { report }) => total + report[name], 0);
    const counts = {
      records: sum('records'),
      imported: sum('imported'),
      unchanged: sum('unchanged'),
      rejected: sum('rejected'),
    };
    const report = { startedAt, endedAt: system.clock.now(), pages: spool.standing?.pages ?? 0, ...counts };
    const change: ConnectionChange = {
      is: 'synced',
      tenant,
      report: { ...report, seq: workspace.journal.records + 1 },
    };
    const { seq } = await unit.commit({
      action: 'tenant.synced',
      object: connection.name,
      human: session.human,
      client: session.client,
      data: {
        summary: `${counts.imported} records new or changed, ${counts.unchanged} unchanged, ${counts.rejected} rejected`,
        imports: results.flatMap(({ entry }) => entry ?? []),
        connection: change,
      },
    });
    await spool.remove();
    return { ...report, seq };
  } finally {
    await workers.close();
    await unit.rollback();
  }
}

async function fetchInto(
  spool: Awaited<ReturnType<typeof openSpool>>,
  tenants: Tenants,
  tenant: TenantId,
  job: Job,
): Promise<void> {
  const from = spool.standing?.next ?? '';
  if (spool.standing?.next === null) return;
  const opened = await tenants.open(tenant, { writing: false });
  try {
    for await (const page of ahead(opened.discover(from === '' ? null : from, job.signal))) {
      await spool.add(page);
      job.progress({ done: page.done, total: page.total, detail: pagesWords(spool.standing?.pages ?? 0) });
      if (job.signal.aborted) return;
    }
  } finally {
    await opened.close();
  }
}

const pagesWords = (pages: number): string => (pages === 1 ? '1 page' : `${pages} pages`);

/** The same pages: the next one is asked for while the one before is written down. */
async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void> {
  const pages = source[Symbol.asyncIterator]();
  let coming = pages.next();
  try {
    for (;;) {
      const { value, done } = await coming;
      if (done === true) return;
      coming = pages.next();
      // Its failure is met by whoever waits for it, after the page before is safe.
      coming.catch(() => undefined);
      yield value;
    }
  } finally {
    await pages.return?.();
  }
}
