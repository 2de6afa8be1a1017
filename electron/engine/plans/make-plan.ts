// Wishes become a plan: proposals in kill order, numbered, sealed by a digest. Pure.
import type { Proposal } from '#engine/connectors/connector.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import type { Danger, Plan, PlanId, Step, StepId, Target } from '#shared/model/plan.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What a connector proposed for one target, with what its capability says of the verb. */
export interface Proposed {
  readonly target: Target;
  readonly tenant: TenantId;
  readonly intent: Intent;
  readonly effect: Step['effect'];
  readonly proposal: Proposal;
  /** What the target came from, where the plan changes that as well. */
  readonly parent?: IdentityId | null;
}

export interface PlanParts {
  readonly id: PlanId;
  readonly title: string;
  readonly intent: Plan['intent'];
  readonly parameters: Plan['parameters'];
  readonly targets: readonly Target[];
  readonly proposed: readonly Proposed[];
  readonly refusals: Plan['refusals'];
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly basis: number;
  readonly undoes: PlanId | null;
}

/** Above so many targets main asks again (SECURITY row 15). */
export const manyTargets = 20;

export function makePlan(parts: PlanParts, sha256: (text: string) => string): Plan {
  const { proposed, ...head } = parts;
  const plan: Omit<Plan, 'digest'> = { ...head, steps: stepsOf(proposed, sha256) };
  return { ...plan, digest: digestOf(plan, sha256) };
}

/** What is approved is what was shown. */
export function digestOf(
  { digest: _digest, ...plan }: Omit<Plan, 'digest'> & { readonly digest?: string },
  sha256: (text: string) => string,
): string {
  return sha256(stableStringify(plan));
}

/** Issuance stops everywhere, at the target and at what it came from, before anything else is taken away, or a running client mints again (CONNECTORS rule 2). */
function stepsOf(proposed: readonly Proposed[], sha256: (text: string) => string): readonly Step[] {
  const ordered = [...proposed].sort((one, other) => one.proposal.rank - other.proposal.rank);
  const earlier = new Map<string, { readonly rank: number; readonly id: StepId }[]>();
  return ordered.map(({ target, tenant, intent, effect, proposal, parent }, index) => {
    // The brand is given here and only here.
    const id = `s${String(index + 1).padStart(3, '0')}` as StepId;
    const { rank, effect: own, ...shown } = proposal;
    const before = earlier.get(target.identity) ?? [];
    earlier.set(target.identity, [...before, { rank, id }]);
    const above = parent == null ? [] : (earlier.get(parent) ?? []);
    const waitsFor = [...above, ...before].filter((step) => step.rank < rank).map((step) => step.id);
    const fingerprint = fingerprintOf(proposal.before, sha256);
    const unverifiable = shown.unverifiable ?? null;
    return {
      id,
      tenant,
      identity: target.identity,
      intent,
      ...shown,
      unverifiable,
      fingerprint,
      effect: { ...effect, ...own },
      waitsFor,
    };
  });
}

/** What the analyst has to type before it runs, and whether main has the last word. `isForeign`: another workspace made it. */
export function dangerOf(
  plan: Plan,
  isTierZero: (step: Step) => boolean,
  nameOf: (step: Step) => string,
  isForeign = false,
): Danger {
  const targets = new Set(plan.steps.map(({ identity }) => identity)).size;
  const irreversible = plan.steps.filter(({ effect }) => effect.undo === 'none').length;
  const tierZero = plan.steps.filter(isTierZero).length;
  const isDangerous = isForeign || irreversible > 0 || tierZero > 0 || targets > manyTargets;
  const first = plan.steps[0];
  const name = targets === 1 && first !== undefined ? nameOf(first) : String(targets);
  return { irreversible, tierZero, targets, mustType: isDangerous ? name : null, asksMain: isDangerous, isForeign };
}
