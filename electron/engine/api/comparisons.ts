import type { CallContext, CallHandlers } from '#engine/door/door.ts';
import type { Changed } from '#engine/projections/compare.ts';
import { identityDetail } from '#engine/projections/identity-detail.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import type { CallOutput, CallRequest } from '#shared/contract/contract.ts';
import { type ChangedIdentity, differences } from '#shared/contract/moments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Comparison, Comparisons, Side } from './compared.ts';
import { csvOf } from './csv.ts';
import { isAbort } from './moments.ts';
import type { Session } from './session.ts';
import { refuseUnusable, writeOnce } from './write-once.ts';

type Answer = CallOutput<'moments.compare'>;
type Narrowed = Pick<CallRequest<'moments.compare'>, 'what' | 'text'>;

export function comparisonCalls(
  session: Session,
  comparisons: Comparisons,
): Pick<CallHandlers, 'moments.compare' | 'moments.sides' | 'moments.export'> {
  /** The journal is replayed as a job that the status bar shows. */
  async function compared(question: Parameters<Comparisons['of']>[0], context: CallContext): Promise<Comparison> {
    const job = session.jobs.start('Comparing two moments', context);
    try {
      return await comparisons.of(question, job);
    } catch (error) {
      if (!isAbort(error)) throw error;
      throw new AppError('import.cancelled', 'Cancelled: the moments were not compared.');
    } finally {
      job.end();
    }
  }

  return {
    async 'moments.compare'(asked, context) {
      const comparison = await compared(asked, context);
      const { before, after, quietDays, changes } = comparison;
      const wanted = narrow(comparison, asked);
      const { first, count } = asked;
      return {
        from: momentOf(before),
        to: momentOf(after),
        quietDays,
        counts: countsOf(changes),
        total: wanted.length,
        first,
        rows: wanted.slice(first, first + count).map((change) => rowOf(change, comparison)),
      };
    },
    async 'moments.sides'({ id, ...question }, context) {
      const { before, after } = await compared(question, context);
      return {
        before: identityDetail(before.picture, before.explain, id),
        after: identityDetail(after.picture, after.explain, id),
      };
    },
    async 'moments.export'(asked, context) {
      const target = session.system.files.absolute(asked.path);
      refuseUnusable(session, target);
      const comparison = await compared(asked, context);
      const rows = narrow(comparison, asked).map((change) => rowOf(change, comparison));
      const from = momentOf(comparison.before);
      const to = momentOf(comparison.after);
      const text =
        asked.format === 'json'
          ? JSON.stringify(
              { from, to, quietDays: comparison.quietDays, counts: countsOf(comparison.changes), rows },
              null,
              2,
            )
          : csvOf(
              fields,
              rows.map((row) => cellsOf(row, from, to)),
            );
      writeOnce(session, target, `${text}\n`);
      return { rows: rows.length };
    },
  };
}

const fields = [
  'what',
  'identity',
  'id',
  'kind',
  'tenant',
  'score_before',
  'score_after',
  'evidence',
  'from_record',
  'from_time',
  'to_record',
  'to_time',
  'policy',
];

function cellsOf(row: ChangedIdentity, from: Answer['from'], to: Answer['to']): readonly string[] {
  const { what, name, id, kind, tenant, scoreBefore, score, evidence } = row;
  const scores = [scoreBefore, score].map((value) => (value === null ? '' : String(value)));
  const moments = [from, to].flatMap(({ seq, at }) => [String(seq), new Date(at).toISOString()]);
  return [what, name, id, kind, tenant, ...scores, evidence.join('; '), ...moments, to.policy];
}

const momentOf = ({ seq, at, policy, picture }: Side): Answer['from'] => ({ seq, at, now: picture.now, policy });

function countsOf(changes: readonly Changed[]): Answer['counts'] {
  const counts = Object.fromEntries(differences.map((what) => [what, 0])) as Answer['counts'];
  for (const { what } of changes) counts[what] += 1;
  return counts;
}

function narrow(comparison: Comparison, { what, text }: Narrowed): readonly Changed[] {
  const { before, after, changes } = comparison;
  const wanted = what.length === 0 ? changes : changes.filter((change) => what.includes(change.what));
  const words = text.trim().toLowerCase();
  if (words === '') return wanted;
  return wanted.filter((change) => {
    const { identities } = (change.in === 'after' ? after : before).picture;
    const shown = [
      identities.name(change.row),
      identities.tenantName(identities.tenantId(change.row)),
      ...change.evidence,
    ];
    return shown.some((one) => one.toLowerCase().includes(words));
  });
}

function rowOf(change: Changed, { before, after }: Comparison): ChangedIdentity {
  const [own, opposite] = change.in === 'after' ? [after, before] : [before, after];
  const { id, name, kind, tenant, score } = inventoryRowOf(own.picture.identities, change.row);
  const other = opposite.picture.identities.value[change.other] ?? Number.NaN;
  const [here, there] = [score?.value ?? null, Number.isNaN(other) ? null : other];
  // What is gone is shown with the last score that it had.
  const scoreBefore = change.in === 'after' ? there : here;
  return { what: change.what, id, name, kind, tenant, score: here, scoreBefore, evidence: [...change.evidence] };
}
