import { z } from 'zod';
import { effects, undoClasses } from '#shared/model/capability.ts';
import { intents } from '#shared/model/finding.ts';
import { outcomes, parties, planStates, probeKinds } from '#shared/model/plan.ts';
import { long, read, watch, write } from './define.ts';
import { tenantId } from './tenants.ts';
import { count, identityId, instant, inventoryFilter, text } from './values.ts';

export const planId = z.string().regex(/^pln_[a-z2-7]{16}$/);
const stepId = z.string().regex(/^s\d{3,6}$/);
const json = z.json();

export const target = z.object({
  identity: identityId,
  part: z.enum(['identity', 'credential', 'grant', 'consent', 'session']),
  ref: text.default(''),
});

const operation = z.object({
  name: z.string(),
  object: z.record(z.string(), z.string()),
  parameters: z.record(z.string(), json),
});

export const step = z.object({
  id: stepId,
  tenant: tenantId,
  identity: identityId,
  intent: z.enum(intents),
  title: z.string(),
  operation,
  requests: z.array(z.object({ method: z.string(), path: z.string(), body: json })),
  before: json,
  after: json,
  fingerprint: z.string(),
  effect: z.object({
    stopsNewTokens: z.enum(effects),
    killsLiveTokens: z.enum(effects),
    killsRefresh: z.enum(effects),
    undo: z.enum(undoClasses),
    undoDays: count,
  }),
  disrupts: z.array(z.string()),
  compensation: operation.nullable(),
  notRestored: z.array(z.string()),
  waitsFor: z.array(stepId),
  residual: z.number().nullable(),
  unverifiable: z.string().nullable(),
});

export const probe = z.object({
  kind: z.enum(probeKinds),
  party: z.enum(parties),
  verdict: z.enum(['dead', 'alive', 'not_run']),
  seen: z.string(),
  at: instant,
  after: z.number(),
  until: instant.nullable(),
});

export const stepReceipt = z.object({
  step: stepId,
  outcome: z.enum(outcomes),
  message: z.string(),
  startedAt: instant,
  endedAt: instant,
  exchanges: z.array(z.object({ method: z.string(), path: z.string(), status: z.number().nullable() })),
  before: json,
  observed: json,
  read: z.boolean(),
  fingerprintBefore: z.string(),
  fingerprintAfter: z.string(),
  probes: z.array(probe),
});

/** The state of a step: its outcome, or where it is. */
export const stepState = z.enum([...outcomes, 'waiting', 'running']);

export const planRow = z.object({
  id: planId,
  title: z.string(),
  intent: z.enum([...intents, 'undo']),
  state: z.enum(planStates),
  why: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  endedAt: instant.nullable(),
  steps: count,
  done: count,
  failed: count,
  undoes: planId.nullable(),
  undoneBy: planId.nullable(),
});

export const stepRow = step
  .pick({
    id: true,
    title: true,
    identity: true,
    tenant: true,
    intent: true,
    effect: true,
    waitsFor: true,
    disrupts: true,
  })
  .extend({
    state: stepState,
    message: z.string(),
    took: z.number().nullable(),
    probes: z.array(probe),
    /** The backend showed a new secret, and it is still at hand. */
    hasSecret: z.boolean(),
  });

/** The three columns on top of the plan editor, in sentences made from its steps. */
const words = z.object({ will: z.array(z.string()), irreversible: z.array(z.string()), alive: z.array(z.string()) });

export const planDetail = planRow.extend({
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  basis: count,
  digest: z.string(),
  approval: z.object({ by: z.string(), at: instant, seq: count }).nullable(),
  danger: z.object({
    irreversible: count,
    tierZero: count,
    targets: count,
    mustType: z.string().nullable(),
    asksMain: z.boolean(),
    isForeign: z.boolean(),
  }),
  refusals: z.array(z.object({ target, reason: z.string() })),
  words,
  requests: count,
  tenants: z.array(z.object({ tenant: tenantId, name: z.string(), online: z.boolean(), writes: z.boolean() })),
  /** How many steps ended in each outcome; the counts add up to the plan. */
  counts: z.partialRecord(stepState, count),
  rows: z.array(stepRow),
});
export type PlanDetail = z.infer<typeof planDetail>;

const receipt = z.object({ seq: count });
const parameters = z.record(z.string().max(64), z.union([text, z.number(), z.array(text).max(10_000)]));

/** One plan is read, approved and undone as a whole. */
export const mostTargets = 10_000;

export const plans = {
  /** Makes a draft from the last snapshot; sends nothing. `everything` adds what came from each target: agents, grants, tokens. */
  create: write(
    z.object({
      intent: z.enum(intents),
      targets: z.array(target).max(mostTargets).default([]),
      /** Instead of targets: every row that the filter shows. */
      filter: inventoryFilter.nullable().default(null),
      everything: z.boolean().default(true),
      parameters: parameters.default({}),
      title: text.max(200).default(''),
    }),
    z.object({ plan: planId, steps: count, refusals: count, seq: count }),
  ),
  /** `digest` is the one that was shown; `typed` what the analyst had to type. Durable before any network. */
  approve: write(z.object({ plan: planId, digest: z.string(), typed: text.nullable().default(null) }), receipt),
  /** Resolves when it is done or paused. Progress in steps. */
  run: long(write(z.object({ plan: planId }), z.object({ state: z.enum(planStates), why: z.string() }))),
  pause: write(z.object({ plan: planId }), z.object({})),
  /** What was not begun is not attempted, what was begun needs a check. */
  end: write(z.object({ plan: planId }), receipt),
  discard: write(z.object({ plan: planId }), receipt),
  /** Only what failed; `check`: nothing is sent, what is unknown is read back. */
  retry: write(z.object({ plan: planId }), z.object({ steps: count, seq: count })),
  check: long(write(z.object({ plan: planId }), z.object({ resolved: count }))),
  undo: write(z.object({ plan: planId }), z.object({ plan: planId, steps: count, refusals: count, seq: count })),
  /** Writes a signed document; `plan` to be carried to another machine, `receipt` what came back. */
  export: write(
    z.object({ plan: planId, what: z.enum(['plan', 'receipt']), path: text }),
    z.object({ path: z.string() }),
  ),
  importSigned: write(z.object({ path: text }), z.object({ plan: planId, seq: count, signedBy: z.string() })),
  step: read(
    z.object({ plan: planId, step: stepId }),
    z.object({ step, receipt: stepReceipt.nullable(), hasSecret: z.boolean() }),
  ),
  /** To the clipboard, by main: the window never sees it. */
  copySecret: write(z.object({ plan: planId, step: stepId }), z.object({})),
  /** Into a new file that its owner alone can read. */
  saveSecrets: write(z.object({ plan: planId, path: text }), z.object({ saved: count })),
  list: watch(z.object({}), z.object({ plans: z.array(planRow) })),
  detail: watch(z.object({ plan: planId }), z.object({ plan: planDetail.nullable() })),
};
