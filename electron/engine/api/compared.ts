import { recordAt } from '#engine/journal/journal-up-to.ts';
import { type Changed, compareMoments } from '#engine/projections/compare.ts';
import { type OpenOptions, openWorkspace } from '#engine/store/open-workspace.ts';
import type { Projector } from '#engine/store/staging.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { CallRequest } from '#shared/contract/contract.ts';
import type { Moment } from '#shared/contract/moments.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { lookAnew, type Sight } from './picture-of.ts';
import type { Session } from './session.ts';

type Question = Pick<CallRequest<'moments.compare'>, 'from' | 'to' | 'quietDays'>;

/** The workspace after a record, judged as it was judged then. */
export interface Side extends Sight {
  readonly seq: number;
  /** When the record was written. */
  readonly at: number;
  /** Hash of the policy that was in force then. */
  readonly policy: string;
  /** After how many days without use it calls an identity dormant. */
  readonly dormantDays: number;
}

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly quietDays: number;
  readonly changes: readonly Changed[];
}

interface Asking {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

/** Comparisons that were asked for last stay open, so that paging and details replay nothing. */
export interface Comparisons {
  of(question: Question, asking: Asking): Promise<Comparison>;
  /** Gives back what it holds. */
  close(): Promise<void>;
}

interface Held {
  readonly key: string;
  readonly sides: readonly [Past, Past];
}
interface Past extends Side {
  close(): Promise<void>;
}

/** How many pairs of moments are held, and for how long after somebody asked for one. */
const mostHeld = 2;
const heldMs = 5 * 60_000;

/** Number of the record that a moment stands behind; null: the one that is shown. */
function seqOf({ journal, past }: Workspace, moment: Moment): number {
  return moment === null ? journal.records : recordAt(past?.whole ?? journal, moment);
}

export function createComparisons(session: Session, projecting: Projector): Comparisons {
  let held: Held[] = [];
  /** Replays follow one another: two at once would need the memory of four moments. */
  let turn: Promise<unknown> = Promise.resolve();
  let cancelRelease = (): void => undefined;

  /** Replays the journal up to a record. Ages are those of that moment: everybody who reads the folder sees the same. */
  async function open(path: string, seq: number, replaying: Pick<OpenOptions, 'signal' | 'progress'>): Promise<Past> {
    const { system, policies, client, human } = session;
    const who = { client, human };
    const past = await openWorkspace(system, path, {
      ...projecting,
      ...who,
      ...replaying,
      readOnly: true,
      until: { seq },
    });
    const policy = policies.of(past);
    const at = past.past?.at ?? 0;
    const { dormantDays } = policy.data.limits;
    return { ...lookAnew(past, policy, at), seq, at, policy: policy.hash, dormantDays, close: past.close };
  }

  async function both(
    path: string,
    seqs: readonly [number, number],
    { signal, progress }: Asking,
  ): Promise<Held['sides']> {
    const total = seqs[0] + seqs[1];
    const replaying = (before: number) => ({
      signal,
      progress: ({ done }: { readonly done: number }) =>
        progress({ done: before + done, total, detail: 'Replaying the journal' }),
    });
    const first = await open(path, seqs[0], replaying(0));
    if (seqs[0] === seqs[1]) return [first, first];
    try {
      return [first, await open(path, seqs[1], replaying(seqs[0]))];
    } catch (error) {
      await first.close();
      throw error;
    }
  }

  async function release(keep: number): Promise<void> {
    const gone = held.slice(keep);
    held = held.slice(0, keep);
    for (const { sides } of gone) for (const side of new Set(sides)) await side.close();
  }

  async function sidesOf(question: Question, asking: Asking): Promise<Held['sides']> {
    const { workspace } = session.mustBeOpen();
    const seqs = [seqOf(workspace, question.from), seqOf(workspace, question.to)] as const;
    const key = `${workspace.id} ${seqs.join(' ')}`;
    const known = held.find((one) => one.key === key);
    if (known === undefined) await release(mostHeld - 1);
    const found = known ?? { key, sides: await both(workspace.path, seqs, asking) };
    held = [found, ...held.filter((one) => one !== found)];
    cancelRelease();
    cancelRelease = session.system.clock.after(heldMs, () => void inTurn(() => release(0)));
    return found.sides;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  }

  return {
    of: (question, asking) =>
      inTurn(async () => {
        asking.signal.throwIfAborted();
        const [before, after] = await sidesOf(question, asking);
        const quietDays = question.quietDays ?? after.dormantDays;
        const changes = compareMoments(before.picture, after.picture, quietDays);
        return { before, after, quietDays, changes };
      }),
    close() {
      cancelRelease();
      return inTurn(() => release(0));
    },
  };
}
