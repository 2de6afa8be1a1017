import type { CallHandlers } from '#engine/door/door.ts';
import { documentOf } from '#engine/plans/documents.ts';
import { dangerOf, makePlan } from '#engine/plans/make-plan.ts';
import type { KeptPlan, PlanChange } from '#engine/plans/state.ts';
import { undoParts } from '#engine/plans/undo-plan.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { readTextFile } from '#engine/system/text-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Outcome, Plan, PlanId, PlanState, StepReceipt, Target } from '#shared/model/plan.ts';
import { carriedPlan } from './carried-plan.ts';
import { draftPlan, newPlanId } from './draft-plan.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { Session } from './session.ts';
import { mostDocumentBytes } from './verify-document.ts';

type Method =
  | 'create'
  | 'approve'
  | 'run'
  | 'pause'
  | 'end'
  | 'discard'
  | 'retry'
  | 'check'
  | 'undo'
  | 'export'
  | 'importSigned'
  | 'step'
  | 'copySecret'
  | 'saveSecrets';
type Calls = Pick<CallHandlers, `plans.${Method}`>;

/** The contract's pattern is the brand's. */
const branded = (id: string): PlanId => id as PlanId;
/** Bytes of steps in one journal record; one plan may have thousands. */
const chunkBytes = 256 * 1024;
const failed: readonly Outcome[] = ['refused', 'claimed_not_verified', 'unknown_needs_check', 'not_attempted'];

const refuse = (message: string, hint = ''): never => {
  throw new AppError('plan.not_now', message, { hint });
};

export function planCalls(session: Session, desk: () => PlanDesk): Calls {
  const { system } = session;

  async function record(
    action: JournalAction,
    plan: Pick<Plan, 'title'>,
    change: PlanChange,
  ): Promise<{ seq: number }> {
    const { workspace } = session.mustBeOpen();
    const entry = {
      action,
      object: plan.title,
      human: session.human,
      client: session.client,
      decision: 'allowed' as const,
    };
    const { seq } = await workspace.record({ ...entry, data: { plan: change } });
    return { seq };
  }

  /** Steps first, the head last: a plan whose making was cut short is none. */
  async function keep(
    plan: Plan,
    signedBy: string | null = null,
  ): Promise<{ plan: string; steps: number; refusals: number; seq: number }> {
    const { steps, ...head } = plan;
    let chunk: Plan['steps'][number][] = [];
    let bytes = 0;
    for (const [index, step] of steps.entries()) {
      chunk.push(step);
      bytes += JSON.stringify(step).length;
      if (bytes < chunkBytes && index < steps.length - 1) continue;
      await record('plan.created', plan, { is: 'steps', plan: plan.id, steps: chunk });
      [chunk, bytes] = [[], 0];
    }
    const { seq } = await record('plan.created', plan, { is: 'created', plan: head, signedBy });
    return { plan: plan.id, steps: steps.length, refusals: plan.refusals.length, seq };
  }

  function must(id: string, ...states: readonly PlanState[]): KeptPlan {
    const kept = desk().must(branded(id));
    const state = desk().stateOf(kept);
    if (states.length > 0 && !states.includes(state)) refuse(`The plan is ${state}: this cannot be done with it now.`);
    return kept;
  }

  function targetsOf({ targets, filter }: Parameters<Calls['plans.create']>[0]): readonly Target[] {
    // The contract's pattern is the brand's.
    const given = targets as unknown as readonly Target[];
    if (filter === null) return given;
    const { picture } = session.mustBeOpen();
    const rows = [...selectRows(picture, filter)].map(
      (row): Target => ({ identity: picture.identities.id(row), part: 'identity', ref: '' }),
    );
    return [...given, ...rows];
  }

  const unfinished = ({ plan, receipts }: KeptPlan) => plan.steps.filter(({ id }) => !receipts.has(id));

  return {
    'plans.create'(input) {
      const { workspace, explain } = session.mustBeOpen();
      const targets = targetsOf(input);
      if (targets.length === 0)
        throw new AppError('plan.empty', 'Nothing was chosen.', { hint: 'Choose what to change first.' });
      const { intent, everything, parameters, title } = input;
      return keep(
        draftPlan(system, workspace, desk().tenants, explain.identity, {
          intent,
          targets,
          everything,
          parameters,
          title,
          madeBy: session.human,
        }),
      );
    },
    async 'plans.approve'({ plan: id, digest, typed }) {
      const { plan, signedBy } = must(id, 'draft');
      if (digest !== plan.digest)
        throw new AppError('plan.altered', 'The plan that was shown is not the one that is kept.', {
          hint: 'Open it again.',
        });
      const danger = dangerOf(plan, desk().isTierZero, desk().nameOf, signedBy !== null);
      if (danger.mustType !== null && typed?.trim() !== danger.mustType) {
        throw new AppError('plan.not_confirmed', `Type ${danger.mustType} to approve this plan.`);
      }
      if (danger.asksMain && !(await desk().confirm(plan, danger))) {
        throw new AppError('plan.not_confirmed', 'The plan was not approved.');
      }
      return record('plan.approved', plan, { is: 'approved', plan: plan.id, digest });
    },
    async 'plans.run'({ plan: id }, context) {
      const { plan } = must(id, 'approved', 'paused');
      const job = session.jobs.start(plan.title, context);
      try {
        const why = await desk().run(plan.id, job);
        return { state: why === '' ? ('done' as const) : ('paused' as const), why };
      } finally {
        job.end();
      }
    },
    'plans.pause'({ plan: id }) {
      desk().pause(must(id, 'running').plan.id);
      return {};
    },
    async 'plans.end'({ plan: id }) {
      const kept = must(id, 'approved', 'paused');
      const ended = unfinished(kept).map(async (step) => {
        const isBegun = kept.begun.has(step.id);
        const outcome = isBegun ? ('unknown_needs_check' as const) : ('not_attempted' as const);
        const message = isBegun ? 'the plan was ended while it was under way' : 'the plan was ended before its turn';
        await record('step.ended', kept.plan, {
          is: 'step_ended',
          plan: kept.plan.id,
          receipt: desk().unread(step, outcome, message),
        });
      });
      // Thousands of them are flushed together.
      await Promise.all(ended);
      return record('plan.ended', kept.plan, { is: 'state', plan: kept.plan.id, state: 'done', why: '' });
    },
    'plans.discard'({ plan: id }) {
      const { plan } = must(id, 'draft', 'approved');
      return record('plan.discarded', plan, { is: 'state', plan: plan.id, state: 'discarded', why: '' });
    },
    async 'plans.retry'({ plan: id }) {
      const { plan, receipts } = must(id, 'done', 'paused');
      const steps = plan.steps
        .filter((step) => failed.includes(receipts.get(step.id)?.outcome ?? 'verified'))
        .map((step) => step.id);
      if (steps.length === 0) refuse('Nothing of it failed.');
      const { seq } = await record('plan.retried', plan, { is: 'retried', plan: plan.id, steps });
      return { steps: steps.length, seq };
    },
    async 'plans.check'({ plan: id }, context) {
      const { plan } = must(id, 'done', 'paused');
      const job = session.jobs.start(`Checking ${plan.title}`, context);
      try {
        return { resolved: await desk().check(plan.id, job) };
      } finally {
        job.end();
      }
    },
    async 'plans.undo'({ plan: id }) {
      const { workspace } = session.mustBeOpen();
      const { plan, receipts } = must(id, 'done', 'paused');
      const done = plan.steps.flatMap((step) => {
        const receipt: StepReceipt | undefined = receipts.get(step.id);
        return receipt === undefined ? [] : [{ step, receipt }];
      });
      const parts = undoParts(plan, done, (tenant) => desk().tenants.must(tenant).connector);
      if (parts.proposed.length === 0) {
        throw new AppError('plan.empty', parts.refusals[0]?.reason ?? 'Nothing of it was done.', {
          hint: 'There is nothing to take back.',
        });
      }
      const made = {
        id: newPlanId(system),
        madeAt: system.clock.now(),
        madeBy: session.human,
        basis: workspace.journal.records,
      };
      return keep(makePlan({ ...parts, ...made }, system.hash.sha256));
    },
    async 'plans.export'({ plan: id, what, path }) {
      const { workspace } = session.mustBeOpen();
      const kept = must(id);
      const maker = {
        workspace: workspace.id,
        publicKey: workspace.publicKey,
        at: system.clock.now(),
        sign: workspace.signer(),
      };
      const document = documentOf(what, kept, maker);
      await system.files.writeAtomic(system.files.absolute(path), `${JSON.stringify(document, null, 2)}\n`);
      await workspace.record({
        action: 'receipt.exported',
        object: kept.plan.title,
        human: session.human,
        client: session.client,
        decision: 'allowed',
        data: { summary: what, digest: kept.plan.digest },
      });
      return { path };
    },
    async 'plans.importSigned'({ path }) {
      const { workspace } = session.mustBeOpen();
      const {
        plan,
        publicKey,
        workspace: signedBy,
      } = carriedPlan(system, readTextFile(system.files, path, mostDocumentBytes));
      if (desk().state.plans.has(plan.id)) refuse('This plan is here already.');
      const { seq } = await keep(plan, publicKey.trim() === workspace.publicKey.trim() ? null : signedBy);
      return { plan: plan.id, seq, signedBy };
    },
    'plans.step'({ plan: id, step: stepId }) {
      const { plan, receipts } = must(id);
      const step = plan.steps.find((each) => each.id === stepId);
      if (step === undefined) throw new AppError('plan.absent', 'The plan has no such step.');
      return desk().shown(plan.id, step, receipts.get(step.id) ?? null);
    },
    async 'plans.copySecret'({ plan: id, step }) {
      await desk().copySecret(must(id).plan.id, step);
      return {};
    },
    async 'plans.saveSecrets'({ plan: id, path }) {
      return { saved: await desk().saveSecrets(must(id).plan.id, path) };
    },
  };
}
