import type { CallContext, CallHandlers } from '#engine/door/door.ts';
import { changesScores } from '#engine/jobs/index.ts';
import { summaryOf } from '#engine/projections/audit.ts';
import { ScoreHistory } from '#engine/projections/score-history.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import type { Projector } from '#engine/store/staging.ts';
import type { Workspace } from '#engine/store/store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalAction, JournalRecord } from '#shared/model/journal-record.ts';
import { isAbort } from './moments.ts';
import { lookAnew } from './picture-of.ts';
import type { Session } from './session.ts';

/** Each costs a look at the whole inventory. */
const mostSamples = 60;
const recordsAtOnce = 200;
const imports: ReadonlySet<JournalAction> = new Set([
  'import.committed',
  'import.undone',
  'tenant.synced',
  'demo.filled',
]);

interface Kept {
  readonly history: ScoreHistory;
  readonly omitted: number;
}

/**
 * Scores over time. One replay of the journal passes all samples; what it found is kept in memory, and only newer records
 * are looked at when there are some.
 */
export function historyCalls(
  session: Session,
  projecting: Projector,
): Pick<CallHandlers, 'history.fleet' | 'history.identity'> {
  let kept: (Kept & { readonly workspace: string; readonly hashes: readonly string[] }) | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function compute(workspace: Workspace, context: CallContext): Promise<Kept> {
    const job = session.jobs.start('Scores over time', context);
    try {
      const { wanted, omitted } = chosen(await changesIn(workspace, job.signal));
      const hashes = wanted.map(({ hash }) => hash);
      // What was taken before goes on where nothing but newer samples is asked for.
      const before =
        kept?.workspace === workspace.id && kept.hashes.every((hash, at) => hash === hashes[at]) ? kept : null;
      const history = before?.history ?? new ScoreHistory();
      const taken = before?.hashes.length ?? 0;
      // One that is cut off in the middle is of no use.
      kept = null;
      await walk(workspace, wanted.slice(taken), history, job);
      kept = { workspace: workspace.id, hashes, history, omitted };
      return kept;
    } catch (error) {
      if (!isAbort(error)) throw error;
      throw new AppError('import.cancelled', 'Cancelled: the scores over time were not worked out.');
    } finally {
      job.end();
    }
  }

  async function walk(
    { path }: Workspace,
    wanted: readonly JournalRecord[],
    history: ScoreHistory,
    { signal, progress }: ReturnType<Session['jobs']['start']>,
  ): Promise<void> {
    const last = wanted.at(-1);
    if (last === undefined) return;
    const { system, policies, human, client } = session;
    const records = new Map(wanted.map((record) => [record.seq, record]));
    const past = await openWorkspace(system, path, {
      ...projecting,
      human,
      client,
      readOnly: true,
      until: { seq: last.seq },
      signal,
      progress: (far) => progress({ ...far, detail: 'Replaying the journal' }),
      passing: {
        seqs: wanted.map(({ seq }) => seq),
        visit(then) {
          const record = records.get(then.journal.records);
          if (record === undefined) throw new Error('only what was asked for is passed');
          const at = Date.parse(record.at);
          const policy = policies.of(then);
          const { picture } = lookAnew(then, policy, at);
          const { seq, object, hash } = record;
          const sampled = { seq, at, summary: summaryOf(record), object, policy: policy.hash, head: hash };
          history.take(sampled, imports.has(record.action), picture, policy.data.limits.dormantDays);
        },
      },
    });
    await past.close();
  }

  const historyOf = (context: CallContext): Promise<Kept> => {
    const { workspace } = session.mustBeOpen();
    const next = turn.then(
      () => compute(workspace, context),
      () => compute(workspace, context),
    );
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    async 'history.fleet'({ tenant }, context) {
      const { workspace } = session.mustBeOpen();
      if (tenant !== null && !workspace.tenants.has(tenant)) {
        const names = [...workspace.tenants].map(([id, { name }]) => `${id} (${name})`);
        throw new AppError('tenant.absent', `There is no tenant ${tenant}.`, {
          hint: names.length === 0 ? 'Nothing was imported yet.' : `There are: ${names.join(', ')}.`,
        });
      }
      const { history, omitted } = await historyOf(context);
      return { ...history.fleet(tenant), omitted };
    },
    async 'history.identity'({ id }, context) {
      const { history, omitted } = await historyOf(context);
      const own = history.identity(id);
      if (own === null) throw new AppError('identity.absent', `No moment of the journal knows ${id}.`);
      return { ...own, omitted };
    },
  };
}

/** Records that can have changed a score, without what they carry, oldest first. */
async function changesIn({ journal }: Workspace, signal: AbortSignal): Promise<readonly JournalRecord[]> {
  const found: JournalRecord[] = [];
  for (let first = 0; first < journal.records; first += recordsAtOnce) {
    signal.throwIfAborted();
    for (const record of journal.list(first, recordsAtOnce)) {
      if (changesScores(record)) found.push({ ...record, data: { summary: record.data['summary'] } });
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return found;
}

/** Imports before others, the latest before the earlier. */
function chosen(changes: readonly JournalRecord[]): {
  readonly wanted: readonly JournalRecord[];
  readonly omitted: number;
} {
  const isImport = ({ action }: JournalRecord): boolean => imports.has(action);
  const ranked = [
    ...changes.filter(isImport).toReversed(),
    ...changes.filter((record) => !isImport(record)).toReversed(),
  ];
  const wanted = ranked.slice(0, mostSamples).sort((a, b) => a.seq - b.seq);
  return { wanted, omitted: changes.length - wanted.length };
}
