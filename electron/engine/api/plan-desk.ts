// What recipes about plans share: the register, the runs that are under way, the secrets that a backend showed once.
import type { NewSecret } from '#engine/connectors/connector.ts';
import type { CallContext } from '#engine/door/door.ts';
import { runPlan } from '#engine/plans/runner.ts';
import { type KeptPlan, type PlanChange, PlansRegister, type PlansState } from '#engine/plans/state.ts';
import { unreadReceipt } from '#engine/plans/unread-receipt.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import type { Tenants } from '#engine/tenants/tenants.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { Secret } from '#shared/lib/secret.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Danger, Outcome, Plan, PlanId, PlanState, Step, StepReceipt } from '#shared/model/plan.ts';
import { checkSteps } from './check-steps.ts';

type Job = Pick<CallContext, 'signal' | 'progress'>;

export interface PlanDesk {
  readonly state: PlansState;
  readonly tenants: Tenants;
  must(id: PlanId): KeptPlan;
  /** One that the journal calls running, and that nobody runs, is paused: the workbench ended meanwhile. */
  stateOf(kept: KeptPlan): PlanState;
  isRunning(id: PlanId): boolean;
  isTierZero(step: Step): boolean;
  nameOf(step: Step): string;
  confirm(plan: Plan, danger: Danger): Promise<boolean>;
  /** Why it is paused; '' when it is done. */
  run(id: PlanId, job: Job): Promise<string>;
  pause(id: PlanId): void;
  /** Reads back what is unknown, and sends nothing else. Answers how many are known now. */
  check(id: PlanId, job: Job): Promise<number>;
  unread(step: Step, outcome: Outcome, message: string): StepReceipt;
  shown(plan: PlanId, step: Step, receipt: StepReceipt | null): CallOutput<'plans.step'>;
  hasSecret(id: PlanId, step: string): boolean;
  copySecret(id: PlanId, step: string): Promise<void>;
  saveSecrets(id: PlanId, path: string): Promise<number>;
  /** The workspace is about to be closed: runs end, and what is under way is taken up again by reading. */
  stop(): Promise<void>;
}

export interface DeskParts {
  readonly system: System;
  readonly workspace: Workspace;
  readonly tenants: Tenants;
  by(): { readonly human: string; readonly client: string };
  touched(): void;
  /** Is one of its scopes worth a whole tenant? */
  isTierZero(identity: string): boolean;
}

const actions: Readonly<Record<PlanChange['is'], JournalAction>> = {
  steps: 'plan.created',
  created: 'plan.created',
  approved: 'plan.approved',
  state: 'plan.run',
  step_started: 'step.started',
  step_ended: 'step.ended',
  retried: 'plan.retried',
};

const actionOf = (change: PlanChange): JournalAction => {
  if (change.is !== 'state') return actions[change.is];
  return change.state === 'paused' ? 'plan.paused' : change.state === 'done' ? 'plan.ended' : 'plan.run';
};

export function createPlanDesk({ system, workspace, tenants, by, touched, isTierZero }: DeskParts): PlanDesk {
  const state = registerOf(workspace, PlansRegister);
  const { sha256 } = system.hash;
  const running = new Map<PlanId, { readonly paused: AbortController; readonly ended: Promise<string> }>();
  const closing = new AbortController();
  const secrets = new Map<string, { readonly name: string; readonly secret: Secret }>();
  const keyOf = (id: PlanId, step: string): string => `${id} ${step}`;

  function must(id: PlanId): KeptPlan {
    const kept = state.plans.get(id);
    if (kept === undefined) throw new AppError('plan.absent', 'There is no such plan.');
    return kept;
  }

  /** Plans never change, and a step of thousands is not looked for twice a step. */
  const titles = new WeakMap<Plan, ReadonlyMap<string, string>>();
  function titleOf(plan: Plan, step: string): string | undefined {
    const found = titles.get(plan) ?? new Map(plan.steps.map(({ id, title }) => [id, title]));
    titles.set(plan, found);
    return found.get(step);
  }

  async function record(plan: Plan, change: PlanChange): Promise<void> {
    const outcome = change.is === 'step_ended' ? change.receipt.outcome : null;
    const step = 'step' in change ? change.step : change.is === 'step_ended' ? change.receipt.step : null;
    const title = step === null ? undefined : titleOf(plan, step);
    await workspace.record({
      action: actionOf(change),
      object: title ?? plan.title,
      ...by(),
      decision: outcome === 'refused' ? 'denied' : 'allowed',
      data: {
        plan: change,
        ...(change.is === 'step_ended' ? { summary: `${change.receipt.outcome}: ${change.receipt.message}` } : {}),
      },
    });
  }

  const nameOf = ({ identity, title }: Pick<Step, 'identity' | 'title'>): string => {
    const row = workspace.identities.rowOf(identity);
    return row < 0 ? title : workspace.identity(row).name;
  };

  const unread = (step: Step, outcome: Outcome, message: string): StepReceipt =>
    unreadReceipt(step, outcome, message, system.clock.now());

  async function run(id: PlanId, job: Job): Promise<string> {
    const { plan } = must(id);
    const paused = new AbortController();
    job.signal.addEventListener('abort', () => paused.abort(), { once: true });
    const report = (): void => {
      const { receipts } = must(id);
      job.progress({
        done: receipts.size,
        total: plan.steps.length,
        detail: `${receipts.size} of ${plan.steps.length} steps`,
      });
    };
    const ended = runPlan(id, {
      state,
      clock: system.clock,
      sha256,
      async record(change) {
        await record(plan, change);
        report();
        touched();
      },
      async open(tenant) {
        const session = await tenants.open(tenant, { writing: true });
        return { session, concurrency: tenants.must(tenant).connection.concurrency };
      },
      async keep(planId, step, { name, value }: NewSecret) {
        secrets.set(keyOf(planId, step), { name, secret: new Secret(value) });
      },
      paused: paused.signal,
      signal: closing.signal,
    });
    running.set(id, { paused, ended });
    touched();
    try {
      return await ended;
    } finally {
      running.delete(id);
      touched();
    }
  }

  async function check(id: PlanId, job: Job): Promise<number> {
    const { plan, receipts } = must(id);
    const unknown = plan.steps.filter((step) => receipts.get(step.id)?.outcome === 'unknown_needs_check');
    try {
      return await checkSteps(unknown, {
        tenants,
        clock: system.clock,
        sha256,
        record: (receipt) => record(plan, { is: 'step_ended', plan: id, receipt }),
        ...job,
      });
    } finally {
      touched();
    }
  }

  function secretOf(id: PlanId, step: string) {
    const found = secrets.get(keyOf(id, step));
    if (found === undefined)
      throw new AppError('plan.absent', 'There is no new secret of this step at hand: it is shown in one run only.', {
        hint: 'Rotate again.',
      });
    return found;
  }

  return {
    state,
    tenants,
    must,
    stateOf: (kept) => (kept.state === 'running' && !running.has(kept.plan.id) ? 'paused' : kept.state),
    isRunning: (id) => running.has(id),
    isTierZero: ({ identity }) => isTierZero(identity),
    nameOf,
    confirm: ({ title, steps }, { targets, irreversible, isForeign }) => {
      const names = [
        ...new Set(steps.map(({ tenant }) => tenants.state.connections.get(tenant)?.connection.name ?? tenant)),
      ].join(', ');
      const what = `${targets} ${targets === 1 ? 'target' : 'targets'} in ${names}`;
      const final = `${irreversible} of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} cannot be undone.`;
      const whose = isForeign ? ' Another workspace made it.' : '';
      return system.vault.confirm({ title, detail: `${what}. ${final}${whose}` });
    },
    run,
    pause: (id) => running.get(id)?.paused.abort(),
    check,
    unread,
    // The model is read-only, the wire's type is not; nothing changes it on the way, and the door copies.
    shown: (plan, step, receipt) =>
      ({
        step,
        receipt,
        hasSecret: secrets.has(keyOf(plan, step.id)),
      }) as unknown as CallOutput<'plans.step'>,
    hasSecret: (id, step) => secrets.has(keyOf(id, step)),
    copySecret: (id, step) => system.vault.toClipboard(secretOf(id, step).secret.reveal()),
    async saveSecrets(id, path) {
      const mine = [...secrets].filter(([key]) => key.startsWith(`${id} `)).map(([, each]) => each);
      const text = JSON.stringify(Object.fromEntries(mine.map(({ name, secret }) => [name, secret.reveal()])), null, 2);
      if (!system.files.createExclusive(system.files.absolute(path), `${text}\n`)) {
        throw new AppError('input.invalid', `${path} is there already.`, { hint: 'Name a new file.' });
      }
      return mine.length;
    },
    async stop() {
      closing.abort();
      await Promise.allSettled([...running.values()].map(({ ended }) => ended));
      secrets.clear();
    },
  };
}
