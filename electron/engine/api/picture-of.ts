import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import { AssignedOwners, ownersLabel } from '#engine/inventory/assigned-owners.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import { derive } from '#engine/jobs/derive.ts';
import { rules } from '#engine/posture/rules/index.ts';
import type { Flags } from '#engine/posture/run-rules.ts';
import { type AssignedLabels, activityColumnsOf, identityColumnsOf } from '#engine/projections/columns-of.ts';
import type { FindingColumns, Picture } from '#engine/projections/picture.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import { severities } from '#shared/model/finding.ts';
import { createExplain, type Explain, ruleContextOf } from './explain.ts';

export interface Sight {
  readonly picture: Picture;
  readonly explain: Explain;
  readonly usage: Usage;
}

const actions = { shows, recordingOf };

/** Works out what follows from the inventory and shows the result to the views. */
export function lookAnew(workspace: Workspace, policy: Policy, clockNow: Instant): Sight {
  const now = workspace.ledger.asOf ?? clockNow;
  const context = ruleContextOf(workspace, policy, now);
  const { flags, usage } = derive(workspace, { policy, now, context, actions });
  return sight(workspace, policy, now, { findings: findingColumnsOf(workspace, flags), usage }, context);
}

/** After a commit that changed no identity: scores and findings stand as they are. */
export function lookAgain(workspace: Workspace, policy: Policy, before: Sight): Sight {
  const { now, findings } = before.picture;
  const context = ruleContextOf(workspace, policy, now);
  return sight(workspace, policy, now, { findings, usage: before.usage }, context);
}

function sight(
  workspace: Workspace,
  policy: Policy,
  now: Instant,
  { findings, usage }: { readonly findings: FindingColumns; readonly usage: Usage },
  context: ReturnType<typeof ruleContextOf>,
): Sight {
  return {
    picture: {
      now,
      asOf: workspace.ledger.asOf,
      identities: identityColumnsOf(workspace, assignedLabels(workspace)),
      activity: activityColumnsOf(workspace),
      findings,
    },
    usage,
    explain: createExplain(workspace, policy, context, usage),
  };
}

/** The most severe first, one rule after the other, the highest score first. */
function findingColumnsOf({ identities }: Workspace, flags: Flags): FindingColumns {
  const { row, rule, severity } = flags;
  const score = identities.derived.score.view();
  const order = Uint32Array.from({ length: flags.count }, (_, index) => index).sort(
    (a, b) =>
      (severity[a] ?? 0) - (severity[b] ?? 0) ||
      (rule[a] ?? 0) - (rule[b] ?? 0) ||
      (score[row[b] ?? 0] || 0) - (score[row[a] ?? 0] || 0) ||
      (row[a] ?? 0) - (row[b] ?? 0),
  );
  return {
    length: flags.count,
    row: order.map((index) => row[index] ?? 0),
    rule: Uint8Array.from(order, (index) => rule[index] ?? 0),
    severity: Uint8Array.from(order, (index) => severity[index] ?? severities.length - 1),
    rules: rules.map(({ id, owasp, title, why, severity: worst }) => ({ id, owasp, title, why, severity: worst })),
  };
}

function assignedLabels(workspace: Workspace): AssignedLabels {
  const labels = new Map<number, string>();
  for (const [id, { owners }] of registerOf(workspace, AssignedOwners).entries()) {
    const row = workspace.identities.rowOf(id);
    if (row >= 0) labels.set(row, ownersLabel(owners));
  }
  return labels;
}
