import { z } from 'zod';
import { long, read } from './define.ts';
import { count, identityId, instant, kind } from './values.ts';

/** A moment of the workspace: after a record of the journal, or at an instant; null: now. */
export const moment = z.union([z.object({ seq: count.min(1) }), z.object({ at: instant })]).nullable();
export type Moment = z.infer<typeof moment>;

export const difference = z.enum(['added', 'removed', 'escalated', 'rotated', 'quiet']);

/** After which record, and when that was written. Ages are measured against `now`. */
const resolved = z.object({ seq: count, at: instant, now: instant });

const changed = z.object({
  what: difference,
  id: identityId,
  name: z.string(),
  kind,
  tenant: z.string(),
  score: z.number().nullable(),
  evidence: z.array(z.string()),
});
export type ChangedIdentity = z.infer<typeof changed>;

export const moments = {
  /** Refuses with record.absent where the journal had no such record, or none yet. */
  compare: long(
    read(
      z.object({
        from: moment,
        to: moment.default(null),
        what: z.array(difference).default([]),
        first: count.default(0),
        count: count.max(5000).default(1000),
      }),
      z.object({
        from: resolved,
        to: resolved,
        counts: z.object({ added: count, removed: count, escalated: count, rotated: count, quiet: count }),
        /** Of what was asked for. */
        total: count,
        first: count,
        rows: z.array(changed),
      }),
    ),
  ),
};
