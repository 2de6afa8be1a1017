// The three columns on top of a plan, in sentences that are made from its steps.
import type { KeptPlan } from '#engine/plans/state.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Step } from '#shared/model/plan.ts';

/** What one loses, and what several do. */
const doing: Readonly<Record<Intent, readonly [one: string, several: string]>> = {
  revoke: ['loses its tokens, and the right to new ones', 'lose their tokens, and the right to new ones'],
  rescope: ['keeps only the scopes that are named', 'keep only the scopes that are named'],
  shorten: ['gets tokens that live shorter', 'get tokens that live shorter'],
  rotate: ['gets a new secret', 'get new secrets'],
  disable: ['is switched off', 'are switched off'],
  quarantine: ['may sign in and may do nothing', 'may sign in and may do nothing'],
  delete: ['is deleted', 'are deleted'],
  assign_owner: ['gets an owner', 'get an owner'],
};

const countOf = (steps: readonly Step[]): number => new Set(steps.map(({ identity }) => identity)).size;

const identities = (steps: readonly Step[]): string => {
  const count = countOf(steps);
  return count === 1 ? '1 identity' : `${count} identities`;
};

const stepCount = (count: number): string => (count === 1 ? '1 step' : `${count} steps`);

/** `2026-03-14 12:58:00 UTC` */
const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

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
    ? [`What the plan took from ${identities(plan.steps)} comes back, ${stepCount(plan.steps.length)} in all.`]
    : intents.map((intent) => {
        const those = plan.steps.filter((step) => step.intent === intent);
        return `${identities(those)} ${doing[intent][countOf(those) === 1 ? 0 : 1]}.`;
      });
  const final = plan.steps.filter(({ effect }) => effect.undo === 'none');
  const irreversible = [...new Set(final.flatMap(({ notRestored }) => notRestored))];
  if (final.length > 0)
    irreversible.unshift(`${final.length} of ${stepCount(plan.steps.length)} cannot be taken back.`);
  return { will, irreversible, alive: isUndo ? [] : alive(plan.steps, receipts) };
}

/** Tokens that are out go on until they expire, wherever nobody asks the issuer. */
function alive(steps: readonly Step[], receipts: KeptPlan['receipts']): string[] {
  const until = [...receipts.values()].flatMap(({ probes }) =>
    probes.flatMap((probe) => (probe.verdict === 'alive' && probe.until !== null ? [probe.until] : [])),
  );
  if (until.length > 0) return [`Tokens that are out pass local verifiers until ${instant(Math.max(...until))}.`];
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
