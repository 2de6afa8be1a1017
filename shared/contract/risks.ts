import { z } from 'zod';
import { acceptanceStates } from '#shared/model/finding.ts';
import { watch, write } from './define.ts';
import { findingKey } from './findings.ts';
import { count, instant, kind, severity } from './values.ts';

const reason = z.string().trim().min(1).max(500);
const findings = z
  .array(
    findingKey.extend({
      /** Brings an earlier word back as it was; else the finding is accepted as severe as it is now. */
      severity: severity.optional(),
    }),
  )
  .min(1)
  .max(5000);

/** What was said of these findings before; null: nothing. */
const before = z.array(z.object({ findings, said: z.object({ reason: z.string(), until: instant }).nullable() }));

const acceptedRisk = findingKey.extend({
  /** The rule’s title. */
  title: z.string(),
  name: z.string(),
  kind: kind.nullable(),
  tenant: z.string(),
  /** As it was accepted, and as it is; null: no rule flags it any more. */
  severity,
  now: severity.nullable(),
  state: z.enum([...acceptanceStates, 'gone']),
  reason: z.string(),
  by: z.string(),
  at: instant,
  until: instant,
});
export type AcceptedRisk = z.infer<typeof acceptedRisk>;

/** Findings that may stay until a day, by the word of an analyst. */
export const risks = {
  /**
   * `until` null: as many days as the policy says. Refuses with finding.absent what no rule flags, and with input.invalid
   * a day that has passed or lies further ahead than the policy allows.
   */
  accept: write(
    z.object({ findings, reason, until: instant.nullable().default(null) }),
    z.object({ seq: count, until: instant, before }),
  ),
  withdraw: write(z.object({ findings: z.array(findingKey).min(1).max(5000) }), z.object({ seq: count, before })),
  /** What ends first comes first. */
  list: watch(
    z.object({ first: count, count: count.max(500) }),
    z.object({
      total: count,
      first: count,
      rows: z.array(acceptedRisk),
      /** `soon` counts among `accepted`. */
      counts: z.object({ accepted: count, soon: count, expired: count, graver: count, gone: count }),
      /** Days of the policy: where nobody says until when, and at most. */
      days: z.object({ usual: count, most: count }),
    }),
  ),
};
