import { createHash } from 'node:crypto';
import { newSecret, type Proposal } from '#engine/connectors/connector.ts';
import { makePlan, type Proposed } from '#engine/plans/make-plan.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Plan, PlanId } from '#shared/model/plan.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const tenant = 'ten_abcdefghijkl' as TenantId;
const effect = {
  stopsNewTokens: 'yes',
  killsLiveTokens: 'no',
  killsRefresh: 'yes',
  undo: 'flip',
  undoDays: 0,
} as const;

const asProposed = (
  client: string,
  proposal: Omit<Proposal, 'requests' | 'notRestored' | 'disrupts' | 'residual'>,
  undo: 'flip' | 'none' = 'flip',
): Proposed => ({
  target: { identity: `idn_${client}` as IdentityId, part: 'identity', ref: '' },
  tenant,
  intent: 'disable',
  // A secret that changes stops nobody who has the new one.
  effect: { ...effect, undo, stopsNewTokens: proposal.operation.name === 'secret.rotate' ? 'no' : 'yes' },
  proposal: { requests: [], notRestored: [], disrupts: [], residual: 300, ...proposal },
});

export const disabling = (client: string, before: JsonObject): Proposed =>
  asProposed(client, {
    title: `Disable client ${client}`,
    operation: { name: 'client.disable', object: { client }, parameters: { enabled: false } },
    before,
    after: { ...before, enabled: false },
    compensation: { name: 'client.enable', object: { client }, parameters: { enabled: true } },
    rank: 1,
  });

export const rotating = (client: string, before: JsonObject): Proposed =>
  asProposed(
    client,
    {
      title: `Rotate the secret of ${client}`,
      operation: { name: 'secret.rotate', object: { client }, parameters: {} },
      before,
      after: { ...before, secretCreatedAt: newSecret },
      compensation: null,
      rank: 3,
    },
    'none',
  );

export const deleting = (client: string, before: JsonObject): Proposed =>
  asProposed(
    client,
    {
      title: `Delete client ${client}`,
      operation: { name: 'client.delete', object: { client }, parameters: {} },
      before,
      after: null,
      compensation: null,
      rank: 4,
    },
    'none',
  );

export const aPlanOf = (proposed: readonly Proposed[], intent: Plan['intent'], id = 'pln_aaaaaaaaaaaaaaaa'): Plan =>
  makePlan(
    {
      id: id as PlanId,
      title: 'A plan',
      intent,
      parameters: {},
      targets: proposed.map(({ target }) => target),
      proposed,
      refusals: [],
      madeAt: 0,
      madeBy: 'tester',
      basis: 1,
      undoes: null,
    },
    sha256,
  );

export const aPlan = (proposed: readonly Proposed[]): Plan => aPlanOf(proposed, 'disable');
