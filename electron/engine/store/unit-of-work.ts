import type { Hash } from '#engine/system/system.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Identity, Source } from '#shared/model/identity.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { Details } from './details.ts';
import { contentOf } from './identity-content.ts';
import { activityLine, identityLine, marksLine, problemLine, type RawPlace, rawLine, tenantLine } from './payload.ts';
import type { Payload, PayloadWriter } from './payload-writer.ts';
import type { Projection } from './projection.ts';
import { StagedRaws } from './staged-raws.ts';
import type { Staging } from './staging.ts';
import type { JournalEntry, Receipt, UnitOfWork } from './store.ts';

interface UnitParts {
  readonly projection: Projection;
  readonly details: Details;
  readonly writer: PayloadWriter;
  readonly hash: Hash;
  /** Writes the journal line and applies what was staged. */
  write(entry: JournalEntry, payload: Payload, staging: Staging): Promise<Receipt>;
  /** Lets the next unit begin. */
  release(): void;
}

const marksInLine = 500;
const separator = '\u001f';

export function createUnit({ projection, details, writer, hash, write, release }: UnitParts): UnitOfWork {
  const staging = projection.stage();
  const raws = new StagedRaws();
  let marks: string[] = [];
  let open = true;

  const mustBeOpen = (): void => {
    if (!open) throw new Error('this unit of work has ended');
  };

  const writeMarks = (): void => {
    if (marks.length > 0) writer.add(marksLine(marks.join('')));
    marks = [];
  };

  /** What is stored of an id now, staged or committed. */
  function standing(id: string): { readonly hash: string; readonly row: number; readonly staged: boolean } | undefined {
    const row = staging.rows.get(id);
    const columns = row === undefined ? projection.identities.columns : staging.table.columns;
    const at = row ?? projection.identities.rowOf(id);
    if (at < 0) return undefined;
    return { hash: hex(columns.hashHigh.at(at)) + hex(columns.hashLow.at(at)), row: at, staged: row !== undefined };
  }

  /** A source that came without its record keeps the record that an earlier put stored for it. */
  function rawPlaces(identity: Identity, records: readonly unknown[]): (RawPlace | null)[] {
    let known: ((source: Source) => RawPlace | null) | undefined;
    return identity.sources.map((source, i) => {
      const raw = records[i];
      if (raw === null) return null;
      if (raw !== undefined) {
        const { entry, offset, bytes } = writer.add(rawLine(raw));
        return [entry, offset, bytes];
      }
      known ??= rawsBefore(identity.id);
      return known(source);
    });
  }

  function rawsBefore(id: string): (source: Source) => RawPlace | null {
    const before = standing(id);
    if (before === undefined) return () => null;
    if (before.staged) return (source) => raws.find(before.row, source);
    const { sources } = details.identity(before.row);
    const places = details.rawPlaces(before.row);
    return ({ digest, record }) =>
      places[sources.findIndex((old) => old.digest === digest && old.record === record)] ?? null;
  }

  return {
    putIdentity(identity, records) {
      mustBeOpen();
      const content = contentOf(identity);
      const digest = hash.sha256(content.compared).slice(0, 16);
      const before = standing(identity.id);
      if (before?.hash === digest) return 'unchanged';
      const places = rawPlaces(identity, records);
      const place = writer.add(identityLine(content.stored, places, digest));
      staging.addIdentity(identity, place, digest);
      raws.add(identity.sources, places);
      return before === undefined ? 'new' : 'changed';
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
      return { identities: staging.rows.size, activity: staging.activity.length };
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

const hex = (word: number): string => word.toString(16).padStart(8, '0');
