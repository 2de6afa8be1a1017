import { z } from 'zod';
import { read, watch, write } from './define.ts';
import { documentProblem, documentText } from './documents.ts';
import { band, count, identityId, instant, kind, severity } from './values.ts';

const change = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value });
const perRule = z.array(z.object({ rule: z.string(), title: z.string(), count, names: z.array(z.string()) }));

/** What another policy, or another set of rules, would make of the inventory as it is. */
export const policyEffect = z.object({
  bands: z.record(band, change(count)),
  severities: z.record(severity, change(count)),
  /** Identities whose score would be another one. */
  scores: count,
  /** Those whose score would move furthest. */
  movers: z.array(z.object({ id: identityId, name: z.string(), kind, before: z.number(), after: z.number() })),
  /** Findings by rule, with some of the identities. */
  appear: perRule,
  disappear: perRule,
});
export type PolicyEffect = z.infer<typeof policyEffect>;

const setBy = z.object({ seq: count, by: z.string(), at: instant, hash: z.string() });

export const policy = {
  view: watch(
    z.object({}),
    z.object({
      /** YAML that is in force; empty: the standard policy. */
      text: z.string(),
      /** The standard policy, every number with its sentence. */
      standard: z.string(),
      /** First 6 hex digits of the SHA-256. */
      hash: z.string(),
      /** The newest first. */
      history: z.array(setBy.extend({ inForce: z.boolean(), standard: z.boolean() })),
      /** Set by another version of the workbench, and not understood by this one: the one before stays in force. */
      unread: setBy.nullable(),
    }),
  ),
  /** The text of an earlier policy; refuses with record.absent. */
  text: read(z.object({ seq: count }), z.object({ text: z.string() })),
  /** Whether a text is a policy, and what it would change. Nothing is set. */
  check: read(
    z.object({ text: documentText }),
    z.object({
      problems: z.array(documentProblem),
      hash: z.string().nullable(),
      effect: policyEffect.nullable(),
    }),
  ),
  /** Refuses with input.invalid, the first problem in words and all of them counted: what was in force stays. `seq` is the record that set it, `before` the text before. */
  set: write(z.object({ text: documentText }), z.object({ seq: count, hash: z.string(), before: z.string() })),
  /** Changes one number of the text that is in force. */
  change: write(
    z.object({ path: z.array(z.string().max(40)).min(1).max(4), value: z.number() }),
    z.object({ seq: count, hash: z.string() }),
  ),
};
