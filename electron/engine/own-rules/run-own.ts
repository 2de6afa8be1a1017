import { AcceptedRisks } from '#engine/posture/accepted-risks.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { rules as registry } from '#engine/posture/rules/index.ts';
import { type Flags, isOn } from '#engine/posture/run-rules.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import type { Picture } from '#engine/projections/picture.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import { seenByOwn } from './finding-columns.ts';
import { withOwn } from './judge.ts';
import type { OwnRule } from './own-rule.ts';
import { ownRulesOf } from './rules-in-force.ts';

/** The workspace's own rules, where their pack runs, beside all others. */
export interface OwnRun {
  readonly rules: readonly OwnRule[];
  /** What they saw, or one that is tried would see, once `add` has run; null: just what everybody sees, for nothing sets it apart. */
  readonly sees: Picture | null;
  /** The flags of all other rules with theirs. */
  add(others: Flags): Flags;
}

export function ownRun(
  workspace: Pick<Workspace, 'identities' | 'tenants' | 'registers'>,
  context: Pick<RuleContext, 'packs' | 'limits'>,
  now: Instant,
): OwnRun {
  const rules = isOn('own', context) ? ownRulesOf(workspace) : [];
  let sees: Picture | null = null;
  let look = (): Picture | null => null;
  return {
    rules,
    get sees() {
      sees ??= look();
      return sees;
    },
    add(others) {
      if (rules.length === 0) {
        // To put all findings in order costs more than everything else here: only whoever tries a rule asks for it.
        const flags = { ...others, perRow: others.perRow.slice() };
        if (!registerOf(workspace, AcceptedRisks).isEmpty) look = () => seenByOwn(workspace, flags, now);
        return others;
      }
      sees = seenByOwn(workspace, others, now);
      return withOwn(others, rules, registry.length, sees, workspace.identities.facts(), context.limits);
    },
  };
}

/** Where no rule has run nothing was seen. */
export const seenOr = ({ sees }: Pick<OwnRun, 'sees'>, now: Instant): Picture => sees ?? emptyPicture(now);
