import { z } from 'zod';
import { long, read } from './define.ts';
import { band, count, identityId, instant, kind } from './values.ts';

/** The moment that a sample is of: a record that changed the inventory, judged by the policy and the ages of then. */
const sampled = z.object({
  seq: count,
  at: instant,
  summary: z.string(),
  object: z.string(),
  policy: z.string(),
  /** Hash of the record: the head of the journal then. */
  head: z.string(),
});
export type Sampled = z.infer<typeof sampled>;

const mover = z.object({
  id: identityId,
  name: z.string(),
  kind,
  tenant: z.string(),
  before: z.number(),
  after: z.number(),
});
export type Mover = z.infer<typeof mover>;

/**
 * Scores over time, derived by replaying the journal; never stored in it. At most 60 samples, imports before others and
 * the latest before the earlier: `omitted` says how many records were passed over.
 */
export const history = {
  fleet: long(
    read(
      /** A tenant's id; null: all of them. Refuses with tenant.absent. */
      z.object({ tenant: z.string().max(200).nullable().default(null) }),
      z.object({
        samples: z.array(
          sampled.extend({
            scored: count,
            bands: z.record(band, count),
            /** null: nobody had a score. */
            median: z.number().nullable(),
            p90: z.number().nullable(),
          }),
        ),
        omitted: count,
        /** From the sample before the last import to that import; null: there are no two. The furthest first. */
        movers: z.object({ from: count, to: count, risen: count, fallen: count, rows: z.array(mover) }).nullable(),
      }),
    ),
  ),
  identity: long(
    read(
      /** Refuses with identity.absent where no sample knows it. */
      z.object({ id: identityId }),
      z.object({
        name: z.string(),
        samples: z.array(
          sampled.extend({
            /** null: it was not there, or has none. */
            score: z.number().nullable(),
            /** What changed since the sample before, in words. */
            changes: z.array(z.string()),
          }),
        ),
        omitted: count,
      }),
    ),
  ),
};
