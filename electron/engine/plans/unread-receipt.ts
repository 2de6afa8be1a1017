import type { Instant } from '#shared/model/fact.ts';
import type { Outcome, Step, StepReceipt } from '#shared/model/plan.ts';

/** Of a step that ended without a look at the backend: what it is like there is not known. */
export const unreadReceipt = (
  { id, before, fingerprint }: Pick<Step, 'id' | 'before' | 'fingerprint'>,
  outcome: Outcome,
  message: string,
  now: Instant,
): StepReceipt => ({
  step: id,
  outcome,
  message,
  startedAt: now,
  endedAt: now,
  exchanges: [],
  before,
  observed: null,
  read: false,
  fingerprintBefore: fingerprint,
  fingerprintAfter: '',
  probes: [],
});
