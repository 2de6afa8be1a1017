import type { CallHandlers } from '#engine/door/door.ts';
import { recordBefore } from '#engine/journal/journal-up-to.ts';
import { type Changed, compareMoments, differences } from '#engine/projections/compare.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import type { Picture } from '#engine/projections/picture.ts';
import { type OpenOptions, openWorkspace } from '#engine/store/open-workspace.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { Moment } from '#shared/contract/moments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { lookAnew } from './picture-of.ts';
import type { Session } from './session.ts';

type Answer = CallOutput<'moments.compare'>;

interface Then {
  readonly seq: number;
  readonly at: number;
  readonly picture: Picture;
}

/** Number of the record that a moment stands behind. Refuses with record.absent. */
function recordOf({ journal }: Workspace, moment: Moment): number {
  if (moment === null) return journal.records;
  const seq = 'seq' in moment ? moment.seq : recordBefore(journal, moment.at);
  if (seq >= 1 && seq <= journal.records) return seq;
  const [first] = journal.list(0, 1);
  throw new AppError(
    'record.absent',
    'seq' in moment ? `The journal has no record ${seq}.` : 'The workspace was not there yet.',
    {
      hint: `It has ${journal.records} records, the first of ${first?.at ?? 'never'}.`,
    },
  );
}

export function momentCalls(
  session: Session,
  projector: Pick<OpenOptions, 'project' | 'display' | 'merge' | 'registers'>,
): Pick<CallHandlers, 'moments.compare'> {
  /** Replays the journal up to a record. Ages are those of that moment: everybody who reads the folder sees the same. */
  async function at<T>(workspace: Workspace, seq: number, use: (then: Then) => Promise<T>): Promise<T> {
    const { system, policy, client, human } = session;
    const past = await openWorkspace(system, workspace.path, {
      ...projector,
      readOnly: true,
      until: seq,
      client,
      human,
    });
    try {
      const [record] = past.journal.list(seq - 1, 1);
      const written = Date.parse(record?.at ?? '');
      const { picture } = lookAnew(past, policy, written);
      return await use({ seq, at: written, picture });
    } finally {
      await past.close();
    }
  }

  return {
    async 'moments.compare'({ from, to, what, first, count }, { signal }) {
      const { workspace } = session.mustBeOpen();
      const [seqBefore, seqAfter] = [recordOf(workspace, from), recordOf(workspace, to)];
      return at(workspace, seqBefore, async (before) => {
        signal.throwIfAborted();
        return at(workspace, seqAfter, async (after) => {
          signal.throwIfAborted();
          const all = compareMoments(before.picture, after.picture);
          const wanted = what.length === 0 ? all : all.filter((change) => what.includes(change.what));
          return {
            from: momentOf(before),
            to: momentOf(after),
            counts: countsOf(all),
            total: wanted.length,
            first,
            rows: wanted.slice(first, first + count).map((change) => rowOf(change, before, after)),
          };
        });
      });
    },
  };
}

const momentOf = ({ seq, at, picture }: Then): Answer['from'] => ({ seq, at, now: picture.now });

function countsOf(changes: readonly Changed[]): Answer['counts'] {
  const counts = Object.fromEntries(differences.map((what) => [what, 0])) as Answer['counts'];
  for (const { what } of changes) counts[what] += 1;
  return counts;
}

function rowOf(change: Changed, before: Then, after: Then): Answer['rows'][number] {
  const { identities } = (change.in === 'after' ? after : before).picture;
  const { id, name, kind, tenant, score } = inventoryRowOf(identities, change.row);
  return { what: change.what, id, name, kind, tenant, score: score?.value ?? null, evidence: [...change.evidence] };
}
