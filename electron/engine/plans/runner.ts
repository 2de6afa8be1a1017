// The only one that asks a connector to execute. It runs approved plans, and goes on where a crash left them.
import { BackendRefused, type NewSecret, type Session } from '#engine/connectors/connector.ts';
import type { Clock } from '#engine/system/system.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import type { Outcome, PlanId, Step, StepId, StepReceipt } from '#shared/model/plan.ts';
import { runStep, type StepEnd } from './run-step.ts';
import type { KeptPlan, PlanChange, PlansState } from './state.ts';
import { unreadReceipt } from './unread-receipt.ts';

export interface RunnerPorts {
  readonly state: PlansState;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  sha256(text: string): string;
  /** Durable when it resolves. */
  record(change: PlanChange): Promise<void>;
  /** Rejects with an AppError where the tenant cannot be opened: no secret, read-only, no connector. */
  open(tenant: TenantId): Promise<{ readonly session: Session; readonly concurrency: number }>;
  keep(plan: PlanId, step: StepId, secret: NewSecret): Promise<void>;
  /** The analyst pauses: what is under way ends, nothing new is begun. */
  readonly paused: AbortSignal;
  /** The engine is about to stop. */
  readonly signal: AbortSignal;
}

/** The backend is gone for good when so many steps in a row could not reach it. */
const offlineInARow = 3;
const succeeded: readonly Outcome[] = ['verified', 'already_absent'];

/** Resolves when every step has ended, or the plan was paused; with the reason, '' when it is done. */
export async function runPlan(id: PlanId, ports: RunnerPorts): Promise<string> {
  const kept = ports.state.plans.get(id);
  if (kept === undefined || kept.approval === null) throw new Error(`${id} is not an approved plan`);
  await ports.record({ is: 'state', plan: id, state: 'running', why: '' });
  const why = await new PlanRun(kept, ports).run();
  if (ports.signal.aborted) return why;
  await ports.record({ is: 'state', plan: id, state: why === '' ? 'done' : 'paused', why });
  return why;
}

const faultOf = (error: unknown): string =>
  `it stopped at a fault of the workbench: ${error instanceof Error ? error.message : String(error)}`;

class PlanRun {
  readonly #kept: KeptPlan;
  readonly #ports: RunnerPorts;
  /** By tenant: one that is at work with all that it takes is not looked through again at every end of a step. */
  readonly #waiting = new Map<TenantId, Step[]>();
  /** Begun by an earlier run that never ended. */
  readonly #resumed: ReadonlySet<StepId>;
  readonly #sessions = new Map<TenantId, Awaited<ReturnType<RunnerPorts['open']>>>();
  readonly #selves = new Map<TenantId, ReadonlySet<string>>();
  readonly #underWay = new Map<TenantId, number>();
  /** Two steps that replace one object whole would each put back what the other changed. */
  readonly #busy = new Set<IdentityId>();
  /** Steps at the tenant, and ends of steps that are being written down. */
  readonly #running = new Set<Promise<void>>();
  #offline = 0;
  #why = '';

  constructor(kept: KeptPlan, ports: RunnerPorts) {
    this.#kept = kept;
    this.#ports = ports;
    for (const step of kept.plan.steps) {
      if (kept.receipts.has(step.id)) continue;
      const queue = this.#waiting.get(step.tenant);
      if (queue === undefined) this.#waiting.set(step.tenant, [step]);
      else queue.push(step);
    }
    this.#resumed = new Set(kept.begun);
  }

  async run(): Promise<string> {
    try {
      for (const tenant of this.#waiting.keys()) if (!this.#stopped) await this.#open(tenant);
      for (;;) {
        const step = this.#stopped ? undefined : this.#next();
        if (step !== undefined) this.#follow(this.#runOne(step));
        else if (this.#running.size === 0) break;
        else await Promise.race(this.#running);
      }
      return this.#why || (this.#stopped ? 'paused by the analyst' : '');
    } finally {
      await Promise.all([...this.#sessions.values()].map(({ session }) => session.close()));
    }
  }

  get #stopped(): boolean {
    return this.#why !== '' || this.#ports.paused.aborted || this.#ports.signal.aborted;
  }

  async #open(tenant: TenantId): Promise<void> {
    const opened = await this.#ports.open(tenant);
    this.#sessions.set(tenant, opened);
    this.#underWay.set(tenant, 0);
    try {
      this.#selves.set(tenant, new Set(await opened.session.self(this.#ports.signal)));
    } catch (error) {
      // Whoever does not know what the workbench works with must not change anything there.
      if (error instanceof TenantFailure) this.#why = `the tenant cannot be reached: ${error.message}`;
      else if (error instanceof BackendRefused)
        this.#why = `the tenant does not let the workbench in: ${error.message}`;
      else throw error;
    }
  }

  /** The first whose predecessors have ended, whose identity nobody changes right now and whose tenant takes one more. */
  #next(): Step | undefined {
    for (const [tenant, queue] of this.#waiting) {
      const concurrency = this.#sessions.get(tenant)?.concurrency ?? 1;
      if ((this.#underWay.get(tenant) ?? 0) >= concurrency) continue;
      const index = queue.findIndex(
        ({ identity, waitsFor }) => !this.#busy.has(identity) && waitsFor.every((id) => this.#kept.receipts.has(id)),
      );
      if (index >= 0) return queue.splice(index, 1)[0];
    }
    return undefined;
  }

  /** Where several fail the first one is told. */
  #follow(work: Promise<void>): void {
    const one = work.finally(() => this.#running.delete(one));
    one.catch(() => undefined);
    this.#running.add(one);
  }

  async #runOne(step: Step): Promise<void> {
    const { tenant, identity } = step;
    this.#busy.add(identity);
    this.#underWay.set(tenant, (this.#underWay.get(tenant) ?? 0) + 1);
    let isEnded = false;
    try {
      const end = this.#hindrance(step) ?? (await this.#attempt(step));
      if (end.kind === 'ended') {
        this.#offline = 0;
        isEnded = true;
        this.#follow(this.#settle(identity, end.receipt));
        return;
      }
      this.#waiting.get(tenant)?.unshift(step);
      if (end.kind === 'interrupted') return;
      this.#offline += 1;
      if (this.#offline >= offlineInARow) this.#why = `the tenant cannot be reached: ${end.message}`;
      else await this.#pause(1000 * this.#offline);
    } catch (error) {
      this.#why = faultOf(error);
      throw error;
    } finally {
      if (!isEnded) this.#busy.delete(identity);
      this.#underWay.set(tenant, (this.#underWay.get(tenant) ?? 1) - 1);
    }
  }

  /** While an end is written down the tenant is free for the next step, whose beginning is flushed with it. */
  async #settle(identity: IdentityId, receipt: StepReceipt): Promise<void> {
    try {
      await this.#ports.record({ is: 'step_ended', plan: this.#kept.plan.id, receipt });
    } catch (error) {
      this.#why = faultOf(error);
      throw error;
    } finally {
      this.#busy.delete(identity);
    }
  }

  async #attempt(step: Step): Promise<StepEnd> {
    const { clock, sha256, signal, keep, record } = this.#ports;
    const plan = this.#kept.plan.id;
    const session = this.#sessions.get(step.tenant)?.session;
    if (session === undefined) throw new Error(`the tenant of ${step.id} was not opened`);
    return runStep(step, {
      session,
      clock,
      sha256,
      signal,
      resumed: this.#resumed.has(step.id),
      wait: (ms) => this.#pause(ms),
      begin: () => record({ is: 'step_started', plan, step: step.id }),
      keep: (secret) => keep(plan, step.id, secret),
    });
  }

  /** Nothing is sent where an earlier step failed, or where it would cut off the branch that we sit on. */
  #hindrance(step: Step): StepEnd | null {
    const failed = step.waitsFor.find((id) => {
      const outcome = this.#kept.receipts.get(id)?.outcome;
      return outcome === undefined || !succeeded.includes(outcome);
    });
    if (failed !== undefined)
      return this.#ended(step, 'not_attempted', `step ${failed}, which has to come before it, did not succeed`);
    const selves = this.#selves.get(step.tenant);
    const own = Object.values(step.operation.object).find((id) => selves?.has(id));
    if (own === undefined) return null;
    return this.#ended(step, 'refused', `the workbench itself works with ${own}: it would lock itself out`);
  }

  #ended(step: Step, outcome: Outcome, message: string): StepEnd {
    return { kind: 'ended', receipt: unreadReceipt(step, outcome, message, this.#ports.clock.now()) };
  }

  #pause(ms: number): Promise<void> {
    const { signal, clock } = this.#ports;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = clock.after(ms, done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
