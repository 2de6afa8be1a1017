import { z } from 'zod';
import { long, read, write } from './define.ts';
import { identityDetail } from './inventory.ts';
import { count, identityId, instant, kind, path } from './values.ts';
import { workspaceInfo } from './workspace.ts';

/** A moment of the workspace: after a record of the journal, or at an instant; null: now. */
export const pastMoment = z.union([z.object({ seq: count.min(1) }), z.object({ at: instant })]);
export const moment = pastMoment.nullable();
export type Moment = z.infer<typeof moment>;

export const differences = ['added', 'removed', 'escalated', 'narrowed', 'rotated', 'owner', 'quiet'] as const;
export const difference = z.enum(differences);
export type Difference = z.infer<typeof difference>;
export const differenceWords: Readonly<Record<Difference, string>> = {
  added: 'added',
  removed: 'removed',
  escalated: 'escalated',
  narrowed: 'narrowed',
  rotated: 'rotated',
  owner: 'owner changed',
  quiet: 'gone quiet',
};
/** What is compared. Quiet: used inside of `quietDays` before the one, not before the other; null: as the policy says. */
const compared = z.object({
  from: moment,
  to: moment.default(null),
  quietDays: count.min(1).max(3650).nullable().default(null),
});
/** What of it is shown: kinds of changes (none: all), and a text in name, tenant or evidence. */
const narrowed = z.object({ what: z.array(difference).default([]), text: z.string().max(400).default('') });

/** After which record, and when that was written. Ages are measured against `now`, scores by the policy of that moment. */
const resolved = z.object({ seq: count, at: instant, now: instant, policy: z.string() });

const changed = z.object({
  what: difference,
  id: identityId,
  name: z.string(),
  kind,
  tenant: z.string(),
  score: z.number().nullable(),
  /** Before; null: it was not there, or is a human. */
  scoreBefore: z.number().nullable(),
  evidence: z.array(z.string()),
});
export type ChangedIdentity = z.infer<typeof changed>;

const journalRow = z.object({ seq: count, at: instant, human: z.string(), summary: z.string(), object: z.string() });
export type JournalRow = z.infer<typeof journalRow>;

export const moments = {
  /**
   * Shows the workspace that is open as of a moment: read-only, until it is left or closed. Refuses with record.absent,
   * workspace.damaged, and with workspace.busy while something runs that would have to end for it.
   */
  open: long(write(z.object({ moment: pastMoment }), workspaceInfo)),
  /** Shows it as it is now, open as it was before. */
  leave: long(write(z.object({}), workspaceInfo)),
  /** Records to choose a moment from, the newest first: those that changed the inventory, and others of the last. */
  recent: read(
    z.object({ count: count.max(500).default(100) }),
    z.object({
      /** Of the newest import that stands. */ lastImport: count.nullable(),
      records: count,
      changes: z.array(journalRow),
      others: z.array(journalRow),
    }),
  ),
  /** Refuses with record.absent where the journal had no such record, or none yet. */
  compare: long(
    read(
      z.object({
        ...compared.shape,
        ...narrowed.shape,
        first: count.default(0),
        count: count.max(5000).default(1000),
      }),
      z.object({
        from: resolved,
        to: resolved,
        /** Days of quiet that were asked for, or that the later moment's policy calls dormant. */
        quietDays: count,
        counts: z.record(difference, count),
        /** Of what was asked for. */
        total: count,
        first: count,
        rows: z.array(changed),
      }),
    ),
  ),
  /** One identity at both moments; null: it was not there. Refuses as `compare` does. */
  sides: long(
    read(
      z.object({ ...compared.shape, id: identityId }),
      z.object({ before: identityDetail.nullable(), after: identityDetail.nullable() }),
    ),
  ),
  /** Writes what is shown into a new file. Refuses with input.invalid what is there already, file.absent its folder. */
  export: long(
    write(
      z.object({ ...compared.shape, ...narrowed.shape, format: z.enum(['csv', 'json']), path }),
      z.object({ rows: count }),
    ),
  ),
};
