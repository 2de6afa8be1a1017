// What the journal says of plans: a register, like the issuer's.
import type { Register } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import type { Plan, PlanId, PlanState, Step, StepId, StepReceipt } from '#shared/model/plan.ts';

/** Rides in the data of a journal record, member `plan`. */
export type PlanChange =
  | { readonly is: 'steps'; readonly plan: PlanId; readonly steps: readonly Step[] }
  /** `signedBy`: the workspace that made it, where it was carried here from another one. */
  | { readonly is: 'created'; readonly plan: Omit<Plan, 'steps'>; readonly signedBy?: string | null }
  | { readonly is: 'approved'; readonly plan: PlanId; readonly digest: string }
  | {
      readonly is: 'state';
      readonly plan: PlanId;
      readonly state: 'running' | 'paused' | 'done' | 'discarded';
      readonly why: string;
    }
  | { readonly is: 'step_started'; readonly plan: PlanId; readonly step: StepId }
  | { readonly is: 'step_ended'; readonly plan: PlanId; readonly receipt: StepReceipt }
  /** These are to be run again: what they ended in no longer counts. */
  | { readonly is: 'retried'; readonly plan: PlanId; readonly steps: readonly StepId[] };

export interface KeptPlan {
  readonly plan: Plan;
  /** The workspace that made and signed it; null: this one. */
  readonly signedBy: string | null;
  readonly state: PlanState;
  /** Why it is paused or discarded; ''. */
  readonly why: string;
  readonly approval: { readonly by: string; readonly at: Instant; readonly seq: number } | null;
  /** Begun and not ended. */
  readonly begun: ReadonlySet<StepId>;
  /** The last one of each step. */
  readonly receipts: ReadonlyMap<StepId, StepReceipt>;
  readonly endedAt: Instant | null;
}

export interface PlansState {
  readonly plans: ReadonlyMap<PlanId, KeptPlan>;
  /** Grows with every record that changed anything. */
  readonly version: number;
}

type Kept = { -readonly [K in keyof KeptPlan]: KeptPlan[K] } & {
  readonly begun: Set<StepId>;
  readonly receipts: Map<StepId, StepReceipt>;
};

export class PlansRegister implements Register, PlansState {
  readonly name = 'plans';
  readonly plans = new Map<PlanId, Kept>();
  version = 0;
  readonly #steps = new Map<PlanId, Step[]>();

  apply({ at, human, seq, data }: Pick<JournalRecord, 'at' | 'human' | 'seq' | 'data'>): void {
    // Written by this engine alone, and covered by the hash chain.
    const change = data['plan'] as PlanChange | undefined;
    if (change === undefined) return;
    this.version += 1;
    this.#take(change, Date.parse(at), human, seq);
  }

  save(): string {
    const plans = [...this.plans.values()].map((kept) => ({
      ...kept,
      begun: [...kept.begun],
      receipts: [...kept.receipts.values()],
    }));
    return JSON.stringify({ plans, steps: [...this.#steps] });
  }

  load(text: string): void {
    // Written by save and covered by the digest of the snapshot.
    type Saved = Omit<Kept, 'begun' | 'receipts'> & { begun: StepId[]; receipts: StepReceipt[] };
    const { plans, steps } = JSON.parse(text) as { plans: Saved[]; steps: [PlanId, Step[]][] };
    for (const saved of plans) {
      const receipts = new Map(saved.receipts.map((receipt) => [receipt.step, receipt]));
      this.plans.set(saved.plan.id, {
        ...saved,
        signedBy: saved.signedBy ?? null,
        begun: new Set(saved.begun),
        receipts,
      });
    }
    for (const [plan, list] of steps) this.#steps.set(plan, list);
  }

  #take(change: PlanChange, at: Instant, human: string, seq: number): void {
    if (change.is === 'steps') {
      this.#steps.set(change.plan, [...(this.#steps.get(change.plan) ?? []), ...change.steps]);
      return;
    }
    if (change.is === 'created') {
      const steps = this.#steps.get(change.plan.id) ?? [];
      this.#steps.delete(change.plan.id);
      const plan = { ...change.plan, steps };
      this.plans.set(plan.id, {
        plan,
        signedBy: change.signedBy ?? null,
        state: 'draft',
        why: '',
        approval: null,
        begun: new Set(),
        receipts: new Map(),
        endedAt: null,
      });
      return;
    }
    const kept = this.plans.get(change.plan);
    if (kept === undefined) return;
    switch (change.is) {
      case 'approved':
        kept.approval = { by: human, at, seq };
        kept.state = 'approved';
        return;
      case 'state':
        kept.state = change.state;
        kept.why = change.why;
        kept.endedAt = change.state === 'done' || change.state === 'discarded' ? at : null;
        return;
      case 'step_started':
        kept.begun.add(change.step);
        return;
      case 'step_ended':
        kept.begun.delete(change.receipt.step);
        kept.receipts.set(change.receipt.step, change.receipt);
        return;
      case 'retried':
        for (const step of change.steps) {
          const outcome = kept.receipts.get(step)?.outcome;
          // It was sent, and may have been done: it is taken up again by reading, or what we did would not be ours to undo.
          if (outcome === 'claimed_not_verified' || outcome === 'unknown_needs_check') kept.begun.add(step);
          kept.receipts.delete(step);
        }
        kept.state = 'approved';
        kept.endedAt = null;
    }
  }
}
