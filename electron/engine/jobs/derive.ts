import { complete } from '#engine/inventory/complete.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { type Flags, runRules } from '#engine/posture/run-rules.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { scoreRows } from '#engine/scoring/score-columns.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';

export interface Derivation {
  readonly policy: Policy;
  readonly now: Instant;
  readonly context: RuleContext;
}

/**
 * Everything that follows from the whole inventory and is never stored: reach, state of owners, scores, findings. Writes
 * the table's derived columns anew and answers what the rules found. Run twice it changes nothing.
 */
export function derive({ identities }: Pick<Workspace, 'identities'>, { policy, now, context }: Derivation): Flags {
  const { length, derived } = identities;
  identities.resetDerived();
  const projected = identities.facts();
  const edges = identities.edges.resolve(identities);
  const completed = complete({ ...projected, length, edges, owners: edges.owners });
  derived.reach.values.set(completed.reach);
  derived.owner.values.set(completed.owner);
  derived.amplifies.values.set(completed.amplifies);
  derived.crossEnvironment.values.set(completed.crossEnvironment);
  const facts = identities.facts();
  scoreRows(facts, length, policy, now, {
    value: derived.score.values,
    low: derived.low.values,
    high: derived.high.values,
    confidence: derived.confidence.values,
    power: derived.power.values,
    exposure: derived.exposure.values,
    band: derived.band.values,
  });
  const flags = runRules(facts, length, context);
  derived.findings.values.set(flags.perRow);
  return flags;
}
