import { z } from 'zod';
import { documentSchema } from '#engine/documents/document-schema.ts';
import { ownRuleId } from '#shared/contract/own-rules.ts';
import { ownerStates } from '#shared/contract/values.ts';
import { credentialKinds } from '#shared/model/credential.ts';
import { intents, severities } from '#shared/model/finding.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';

const line = (most: number) => z.string().trim().min(1).max(most);
const query = (means: string) => line(2000).meta({ description: means, holds: 'query' });
const severity = z.enum(severities);

/** What evidence may show, by the names of the grid. */
export const evidenceNames = [
  'kind',
  'tenant',
  'environment',
  'owner',
  'status',
  'score',
  'scopes',
  'lifetime',
  'used',
  'expires',
  'rotated',
  'customers',
] as const;

const age = z.union([z.number().min(-36_500).max(36_500), z.enum(['never', 'unknown'])]);
const names = z.array(line(200)).max(50);

/** An identity as an example: what is not said is as of a healthy service account. */
const exampleIdentity = z.strictObject({
  kind: z.enum(identityKinds).optional().meta({ description: 'What it is.' }),
  name: line(200).optional().meta({ description: 'Its name.' }),
  status: z.enum(identityStatuses).optional().meta({ description: 'Whether it may act.' }),
  vendor: line(40).optional().meta({ description: 'The vendor of its tenant.' }),
  tenant: line(200).optional().meta({ description: 'Name of its tenant.' }),
  environment: line(100).optional().meta({ description: 'prod, stage, dev …' }),
  owner: z.enum(ownerStates).optional().meta({ description: 'State of its owner.' }),
  scopes: names.optional().meta({ description: 'Scopes that it holds.' }),
  credentials: z.array(z.enum(credentialKinds)).max(20).optional().meta({ description: 'Kinds of its credentials.' }),
  tier: z
    .enum(['T0', 'T1', 'T2', 'T3', 'none', 'unknown'])
    .optional()
    .meta({ description: 'Its most sensitive scope.' }),
  lifetime: z
    .union([z.number().min(0).max(1e10), z.enum(['never', 'unknown'])])
    .optional()
    .meta({ description: 'How long a thief could go on, seconds.' }),
  created: age.optional().meta({ description: 'Made so many days ago.' }),
  used: age.optional().meta({ description: 'Used so many days ago, or never.' }),
  rotated: age.optional().meta({ description: 'Oldest secret made so many days ago; never: it has none.' }),
  expires: age.optional().meta({ description: 'First secret ends in so many days, or never.' }),
  customers: z.int().min(0).max(1e9).optional().meta({ description: 'Humans that it acts for.' }),
  leaked: z.boolean().optional().meta({ description: 'A credential of it was seen in the open.' }),
  builtin: z.boolean().optional().meta({ description: 'Part of the vendor’s product.' }),
});
export type ExampleIdentity = z.output<typeof exampleIdentity>;

const parameter = z.union([z.number().min(0).max(1e9), line(200), names]);

export const ruleSchema = documentSchema(
  z
    .strictObject({
      id: ownRuleId.meta({ description: 'Its name in lists and exports: OWN- and words in lower case.' }),
      title: line(120).meta({ description: 'What it finds, in a few words.' }),
      why: line(400).meta({ description: 'One sentence: why it matters.' }),
      severity: severity.meta({ description: 'How bad a finding is.' }),
      when: query('Whom it flags, in the query language of the inventory. Humans are left out.'),
      raise: z
        .array(
          z.strictObject({
            when: query('In which cases it is another severity.'),
            to: severity.meta({ description: 'The severity then.' }),
          }),
        )
        .max(10)
        .optional()
        .meta({ description: 'Other severities: the first case that holds decides.' }),
      scaled: z.boolean().optional().meta({
        description: 'One level up at tier T0 or many customers, one down when bound and short-lived.',
        default: false,
      }),
      references: z.array(line(200)).max(10).optional().meta({ description: 'Where one can read more.' }),
      evidence: z
        .array(z.enum(evidenceNames))
        .max(evidenceNames.length)
        .optional()
        .meta({ description: 'What a finding shows of the identity.' }),
      fixes: z
        .array(
          z.strictObject({
            intent: z.enum(intents).meta({ description: 'What a plan would be asked for.' }),
            label: line(120).meta({ description: 'What it does, in words.' }),
            parameters: z
              .record(z.string().max(40), parameter)
              .optional()
              .meta({ description: 'accessTtlSeconds, refreshAbsoluteSeconds, remove, keep …' }),
          }),
        )
        .max(5)
        .optional()
        .meta({ description: 'What would help.' }),
      examples: z
        .array(
          z.strictObject({
            what: line(200).meta({ description: 'The case in words.' }),
            identity: exampleIdentity.meta({ description: 'On top of a healthy service account in production.' }),
            is: z.enum(['flagged', 'clean']).meta({ description: 'What the rule has to say of it.' }),
          }),
        )
        .max(50)
        .optional()
        .meta({ description: 'Cases that are run whenever the rule is saved.' }),
    })
    .meta({ title: 'Rule of an NHI Workbench workspace', description: 'A rule of the workspace’s own.' }),
);
export type RuleDocument = z.output<typeof ruleSchema.zod>;
