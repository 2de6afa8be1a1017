import { factsAt } from '#engine/inventory/fact-columns.ts';
import { wireFix } from '#engine/projections/wire-shapes.ts';
import { disruptionOf, grantReasons } from '#engine/what-if/disruption.ts';
import { changeOf } from '#engine/what-if/fix-change.ts';
import type { WatchView } from '#shared/contract/contract.ts';
import type { Fix } from '#shared/model/finding.ts';
import { ruleContextOf } from './explain.ts';
import type { Session } from './session.ts';

type WeighedFix = NonNullable<WatchView<'findings.detail'>>['fixes'][number];

/** The fixes of one row, each with what it may break if it alone were done. */
export function weighedFixes(session: Session, row: number, fixes: readonly Fix[]): WeighedFix[] {
  const { workspace, picture, explain } = session.mustBeOpen();
  const judged = {
    ...ruleContextOf(workspace, session.policy, picture.now),
    disruption: session.policy.data.disruption,
  };
  const facts = factsAt(workspace.identities.facts(), row);
  const identity = explain.identity(row);
  return fixes.map((fix) => {
    const change = changeOf(fix, picture.now);
    const { points, reasons } = disruptionOf(facts, change, judged, grantReasons(identity, change, judged));
    return { ...wireFix(fix), safety: 100 - points, reasons: reasons.map((reason) => ({ ...reason })) };
  });
}
