// The three columns on top of a plan, in sentences that are made from its steps.
import type { KeptPlan } from '#engine/plans/state.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Step } from '#shared/model/plan.ts';

const doing: Readonly<Record<Intent, (count: string) => string>> = {
  revoke: (count) => `${count} lose their tokens, and the right to new ones.`,
  rescope: (count) => `${count} keep only the scopes that are named.`,
  shorten: (count) => `${count} get tokens that live shorter.`,
  rotate: (count) => `${count} get a new secret.`,
  disable: (count) => `${count} are switched off.`,
  quarantine: (count) => `${count} may sign in and may do nothing.`,
  delete: (count) => `${count} are deleted.`,
  assign_owner: (count) => `${count} get an owner.`,
};

const identities = (steps: readonly Step[]): string => {
  const count = new Set(steps.map(({ identity }) => identity)).size;
  return count === 1 ? '1 identity' : `${count} identities`;
};

const span = (seconds: number): string => {
  if (seconds >= 2 * 86_400) return `${Math.ceil(seconds / 86_400)} d`;
  if (seconds >= 2 * 3600) return `${Math.ceil(seconds / 3600)} h`;
  return seconds >= 120 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds)} s`;
};

export function planWords({ plan, receipts }: Pick<KeptPlan, 'plan' | 'receipts'>): {
  will: string[];
  irreversible: string[];
  alive: string[];
} {
  const intents = [...new Set(plan.steps.map(({ intent }) => intent))];
  const isUndo = plan.intent === 'undo';
  const will = isUndo
    ? [`${identities(plan.steps)} get back what the plan took, in ${plan.steps.length} steps.`]
    : intents.map((intent) => doing[intent](identities(plan.steps.filter((step) => step.intent === intent))));
  const final = plan.steps.filter(({ effect }) => effect.undo === 'none');
  const irreversible = [...new Set(final.flatMap(({ notRestored }) => notRestored))];
  if (final.length > 0) irreversible.unshift(`${final.length} of ${plan.steps.length} steps have no way back.`);
  return { will, irreversible, alive: isUndo ? [] : alive(plan.steps, receipts) };
}

/** Tokens that are out go on until they expire, wherever nobody asks the issuer. */
function alive(steps: readonly Step[], receipts: KeptPlan['receipts']): string[] {
  const until = [...receipts.values()].flatMap(({ probes }) =>
    probes.flatMap((probe) => (probe.verdict === 'alive' && probe.until !== null ? [probe.until] : [])),
  );
  if (until.length > 0)
    return [`Tokens that are out pass local verifiers until ${new Date(Math.max(...until)).toISOString()}.`];
  const living = steps.filter(({ effect }) => effect.stopsNewTokens !== 'no' && effect.killsLiveTokens !== 'yes');
  if (living.length === 0) return [];
  const known = living.flatMap(({ residual }) => (residual === null ? [] : [residual]));
  const unknown = living.length - known.length;
  const sentences =
    known.length === 0
      ? []
      : [`Tokens that are out pass local verifiers for up to ${span(Math.max(...known))} after each step.`];
  if (unknown > 0)
    sentences.push(
      `Of ${identities(living.filter(({ residual }) => residual === null))} nobody knows how long tokens live.`,
    );
  return sentences;
}
