import type { CallHandlers } from '#engine/door/door.ts';
import { type ExportedHead, isGenuine } from '#engine/store/exported-head.ts';
import { readTextFile } from '#engine/system/text-file.ts';
import { exportedHead } from '#shared/contract/charts.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Session } from './session.ts';
import { refuseUnusable, writeOnce } from './write-once.ts';

/** No head is larger: whatever is, is something else. */
const mostBytes = 64 * 1024;

export function auditCalls(session: Session): Pick<CallHandlers, 'audit.export'> {
  return {
    async 'audit.export'({ path }) {
      const { workspace } = session.mustBeOpen();
      const { files } = session.system;
      const target = path === null ? null : files.absolute(path);
      if (target !== null) refuseUnusable(session, target);
      const unit = await workspace.begin();
      try {
        const sign = workspace.headSigner();
        const receipt = await unit.commit({
          action: 'audit.exported',
          object: target === null ? workspace.name : files.base(target),
          human: session.human,
          client: session.client,
          data: {},
        });
        const head = sign(receipt);
        if (target !== null) writeOnce(session, target, `${JSON.stringify(head, null, 2)}\n`);
        session.system.log.info(`Exported the head of the journal, record ${head.seq}.`);
        return head;
      } finally {
        await unit.rollback();
      }
    },
  };
}

export type Verdict = 'same' | 'rewritten' | 'rolled_back' | 'other_key' | 'not_checked';

export type Verified = CallOutput<'audit.verify'> & {
  /** What an exported head says of it; null when none was given. */
  readonly against: {
    readonly seq: number;
    readonly head: string;
    readonly at: string;
    readonly verdict: Verdict;
  } | null;
};

/**
 * Reads the journal from the disk; `against` is the path of an exported head. `firstBad` is then also the record whose hash
 * is another one, or the first that is missing. Refuses with file.absent or input.invalid where the file is no such head.
 */
export async function verifyJournal(session: Session, against?: string): Promise<Verified> {
  const { workspace } = session.mustBeOpen();
  const head = against === undefined ? null : readHead(session, against);
  if (head !== null && head.workspace !== workspace.id) {
    throw new AppError('input.invalid', 'This head was exported from another workspace.', {
      hint: `It is of ${head.workspace}, this workspace is ${workspace.id}.`,
    });
  }
  const { ok, records, head: last, firstBad } = await workspace.journal.verify();
  const plain = { ok, records, head: last, firstBad };
  if (head === null) return { ...plain, against: null };
  const { seq, at } = head;
  const verdict = ok ? verdictOn(session, head, records) : 'not_checked';
  const proven = { ...plain, against: { seq, head: head.head, at, verdict } };
  if (verdict === 'same' || verdict === 'not_checked') return proven;
  const first = { rewritten: seq, rolled_back: records + 1, other_key: 1 }[verdict];
  return { ...proven, ok: false, firstBad: first };
}

function verdictOn(session: Session, head: ExportedHead, records: number): Verdict {
  const { journal, publicKey } = session.mustBeOpen().workspace;
  // The key also stands in the first record, so whoever changes it in workspace.json has to rewrite the journal.
  const [birth] = journal.list(0, 1);
  if (head.publicKey !== publicKey || birth?.data['publicKey'] !== head.publicKey) return 'other_key';
  if (records < head.seq) return 'rolled_back';
  return journal.list(head.seq - 1, 1)[0]?.hash === head.head ? 'same' : 'rewritten';
}

function readHead({ system }: Session, path: string): ExportedHead {
  const unusable = (cause?: unknown): AppError =>
    new AppError('input.invalid', `${path} is not a head that nhi audit export made, or it was changed.`, { cause });
  const text = readTextFile(system.files, path, mostBytes);
  let head: ExportedHead;
  try {
    head = exportedHead.parse(JSON.parse(text));
  } catch (error) {
    throw unusable(error);
  }
  if (!isGenuine(system, head)) throw unusable();
  return head;
}
