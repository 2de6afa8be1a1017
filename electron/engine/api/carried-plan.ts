// A plan that another workspace signed: its key says who made it, never that it is a plan. What it lacks would be met by
// whoever looks at it or runs it.
import { z } from 'zod';
import { type PlanDocument, signedText } from '#engine/plans/documents.ts';
import { fingerprintOf } from '#engine/plans/fingerprint.ts';
import { digestOf } from '#engine/plans/make-plan.ts';
import type { System } from '#engine/system/system.ts';
import { planId, step, target } from '#shared/contract/plans.ts';
import { count, instant } from '#shared/contract/values.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { intents } from '#shared/model/finding.ts';
import type { Plan } from '#shared/model/plan.ts';
import { documentIn } from './verify-document.ts';

/** As many targets as a plan is made of here, each with its few steps. */
const mostSteps = 100_000;

const shape = z.object({
  id: planId,
  title: z.string().min(1).max(1000),
  intent: z.enum([...intents, 'undo']),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  targets: z.array(target),
  steps: z.array(step).min(1).max(mostSteps),
  refusals: z.array(z.object({ target, reason: z.string() })),
  madeAt: instant,
  madeBy: z.string(),
  basis: count,
  undoes: planId.nullable(),
  digest: z.string(),
});

/** Refuses with input.invalid what is no plan, and with plan.altered what is not as it was signed. */
export function carriedPlan({ keys, hash }: Pick<System, 'keys' | 'hash'>, text: string): PlanDocument {
  const document = documentIn(text);
  if (document === null || document.kind !== 'plan') throw new AppError('input.invalid', 'This is no signed plan.');
  const { plan, publicKey, signature } = document;
  if (!keys.isSigned(publicKey, signedText(document), signature) || digestOf(plan, hash.sha256) !== plan.digest) {
    throw new AppError('plan.altered', 'The plan was altered after it was signed.', {
      hint: 'Have it exported again.',
    });
  }
  const why = whyNoPlan(plan, hash.sha256);
  if (why === '') return document;
  throw new AppError('input.invalid', `This is no plan that can be run: ${why}.`, {
    hint: 'Have it exported again by the workbench that made it.',
  });
}

/** What is wrong with it, in a sentence; '': it can be shown and run. */
function whyNoPlan(plan: Plan, sha256: (text: string) => string): string {
  const parsed = shape.safeParse(plan);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it cannot be used'}`;
  }
  const earlier = new Set<string>();
  for (const { id, waitsFor, before, fingerprint } of plan.steps) {
    if (earlier.has(id)) return `the step ${id} stands in it twice`;
    const missing = waitsFor.find((other) => !earlier.has(other));
    if (missing !== undefined) return `the step ${id} waits for ${missing}, which does not come before it`;
    if (fingerprintOf(before, sha256) !== fingerprint)
      return `what the step ${id} shows as before is not what it expects`;
    earlier.add(id);
  }
  return '';
}
