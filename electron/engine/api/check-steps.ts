// Reads back the steps of which nobody knows what became, and sends nothing else.
import { BackendRefused, type Session } from '#engine/connectors/connector.ts';
import type { CallContext } from '#engine/door/door.ts';
import { isAsExpected, makesSecret } from '#engine/plans/expectation.ts';
import { fingerprintOf } from '#engine/plans/fingerprint.ts';
import { contradictionIn } from '#engine/plans/run-step.ts';
import { unreadReceipt } from '#engine/plans/unread-receipt.ts';
import type { Clock } from '#engine/system/system.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { Tenants } from '#engine/tenants/tenants.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { Step, StepReceipt } from '#shared/model/plan.ts';

interface CheckPorts extends Pick<CallContext, 'signal' | 'progress'> {
  readonly tenants: Pick<Tenants, 'open' | 'health'>;
  readonly clock: Pick<Clock, 'now'>;
  sha256(text: string): string;
  /** Durable when it resolves. */
  record(receipt: StepReceipt): Promise<void>;
}

/** How many are known now. */
export async function checkSteps(steps: readonly Step[], ports: CheckPorts): Promise<number> {
  const { tenants, clock, signal, progress, record } = ports;
  const sessions = new Map<TenantId, Session>();
  let resolved = 0;
  try {
    for (const [index, step] of steps.entries()) {
      if (signal.aborted) break;
      progress({ done: index, total: steps.length, detail: step.title });
      const session = sessions.get(step.tenant) ?? (await tenants.open(step.tenant, { writing: false }));
      sessions.set(step.tenant, session);
      try {
        const receipt = await readBack(step, session, ports);
        if (receipt === null) continue;
        await record(receipt);
        resolved += 1;
      } catch (error) {
        // It stays unknown. Whoever refuses is there.
        const isRefused = error instanceof BackendRefused;
        if (!(error instanceof TenantFailure) && !isRefused) throw error;
        if (isRefused) tenants.health.online(step.tenant, clock.now());
        else tenants.health.offline(step.tenant, clock.now(), error.message);
      }
    }
  } finally {
    await Promise.all([...sessions.values()].map((session) => session.close()));
  }
  return resolved;
}

/** null: it is neither as before nor as planned, or has a new secret of which nobody knows whose it is. */
async function readBack(
  step: Step,
  session: Session,
  { clock, sha256, signal }: Pick<CheckPorts, 'clock' | 'sha256' | 'signal'>,
): Promise<StepReceipt | null> {
  const { state: observed } = await session.observe(step.operation, [], signal);
  const isDone = isAsExpected(step.after, observed, step.before);
  const fingerprintAfter = fingerprintOf(observed, sha256);
  if (isDone ? makesSecret(step.after) : fingerprintAfter !== step.fingerprint) return null;
  const probes = isDone ? await session.probe(step.operation, clock.now(), signal) : [];
  const alive = contradictionIn(step, probes);
  const [outcome, message] = !isDone
    ? (['not_attempted', 'read back later: it was not done'] as const)
    : alive === undefined
      ? (['verified', 'read back later: it was done'] as const)
      : (['claimed_not_verified', `it reads as done, and yet ${alive.kind} is answered: ${alive.seen}`] as const);
  return { ...unreadReceipt(step, outcome, message, clock.now()), probes, observed, read: true, fingerprintAfter };
}
