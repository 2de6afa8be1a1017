import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import type { ImportEntry, Ledger, Workspace } from '#engine/store/store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { streamOf } from '#shared/model/contribution.ts';
import type { Session } from './session.ts';

/** Imports by their record, the newest first. */
function importsOf({ imports }: Pick<Ledger, 'imports'>): readonly (readonly [number, readonly ImportEntry[]])[] {
  const bySeq = new Map<number, ImportEntry[]>();
  for (const entry of imports) bySeq.set(entry.seq, [...(bySeq.get(entry.seq) ?? []), entry]);
  return [...bySeq].reverse();
}

export function undoCalls(session: Session): Pick<CallHandlers, 'imports.undo'> {
  return {
    async 'imports.undo'({ seq: wanted }, context) {
      const { workspace } = session.mustBeOpen();
      const seq = wanted ?? workspace.ledger.imports.at(-1)?.seq ?? 0;
      const entries = workspace.ledger.imports.filter((entry) => entry.seq === seq);
      const [first] = entries;
      if (first === undefined) {
        throw new AppError(
          'record.absent',
          seq === 0 ? 'There is no import to undo.' : `Record ${seq} is no import that could be undone.`,
          {
            hint: 'It may have been undone already. The list of imports names those that can be.',
          },
        );
      }
      const object = entries.length === 1 ? first.file : `${entries.length} files`;
      mustBeLast(workspace, entries);
      const unit = await workspace.begin();
      const job = session.jobs.start(`Undoing the import of ${object}`, context);
      try {
        const { removed, restored } = await unit.withdraw(seq, job.signal);
        if (job.signal.aborted) throw new AppError('import.cancelled', 'Undoing the import was cancelled.');
        const summary = `import ${seq} undone: ${removed} identities gone, ${restored} stand as before`;
        const { human, client } = session;
        const data = { undoes: seq, summary, removed, restored };
        const receipt = await unit.commit({ action: 'import.undone', object, human, client, data });
        session.system.log.info(`${object}: ${summary}.`);
        return { seq: receipt.seq, removed, restored };
      } finally {
        await unit.rollback();
        job.end();
      }
    },
  };
}

/**
 * What a later file of the same stream says in the same words is not written again, and neither are events that two logs
 * of one kind share: without the first they would be lost.
 */
function mustBeLast({ ledger, journal }: Workspace, entries: readonly ImportEntry[]): void {
  for (const entry of entries) {
    const [record] = journal.list(entry.seq - 1, 1);
    const { activity = 0 } = (record?.data['counts'] ?? {}) as { readonly activity?: number }; // Written by the store.
    const later = ledger.imports.findLast(
      ({ seq, tenant, importer, file }) =>
        seq > entry.seq &&
        tenant === entry.tenant &&
        importer === entry.importer &&
        (activity > 0 || streamOf({ importer, file }) === streamOf(entry)),
    );
    if (later === undefined) continue;
    throw new AppError('import.built_upon', `A later import of ${later.file} builds on this one.`, {
      hint: `Undo the import of record ${later.seq} first.`,
      details: { seq: later.seq },
    });
  }
}

export function importWatches(session: Session): Pick<WatchHandlers, 'imports.list'> {
  return {
    'imports.list': ({ first, count }) => ({
      topics: ['journal'],
      view() {
        const { ledger, tenants } = session.opened?.workspace ?? { ledger: { imports: [] }, tenants: new Map() };
        const all = importsOf(ledger);
        const rows = all.slice(first, first + count).map(([seq, entries]) => ({
          seq,
          at: entries[0]?.at ?? 0,
          files: entries.map(({ file, importer, tenant, records }) => ({
            file,
            importer,
            tenant: tenants.get(tenant)?.name ?? tenant,
            records,
          })),
        }));
        return { total: all.length, rows };
      },
    }),
  };
}
