import { z } from 'zod';
import { read, watch, write } from './define.ts';
import { documentProblem, documentText } from './documents.ts';
import { count, instant, inventoryRow, severity } from './values.ts';

export const ownRuleId = z
  .string()
  .regex(/^OWN-[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);
/** Rules of one workspace. */
export const mostOwnRules = 200;

const ownRule = z.object({
  id: ownRuleId,
  title: z.string(),
  why: z.string(),
  severity,
  when: z.string(),
  text: z.string(),
  by: z.string(),
  at: instant,
  /** Findings of it as the inventory is. */
  count,
  /** The newest text cannot be read by this version: what is in force is an older one, or none. */
  stale: z.boolean(),
});

export const ownRules = {
  list: watch(z.object({}), z.object({ rules: z.array(ownRule) })),
  /** Whether a text is a rule, what its examples come out as, and whom it would flag now. Nothing is saved. */
  check: read(
    z.object({ text: documentText }),
    z.object({
      problems: z.array(documentProblem),
      id: z.string().nullable(),
      title: z.string().nullable(),
      /** `ok`: came out as the example says. */
      examples: z.array(z.object({ what: z.string(), is: z.enum(['flagged', 'clean']), ok: z.boolean() })),
      total: count,
      severities: z.record(severity, count),
      /** The most severe first, then the highest score. */
      rows: z.array(z.object({ severity, row: inventoryRow })),
    }),
  ),
  /** Refuses with input.invalid where the text is no rule, an example comes out otherwise, or there are too many rules. */
  save: write(
    z.object({ text: documentText }),
    /** `before`: the text that it takes the place of; null: it is new. */
    z.object({ id: ownRuleId, seq: count, before: z.string().nullable() }),
  ),
  /** Answers what was taken away, so that it can be saved again. Refuses with record.absent. */
  remove: write(z.object({ id: ownRuleId }), z.object({ seq: count, text: z.string() })),
  /** JSON Schema of a rule's document. */
  schema: read(z.object({}), z.object({ schema: z.record(z.string(), z.unknown()) })),
};
