import { expect, it } from 'vitest';
import type { Session } from '#engine/connectors/connector.ts';
import { TenantHealth } from '#engine/tenants/health.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { StepReceipt } from '#shared/model/plan.ts';
import { createFakeBackend } from '#test/support/fake-backend.ts';
import { aPlan, disabling, rotating, sha256 } from '#test/support/plan-builders.ts';
import { checkSteps } from './check-steps.ts';

const client = (name: string): JsonObject => ({ clientId: name, enabled: true, secretCreatedAt: 1 });
const names = ['done', 'untouched', 'changed', 'rotated'] as const;

/** Every step is unknown; what happened meanwhile is in the backend. */
async function checked() {
  const backend = createFakeBackend(Object.fromEntries(names.map((name) => [name, client(name)])));
  const plan = aPlan(names.map((name) => (name === 'rotated' ? rotating : disabling)(name, client(name))));
  backend.objects.set('done', { ...client('done'), enabled: false });
  backend.objects.set('changed', { ...client('changed'), clientId: 'other' });
  backend.objects.set('rotated', { ...client('rotated'), secretCreatedAt: 2 });
  const said = new Map<string, StepReceipt>();
  const counts = { opened: 0, closed: 0, sent: 0 };
  const plain = backend.session();
  const session: Session = {
    ...plain,
    execute: (...asked) => {
      counts.sent += 1;
      return plain.execute(...asked);
    },
    async close() {
      counts.closed += 1;
    },
  };
  const resolved = await checkSteps(plan.steps, {
    tenants: {
      open: async () => {
        counts.opened += 1;
        return session;
      },
      health: new TenantHealth(),
    },
    clock: { now: () => 0 },
    sha256,
    record: async (receipt) => void said.set(receipt.step, receipt),
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  const outcomes = plan.steps.map(({ id, identity }) => [identity, said.get(id)?.outcome ?? 'unknown']);
  return { resolved, outcomes: Object.fromEntries(outcomes), counts };
}

it('tells by reading what was done and what was not, sends nothing, and opens each tenant once', async () => {
  const { resolved, outcomes, counts } = await checked();
  expect(outcomes).toMatchObject({ idn_done: 'verified', idn_untouched: 'not_attempted', idn_changed: 'unknown' });
  expect([resolved, counts]).toEqual([2, { opened: 1, closed: 1, sent: 0 }]);
});

it('does not call a new secret its own that nobody holds', async () => {
  expect((await checked()).outcomes).toMatchObject({ idn_rotated: 'unknown' });
});
