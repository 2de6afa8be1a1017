// Plans as lists and the plan editor show them.
import type { WatchHandlers } from '#engine/door/door.ts';
import { countsOf } from '#engine/plans/documents.ts';
import { dangerOf } from '#engine/plans/make-plan.ts';
import type { KeptPlan } from '#engine/plans/state.ts';
import type { WatchView } from '#shared/contract/contract.ts';
import type { Outcome, PlanId, Step } from '#shared/model/plan.ts';
import type { PlanDesk } from './plan-desk.ts';
import { planWords } from './plan-words.ts';

type Row = WatchView<'plans.list'>['plans'][number];
type Detail = NonNullable<WatchView<'plans.detail'>['plan']>;

const good: readonly Outcome[] = ['verified', 'already_absent'];

export function planWatches(desk: () => PlanDesk | null): Pick<WatchHandlers, 'plans.list' | 'plans.detail'> {
  const topics = ['plans', 'tenants'] as const;
  return {
    'plans.list': () => ({
      topics,
      view() {
        const here = desk();
        if (here === null) return { plans: [] };
        return { plans: [...here.state.plans.values()].map((kept) => rowOf(here, kept)).reverse() };
      },
    }),
    'plans.detail': ({ plan }) => ({
      topics,
      view() {
        const here = desk();
        // The contract's pattern is the brand's.
        const kept = here?.state.plans.get(plan as PlanId);
        return { plan: here === null || kept === undefined ? null : detailOf(here, kept) };
      },
    }),
  };
}

function rowOf(desk: PlanDesk, kept: KeptPlan): Row {
  const { plan, receipts, endedAt } = kept;
  const outcomes = [...receipts.values()].map(({ outcome }) => outcome);
  const state = desk.stateOf(kept);
  const undo = [...desk.state.plans.values()].find(
    (each) => each.plan.undoes === plan.id && each.state !== 'discarded',
  );
  return {
    id: plan.id,
    title: plan.title,
    intent: plan.intent,
    state,
    why: state === 'paused' && kept.state === 'running' ? 'the workbench ended while it ran' : kept.why,
    madeAt: plan.madeAt,
    madeBy: plan.madeBy,
    endedAt,
    steps: plan.steps.length,
    done: outcomes.filter((outcome) => good.includes(outcome)).length,
    failed: outcomes.filter((outcome) => !good.includes(outcome)).length,
    undoes: plan.undoes,
    undoneBy: undo?.plan.id ?? null,
  };
}

function detailOf(desk: PlanDesk, kept: KeptPlan): Detail {
  const { plan, approval } = kept;
  const tenantIds = [...new Set(plan.steps.map(({ tenant }) => tenant))];
  const detail = {
    ...rowOf(desk, kept),
    parameters: { ...plan.parameters },
    basis: plan.basis,
    digest: plan.digest,
    approval: approval && { ...approval },
    danger: { ...dangerOf(plan, desk.isTierZero, desk.nameOf, kept.signedBy !== null) },
    refusals: plan.refusals.map(({ target, reason }) => ({ target: { ...target }, reason })),
    words: planWords(kept),
    requests: plan.steps.reduce((sum, { requests }) => sum + requests.length, 0),
    tenants: tenantIds.map((tenant) => {
      const connection = desk.tenants.state.connections.get(tenant)?.connection;
      return {
        tenant,
        name: connection?.name ?? 'not connected any more',
        online: desk.tenants.health.of(tenant).state !== 'offline',
        writes: connection?.writes ?? false,
      };
    }),
    counts: countsOf(kept),
    rows: plan.steps.map((step) => stepRow(desk, kept, step)),
  };
  // The model is read-only, the wire's type is not; nothing changes it on the way, and the door copies.
  return detail as unknown as Detail;
}

function stepRow(desk: PlanDesk, { plan, receipts, begun }: KeptPlan, step: Step) {
  const receipt = receipts.get(step.id);
  const { id, title, identity, tenant, intent, effect, waitsFor, disrupts } = step;
  const waiting = begun.has(id) && desk.isRunning(plan.id) ? 'running' : 'waiting';
  return {
    id,
    title,
    identity,
    tenant,
    intent,
    effect,
    waitsFor,
    disrupts,
    state: receipt?.outcome ?? waiting,
    message: receipt?.message ?? '',
    took: receipt === undefined ? null : receipt.endedAt - receipt.startedAt,
    probes: receipt?.probes ?? [],
    hasSecret: desk.hasSecret(plan.id, id),
  };
}
