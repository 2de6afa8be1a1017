import { z } from 'zod';
import { watch } from './define.ts';
import { band, count, fact, identityId, inventoryRow, kind, scoreSummary, severity } from './values.ts';

/** As many as are worked out at once. */
export const mostSupposed = 500;

/** What is supposed. Nothing of it is done. */
export const supposed = z.object({
  /** Scopes that go, by name. */
  remove: z.array(z.string().max(500)).max(5000).default([]),
  /** Scopes go that are known not to have been used inside the window. */
  removeUnused: z.boolean().default(false),
  /** Whole grants go, by id. */
  grants: z.array(z.string().max(500)).max(5000).default([]),
  /** Most seconds that each hop may live: access, renewal, static secret. */
  lifetime: z.number().int().min(60).max(315_360_000).nullable().default(null),
  proof: z.enum(['dpop', 'mtls', 'federation']).nullable().default(null),
  owner: z.enum(['single', 'backed', 'team']).nullable().default(null),
  consent: z.boolean().default(false),
  rotate: z.boolean().default(false),
  disable: z.boolean().default(false),
});
export type Supposed = z.infer<typeof supposed>;

const amount = fact(z.number().nonnegative());
/** At most, as if it were used all the time. */
const load = z.object({ renewalsADay: amount, promptsADay: amount, replacementsAYear: amount });
const side = z.object({
  score: scoreSummary,
  lifetime: inventoryRow.shape.lifetime,
  reach: amount,
  scopes: count,
  load,
});
const title = z.object({ rule: z.string(), severity, title: z.string() });

const lever = z.object({
  id: z.string(),
  label: z.string(),
  /** null: it is done at the tenant by hand. */
  intent: z.string().nullable(),
});

const row = z.object({
  id: identityId,
  name: z.string(),
  kind,
  tenant: z.string(),
  /** Its tenant is connected, so that a plan can do it. */
  connected: z.boolean(),
  before: side,
  after: side,
  fixed: z.array(title),
  raised: z.array(title),
  left: count,
  /** 100: nothing would break. */
  safety: z.number().min(0).max(100),
  reasons: z.array(z.object({ points: z.number(), words: z.string() })),
  /** The set of levers that brings it under the band and breaks least; `met` false: none does, this one comes nearest. */
  cheapest: z.object({
    levers: z.array(z.string()),
    supposed,
    score: z.number(),
    disruption: z.number(),
    met: z.boolean(),
  }),
});
export type SupposedRow = z.infer<typeof row>;

export const whatif = {
  /** Before and after, with what it would break. Refuses with input.invalid for a lifetime below a minute. */
  view: watch(
    z.object({ identities: z.array(identityId).min(1).max(mostSupposed), supposed, below: band }),
    z.object({
      /** Hash of the policy that scores, rules and disruption are of. */
      policy: z.string(),
      rows: z.array(row),
      /** Humans, who have no score, and those that are not there any more. */
      leftOut: count,
      /** Each lever alone over the selection: the most points for each point of disruption first. */
      levers: z.array(
        lever.extend({
          identities: z.array(identityId),
          supposed,
          points: z.number(),
          disruption: z.number(),
          /** Points for each point of disruption. */
          rate: z.number(),
        }),
      ),
    }),
  ),
};
