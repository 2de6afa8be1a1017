import { z } from 'zod';
import { acceptanceStates, rulePacks } from '#shared/model/finding.ts';
import { read, watch } from './define.ts';
import { count, finding, fix, identityId, kind, path, severity, text } from './values.ts';

const ruleId = z.string().min(1).max(40);
/** A finding is known by its rule and its identity. */
export const findingKey = z.object({ rule: ruleId, identity: identityId });

export const ruleHead = z.object({
  id: z.string(),
  pack: z.enum(rulePacks),
  owasp: z.string().nullable(),
  title: z.string(),
  /** One sentence: why it matters. */
  why: z.string(),
});

/** A fix with what it may break: points of 100, the more the safer; null for what cannot be weighed. */
export const weighedFix = fix.extend({
  safety: count.max(100),
  reasons: z.array(z.object({ points: z.number(), words: z.string() })),
});

const findingDetail = finding.omit({ fixes: true, rule: true }).extend({
  rule: ruleHead.extend({ severity, references: z.array(z.string()) }),
  fixes: z.array(weighedFix),
  name: z.string(),
  kind,
  tenant: z.string(),
  /** Its tenant is connected, so that a plan can do it. */
  connected: z.boolean(),
  score: z.number().nullable(),
});
export type FindingDetail = z.infer<typeof findingDetail>;

/** Empty lists let everything through. */
const filter = z.object({
  rules: z.array(z.string().max(40)).default([]),
  severities: z.array(severity).default([]),
  text: text.default(''),
});
const findingRow = finding.extend({ name: z.string(), kind, tenant: z.string(), score: z.number().nullable() });

/** What findings are grouped by. */
export const groupings = ['rule', 'identity', 'tenant', 'owner', 'pack', 'severity'] as const;
export type Grouping = (typeof groupings)[number];

/** SARIF 2.1.0 (OASIS), RFC 4180, and the shape of `nhi findings --json`. */
export const exportFormats = ['sarif', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const group = z.object({
  is: z.literal('group'),
  key: z.string(),
  label: z.string(),
  count,
  /** The worst of its findings. */
  severity,
  open: z.boolean(),
});
export type FindingGroup = z.infer<typeof group>;

export const findings = {
  list: watch(
    filter.extend({ first: count, count: count.max(500) }),
    z.object({
      total: count,
      matched: count,
      first: count,
      rows: z.array(findingRow),
      rules: z.array(
        z.object({
          rule: z.string(),
          pack: z.enum(rulePacks),
          owasp: z.string().nullable(),
          title: z.string(),
          why: z.string(),
          count,
          severity,
        }),
      ),
    }),
  ),
  /** The same in groups, the most severe first: a line for each group, and below an open one its findings. */
  tree: watch(
    filter.extend({
      by: z.enum(groupings),
      /** Which groups are folded: all but `except`, or none but `except`. */
      folded: z
        .object({ all: z.boolean(), except: z.array(z.string().max(4096)).max(5000) })
        .default({ all: false, except: [] }),
      first: count,
      count: count.max(500),
    }),
    z.object({
      groups: count,
      /** Lines that there are. */
      length: count,
      first: count,
      rows: z.array(z.discriminatedUnion('is', [group, findingRow.extend({ is: z.literal('finding') })])),
    }),
  ),
  /** What would help an identity: its findings, the most severe first, each with its fixes. Refuses with identity.absent. */
  fixes: read(
    z.object({ identity: identityId }),
    z.object({
      name: z.string(),
      score: z.number().nullable(),
      findings: z.array(
        findingKey.extend({
          severity,
          title: z.string(),
          fixes: z.array(weighedFix),
          /** null: nobody accepted the risk. */
          acceptance: z.enum(acceptanceStates).nullable(),
        }),
      ),
    }),
  ),
  /**
   * Writes what the filter lets through as a file, with the policy and the head of the journal; SARIF names accepted ones
   * as suppressed, the others only where the filter asks for them. Nothing is overwritten: input.invalid.
   */
  export: read(filter.extend({ path, format: z.enum(exportFormats) }), z.object({ path, findings: count, seq: count })),
  /** Everything about one finding; null: the rule does not flag it (any more). */
  detail: watch(findingKey, findingDetail.nullable()),
};
