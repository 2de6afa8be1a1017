// From an intent and targets to a plan: the connectors propose, nothing is sent.
import type { Connector, Subject } from '#engine/connectors/connector.ts';
import { makePlan, type Proposed } from '#engine/plans/make-plan.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import type { Tenants } from '#engine/tenants/tenants.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Intent } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { Plan, PlanId, Target } from '#shared/model/plan.ts';
import { dependantsOf } from './dependants.ts';
import { type Expanded, expandTargets } from './plan-targets.ts';

export type IdentityAt = (row: number) => Identity;

export interface DraftRequest {
  readonly intent: Intent;
  readonly targets: readonly Target[];
  readonly everything: boolean;
  readonly parameters: Plan['parameters'];
  readonly title: string;
  readonly madeBy: string;
}

const verbs: Readonly<Record<Intent, string>> = {
  revoke: 'Revoke',
  rescope: 'Rescope',
  shorten: 'Shorten the tokens of',
  rotate: 'Rotate',
  disable: 'Disable',
  quarantine: 'Quarantine',
  delete: 'Delete',
  assign_owner: 'Give an owner to',
};

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

export function newPlanId({ random }: Pick<System, 'random'>): PlanId {
  // The brand is given here and only here.
  return `pln_${Array.from(random.bytes(16), (byte) => alphabet[byte & 31]).join('')}` as PlanId;
}

/** What a plan is made from when nobody is online; when it was used last is what sources and logs together say. */
function subjectOf(workspace: Workspace, identityAt: IdentityAt, row: number): Subject {
  const { identities } = workspace;
  const identity = identityAt(row);
  const records = identity.sources.map(({ importer, record }, index) => ({
    importer,
    record,
    raw: workspace.raw(row, index),
  }));
  return {
    identity,
    records,
    externalIdOf(id) {
      const other = identities.rowOf(id);
      if (other < 0) return null;
      const found = workspace.identity(other);
      return found.tenant.id === identity.tenant.id ? found.externalId : null;
    },
    nameOf(id) {
      const other = identities.rowOf(id);
      return other < 0 ? null : workspace.identity(other).name;
    },
  };
}

/** Refuses with plan.empty where nothing of it can be done. */
export function draftPlan(
  system: System,
  workspace: Workspace,
  tenants: Tenants,
  identityAt: IdentityAt,
  request: DraftRequest,
): Plan {
  const { intent, parameters } = request;
  const signsOut = (tenant: TenantId): boolean =>
    tenants.state.connections.has(tenant) && tenants.must(tenant).connector.signsOut;
  const expanded: readonly Expanded[] = request.everything
    ? expandTargets(workspace, intent, request.targets, signsOut)
    : request.targets.map((target) => ({ target, parent: null }));
  const proposed: Proposed[] = [];
  const refusals: Plan['refusals'][number][] = [];
  for (const { target, parent } of expanded) {
    const found = proposedFor(workspace, tenants, identityAt, { intent, parameters, target });
    if (typeof found === 'string') refusals.push({ target, reason: found });
    else proposed.push(...found.map((one) => ({ ...one, parent })));
  }
  if (proposed.length === 0) {
    throw new AppError('plan.empty', refusals[0]?.reason ?? 'There is nothing to change.', {
      hint: 'No plan was made.',
    });
  }
  return makePlan(
    {
      id: newPlanId(system),
      title: request.title || titleOf(workspace, intent, request.targets),
      intent,
      parameters,
      targets: expanded.map(({ target }) => target),
      proposed,
      refusals,
      madeAt: system.clock.now(),
      madeBy: request.madeBy,
      basis: workspace.journal.records,
      undoes: null,
    },
    system.hash.sha256,
  );
}

function titleOf({ identities, identity }: Workspace, intent: Intent, targets: readonly Target[]): string {
  const row = identities.rowOf(targets[0]?.identity ?? '');
  const one = row < 0 ? 'nothing' : identity(row).name;
  const verb = targets.every(({ part }) => part === 'session') ? 'Sign out' : verbs[intent];
  if (targets.length === 1 && targets[0]?.part === 'credential') return `${verb} a token of ${one}`;
  return `${verb} ${targets.length === 1 ? one : `${targets.length} identities`}`;
}

interface Asked {
  readonly intent: Intent;
  readonly parameters: Plan['parameters'];
  readonly target: Target;
}

/** Why not, in a sentence; else what is proposed. */
function proposedFor(
  workspace: Workspace,
  tenants: Tenants,
  identityAt: IdentityAt,
  { intent, parameters, target }: Asked,
): readonly Proposed[] | string {
  const row = workspace.identities.rowOf(target.identity);
  if (row < 0) return 'It is not in the inventory.';
  const subject = subjectOf(workspace, identityAt, row);
  const { tenant, name } = subject.identity;
  const kept = tenants.state.connections.get(tenant.id);
  if (kept === undefined) return `${name}: its tenant ${tenant.name} is not connected.`;
  const { connection, connector } = tenants.must(tenant.id);
  const capability = (connector as Connector)
    .capabilities(kept.tested?.test ?? null)
    .find((each) => each.intent === intent);
  if (capability === undefined) return `${name}: ${connector.label} has no such verb.`;
  if (!capability.available) return `${name}: ${capability.why}`;
  if (target.part === 'session' && !connector.signsOut)
    return `${name}: ${connector.label} has no way to end the sessions of one person as a whole: revoke what acts for them.`;
  const proposals = connector.propose({ intent, target, subject, parameters }, connection.settings);
  if ('refused' in proposals) return `${name}: ${proposals.refused}`;
  const { stopsNewTokens, killsLiveTokens, killsRefresh, undo, undoDays } = capability;
  const dependants = target.part === 'identity' ? dependantsOf(workspace, row, subject.identity) : [];
  return proposals.map((proposed): Proposed => {
    const proposal = { ...proposed, disrupts: [...proposed.disrupts, ...dependants] };
    // Whether a step has a way back is its own matter: one of a verb at large may have none, and one of a final verb may.
    const hasNoWayBack = 'refused' in connector.compensate(proposal.operation, proposal.before);
    const own = hasNoWayBack ? ('none' as const) : undo === 'none' ? ('flip' as const) : undo;
    const effect = { stopsNewTokens, killsLiveTokens, killsRefresh, undo: own, undoDays: hasNoWayBack ? 0 : undoDays };
    return { target, tenant: tenant.id, intent, effect, proposal };
  });
}
