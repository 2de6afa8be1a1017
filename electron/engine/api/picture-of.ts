import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import type { Graph } from '#engine/graph/adjacency.ts';
import type { Usage } from '#engine/inventory/usage-of.ts';
import { derive } from '#engine/jobs/derive.ts';
import { assignedLabels, findingColumnsOf } from '#engine/own-rules/finding-columns.ts';
import { type OwnRun, ownRun } from '#engine/own-rules/run-own.ts';
import { activityColumnsOf, identityColumnsOf } from '#engine/projections/columns-of.ts';
import type { FindingColumns, Picture } from '#engine/projections/picture.ts';
import type { Policy } from '#engine/scoring/policy.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { RulePack } from '#shared/model/finding.ts';
import { createExplain, type Explain, ruleContextOf } from './explain.ts';

export interface Sight {
  readonly picture: Picture;
  readonly explain: Explain;
  readonly usage: Usage;
  readonly graph: Graph;
  readonly own: OwnRun;
}

const actions = { shows, recordingOf };

/** The instant that ages are measured against: the fixed one, that of the moment that is shown, or the clock's. */
export const nowIn = ({ ledger, past }: Pick<Workspace, 'ledger' | 'past'>, clockNow: Instant): Instant =>
  ledger.asOf ?? past?.at ?? clockNow;

/** Works out what follows from the inventory and shows the result to the views. `packs`: other rules than the workspace runs. */
export function lookAnew(workspace: Workspace, policy: Policy, clockNow: Instant, packs?: readonly RulePack[]): Sight {
  const now = nowIn(workspace, clockNow);
  const context = ruleContextOf(workspace, policy, now, packs);
  const own = ownRun(workspace, context, now);
  const { flags, accepted, usage, graph } = derive(workspace, { policy, now, context, actions, own });
  const findings = findingColumnsOf(workspace, flags, accepted, own.rules);
  return sight(workspace, policy, now, { findings, usage, graph, own }, context);
}

/** After a commit that changed no identity: scores and findings stand as they are. */
export function lookAgain(workspace: Workspace, policy: Policy, before: Sight): Sight {
  const { now, findings } = before.picture;
  const context = ruleContextOf(workspace, policy, now);
  return sight(
    workspace,
    policy,
    now,
    { findings, usage: before.usage, graph: before.graph, own: before.own },
    context,
  );
}

function sight(
  workspace: Workspace,
  policy: Policy,
  now: Instant,
  { findings, usage, graph, own }: { readonly findings: FindingColumns } & Pick<Sight, 'usage' | 'graph' | 'own'>,
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
    graph,
    own,
    explain: createExplain(workspace, policy, context, { usage, graph, own }),
  };
}
