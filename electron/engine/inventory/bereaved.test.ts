import { describe, expect, it } from 'vitest';
import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { ghosts, goneHumanUntil } from './bereaved.ts';

const [agent, human] = [identityKinds.indexOf('agent'), identityKinds.indexOf('human')];
const edge = (kind: (typeof delegationKinds)[number], from: number, to: number, until = Number.NaN) => ({
  kind: delegationKinds.indexOf(kind),
  from,
  to,
  until,
});
const columnsOf = (list: readonly ReturnType<typeof edge>[]) => ({
  kind: list.map((each) => each.kind),
  from: list.map((each) => each.from),
  to: list.map((each) => each.to),
  until: list.map((each) => each.until),
});

describe('children whose parents are gone', () => {
  const status = [0, 1, 0, 0, 0, 0, 0];
  const input = { length: 7, kind: status.map(() => agent), status, gone: [0, 0, 1], missing: [0, 0, 0, 1] };
  it('are those of which no parent that is on record is left', () => {
    const edges = columnsOf([
      edge('spawned', 1, 4), // disabled
      edge('spawned', 2, 5), // gone, by the word of an analyst
      edge('spawned', 3, 6), // no longer listed
      edge('spawned', 0, 6), // and one that is there
      edge('spawned', 9, 0), // nobody of the inventory
      edge('may_act', 1, 0),
    ]);
    expect([...ghosts({ ...input, edges })]).toEqual([0, 0, 0, 0, 1, 1, 0]);
  });
});

describe('grants of people who are gone', () => {
  it('last until the last of them ends; those of people who are there, and ends that nobody says, do not count', () => {
    const edges = columnsOf([
      edge('acts_for', 0, 3, 100),
      edge('acts_for', 1, 3, 900),
      edge('acts_for', 1, 4, Number.NaN),
      edge('acts_for', 1, 5, Number.POSITIVE_INFINITY),
      edge('acts_for', 2, 6, 500), // an agent for an agent
    ]);
    const kind = [human, human, agent, agent, agent, agent, agent];
    const until = goneHumanUntil({ length: 7, kind, status: [0, 1, 1, 0, 0, 0, 0], edges });
    expect([...until.slice(3)]).toEqual([900, -Infinity, Infinity, -Infinity]);
  });
});
