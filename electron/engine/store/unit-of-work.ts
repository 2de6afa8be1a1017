import type { Journal } from '#engine/journal/journal.ts';
import type { Hash } from '#engine/system/system.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { Details } from './details.ts';
import { createPuts } from './identity-puts.ts';
import { NameIndex } from './name-index.ts';
import type { Objects } from './objects.ts';
import { activityLine, marksLine, problemLine, tenantLine, unmarksLine } from './payload.ts';
import type { Payload, PayloadWriter } from './payload-writer.ts';
import type { Projection } from './projection.ts';
import type { Staging } from './staging.ts';
import type { JournalEntry, Receipt, UnitOfWork } from './store.ts';
import { Withdrawal } from './withdrawal.ts';

interface UnitParts {
  readonly projection: Projection;
  readonly details: Details;
  readonly writer: PayloadWriter;
  readonly hash: Hash;
  readonly journal: Pick<Journal, 'list' | 'records'>;
  readonly objects: Pick<Objects, 'lines' | 'read'>;
  /** Writes the journal line and applies what was staged. */
  write(entry: JournalEntry, payload: Payload, staging: Staging): Promise<Receipt>;
  /** Lets the next unit begin. */
  release(): void;
}

const marksInLine = 500;
const separator = '\u001f';

export function createUnit({
  projection,
  details,
  writer,
  hash,
  journal,
  objects,
  write,
  release,
}: UnitParts): UnitOfWork {
  const staging = projection.stage();
  const puts = createPuts({ projection, details, writer, hash, staging });
  let marks: string[] = [];
  let open = true;
  let names: NameIndex | undefined;

  const mustBeOpen = (): void => {
    if (!open) throw new Error('this unit of work has ended');
  };

  const writeMarks = (): void => {
    if (marks.length > 0) writer.add(marksLine(marks.join('')));
    marks = [];
  };

  return {
    putIdentity(identity, records, said) {
      mustBeOpen();
      return puts.putIdentity(identity, records, said);
    },
    named(tenant, name) {
      mustBeOpen();
      names ??= new NameIndex(projection, staging, puts.standingIdentity);
      return names.find(tenant, name);
    },
    markMissing(stream, tenants, listed, since) {
      mustBeOpen();
      return puts.markMissing(stream, tenants, listed, since);
    },
    async withdraw(seq, signal) {
      mustBeOpen();
      const withdrawal = new Withdrawal({ journal, objects, signal }, seq);
      await withdrawal.read(new Set(projection.ledger.undone.map((undone) => undone.seq)));
      for (const some of withdrawal.marks) {
        writer.add(unmarksLine(some));
        staging.unmarks.push(some);
      }
      return puts.leave(withdrawal);
    },
    putActivity(activity: Activity, tenant: Tenant) {
      mustBeOpen();
      writer.add(activityLine(activity, tenant));
      staging.addActivity(activity, tenant);
    },
    seenRecord(tenant, key, content) {
      mustBeOpen();
      const mark = hash.sha256(`${tenant.id}${separator}${key}`).slice(0, 16) + hash.sha256(content).slice(0, 16);
      const index = staging.records.hasKey(mark) ? staging.records : projection.records;
      if (index.has(mark)) return true;
      staging.addMark(mark);
      marks.push(mark);
      if (marks.length === marksInLine) writeMarks();
      return false;
    },
    putProblem(problem: Problem) {
      mustBeOpen();
      writer.add(problemLine(problem));
      staging.problems.push(problem);
    },
    putTenant(tenant) {
      mustBeOpen();
      writer.add(tenantLine(tenant));
      staging.tenants.set(tenant.id, tenant);
    },
    get staged() {
      return {
        identities: staging.rows.size + staging.missing.size + staging.removed.length,
        activity: staging.activity.length,
      };
    },
    drain: () => writer.drain(),
    async commit(entry) {
      mustBeOpen();
      open = false;
      try {
        writeMarks();
        return await write(entry, await writer.finish(), staging);
      } catch (error) {
        await writer.abandon();
        throw error;
      } finally {
        release();
      }
    },
    async rollback() {
      if (!open) return;
      open = false;
      try {
        await writer.abandon();
      } finally {
        release();
      }
    },
  };
}
