import { z } from 'zod';
import { read } from './define.ts';
import { ruleHead } from './findings.ts';
import { severity } from './values.ts';

const example = z.object({
  what: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** As the rule decided when it was asked, under the policy in force; null: not flagged. */
  severity: severity.nullable(),
  /** Under the standard policy. */
  standard: severity.nullable(),
});

const ruleHelp = ruleHead.extend({
  severity,
  references: z.array(z.string()),
  /** On top of a healthy service account. */
  examples: z.array(example),
});
export type RuleHelp = z.infer<typeof ruleHelp>;

export const rules = {
  /** Every rule in the order of lists, with its examples as they came out when they were run just now. */
  help: read(z.object({}), z.object({ policy: z.string(), rules: z.array(ruleHelp) })),
};
