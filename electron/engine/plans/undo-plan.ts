// The plan that takes back what another one did, as far as it can be taken back. Pure.
import type { Connector } from '#engine/connectors/connector.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { Plan, Step, StepReceipt } from '#shared/model/plan.ts';
import type { PlanParts, Proposed } from './make-plan.ts';

export interface Done {
  readonly step: Step;
  readonly receipt: StepReceipt;
}

const unproven = 'nobody has proven that it was done: check it, or retry it, before it is taken back';

/** Only what was verified is taken back, the last first. What cannot be is named. */
export function undoParts(
  plan: Plan,
  done: readonly Done[],
  connectorOf: (tenant: TenantId) => Pick<Connector, 'compensate'>,
): Pick<PlanParts, 'title' | 'intent' | 'parameters' | 'targets' | 'proposed' | 'refusals' | 'undoes'> {
  const proposed: Proposed[] = [];
  const refusals: Plan['refusals'][number][] = [];
  const targets = new Map<string, Plan['targets'][number]>();
  for (const { step, receipt } of [...done].reverse()) {
    const target = { identity: step.identity, part: 'identity', ref: '' } as const;
    const isOpen = receipt.outcome === 'claimed_not_verified' || receipt.outcome === 'unknown_needs_check';
    if (isOpen) refusals.push({ target, reason: `${step.title}: ${unproven}` });
    if (receipt.outcome !== 'verified') continue;
    targets.set(step.identity, target);
    const back = connectorOf(step.tenant).compensate(step.operation, receipt.before);
    if ('refused' in back) {
      refusals.push({ target, reason: `${step.title}: ${back.refused}` });
      continue;
    }
    for (const lost of back.notRestored) refusals.push({ target, reason: `${step.title}: ${lost}` });
    // What was switched off last is switched on first: the order above is the order of execution.
    const proposal = { ...back, before: receipt.observed, rank: 1 as const };
    proposed.push({
      target,
      tenant: step.tenant,
      intent: step.intent,
      effect: { ...step.effect, undo: 'flip', undoDays: 0 },
      proposal,
    });
  }
  return {
    title: `Undo: ${plan.title}`,
    intent: 'undo',
    parameters: {},
    targets: [...targets.values()],
    proposed,
    refusals,
    undoes: plan.id,
  };
}
