import { expect, it } from 'vitest';
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { ownerStates } from './facts.ts';
import { selfApproved } from './self-approved.ts';

const [agent, human] = [identityKinds.indexOf('agent'), identityKinds.indexOf('human')];
const single = ownerStates.indexOf('single');
const actsFor = delegationKinds.indexOf('acts_for');

// Rows 0 and 1 are accounts of one human, row 2 is another; agents stand from row 3.
const base = {
  length: 5,
  kind: [human, human, human, agent, agent],
  owner: [0, 0, 0, single, single],
  consent: [-1, -1, -1, 0, 0],
  customers: [0, 0, 0, 1, 1],
  humanOf: [0, 0, 2, 3, 4],
  owners: { row: [3, 4], human: [0, 0] },
  edges: { from: [1, 2], to: [3, 4], kind: [actsFor, actsFor] },
};
const flagged = (values: Partial<typeof base>): number[] => [...selfApproved({ ...base, ...values })].slice(3);

it('is an agent whose sole owner let it act for the same person, whichever account that is', () => {
  expect(flagged({})).toEqual([1, 0]);
});

it.each([
  ['it acts for others too', { customers: [0, 0, 0, 40, 1] }],
  ['no live consent is on record', { consent: [-1, -1, -1, 2, 0] }],
  ['two answer for it', { owner: [0, 0, 0, ownerStates.indexOf('backed'), single] }],
  ['nobody of the inventory owns it', { owners: { row: [4], human: [0] } }],
  ['it is no agent', { kind: [human, human, human, identityKinds.indexOf('workload'), agent] }],
])('is none where %s', (_what, values) => {
  expect(flagged(values)).toEqual([0, 0]);
});
