import { expect, it } from 'vitest';
import { keycloak } from '#engine/connectors/keycloak/connector.ts';
import { outcomes } from '#shared/model/plan.ts';
import { aPlan, disabling } from '#test/support/plan-builders.ts';
import { undoParts } from './undo-plan.ts';
import { unreadReceipt } from './unread-receipt.ts';

it('takes back what was verified, the last first, and names what nobody has proven', () => {
  const before = { clientId: 'erp', enabled: true };
  const names = [...outcomes, 'last'];
  const plan = aPlan(
    names.map((name) => {
      const proposed = disabling(name, before);
      const operation = { ...proposed.proposal.operation, name: 'client.enabled' };
      return { ...proposed, proposal: { ...proposed.proposal, operation } };
    }),
  );
  const done = plan.steps.map((step, index) => ({
    step,
    receipt: unreadReceipt(step, outcomes[index] ?? 'verified', '', 0),
  }));
  const { proposed, refusals } = undoParts(plan, done, () => keycloak);
  expect(proposed.map(({ target }) => target.identity)).toEqual(['idn_last', 'idn_verified']);
  expect(refusals.map(({ target }) => target.identity)).toEqual([
    'idn_unknown_needs_check',
    'idn_claimed_not_verified',
  ]);
  for (const { reason } of refusals) expect(reason).toContain('nobody has proven that it was done');
});
