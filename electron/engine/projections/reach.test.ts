import { describe, expect, it } from 'vitest';
import { adjacency } from '#engine/graph/adjacency.ts';
import { theft as theftShape } from '#shared/contract/reach.ts';
import { type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';
import { type Identity, identityKinds } from '#shared/model/identity.ts';
import { aGrant, anIdentity, aScope } from '#test/support/builders.ts';
import { aPicture, type PictureRow } from '#test/support/pictures.ts';
import { type ReachSource, reachRows, reachView, reachWay, rehearse } from './reach.ts';

const plain: PictureRow = {
  name: '',
  kind: identityKinds.indexOf('agent'),
  status: 0,
  owner: 0,
  tenant: 'ten_a',
  lifetime: 300,
  expiresAt: Number.NaN,
  rotatedAt: Number.NaN,
  lastUsedAt: Number.NaN,
  createdAt: Number.NaN,
  customers: 0,
  power: 0,
  exposure: 0,
  value: 0,
  rules: [],
  scopes: [],
  environment: '',
  ownerLabel: '',
  tier: 2,
};
const row = (name: string, customers: number, kind = 'agent'): PictureRow => ({
  ...plain,
  name,
  customers,
  kind: identityKinds.indexOf(kind as Identity['kind']),
});

type Edge = readonly [from: number, kind: DelegationKind, to: number, scopes?: readonly string[]];
const held: Readonly<Record<string, readonly string[]>> = {
  assistant: ['read', 'pay'],
  basket: ['read', 'refund'],
  vault: ['admin'],
};

/** ana ─ acts_for ▸ assistant ─ spawned ▸ basket; basket reads the secret of vault, whose admin is basket as well. */
function source(): ReachSource {
  const { identities } = aPicture([
    row('ana', 0, 'human'),
    row('assistant', 10),
    row('basket', 5),
    row('vault', 1000),
    row('apart', 7),
  ]);
  const edges: Edge[] = [
    [0, 'acts_for', 1, ['read', 'pay']],
    [1, 'spawned', 2, ['read']],
    [3, 'secret_read', 2],
  ];
  const graph = adjacency(identities.length, {
    from: edges.map(([from]) => from),
    to: edges.map(([, , to]) => to),
    kind: edges.map(([, kind]) => delegationKinds.indexOf(kind)),
  });
  return {
    identities,
    graph,
    scoreWith: (at, reach) => (at === 0 ? null : Math.round(reach)),
    identity: (at) =>
      anIdentity({
        id: identities.id(at),
        name: identities.name(at),
        grants: (held[identities.name(at)] ?? []).map((name) => aGrant({ id: name, scopes: [aScope(name)] })),
        delegations: edges
          .filter(([from, , to]) => from === at || to === at)
          .map(([from, kind, to, scopes = []]) => ({ kind, from: identities.id(from), to: identities.id(to), scopes })),
      }),
  };
}

function run(thief: number, wish: object = {}) {
  const from = source();
  const theft = theftShape.parse({ identity: from.identities.id(thief), ...wish });
  const rehearsal = rehearse(from, theft);
  if (rehearsal === null) throw new Error('nobody was robbed');
  const rows = reachRows(from, rehearsal, { first: 0, count: 50 });
  return { from, rehearsal, rows, view: reachView(from, theft, rehearsal) };
}

describe('a theft', () => {
  it('is counted hop by hop, what counts most first, with the score that follows', () => {
    const { view, rows } = run(1);
    expect(view.before).toEqual({
      identities: 4,
      people: 1,
      customers: 1015,
      resources: 0,
      reach: 10 + 5 / 2 + 1000 / 4,
      score: 263,
      hops: [
        { identities: 1, people: 0, customers: 10, resources: 0, discount: 1 },
        { identities: 2, people: 1, customers: 5, resources: 0, discount: 0.5 },
        { identities: 1, people: 0, customers: 1000, resources: 0, discount: 0.25 },
      ],
    });
    expect(rows.rows.map(({ name, hop, edge, via }) => [hop, name, edge, via?.name ?? null])).toEqual([
      [1, 'assistant', null, null],
      [2, 'basket', 'spawned', 'assistant'],
      [2, 'ana', 'acts_for', 'assistant'],
      [3, 'vault', 'secret_read', 'basket'],
    ]);
    expect([...view.nodes.hop]).toEqual([1, 2, 2, 3]);
    expect([...view.nodes.via]).toEqual([0, 0, 0, 1]);
    expect(view.after).toBeNull();
  });

  it('scores over three hops however far is looked', () => {
    expect(run(1, { hops: 1 }).view.before).toMatchObject({ identities: 1, reach: 262.5, score: 263 });
  });

  it('is compared with what a fix leaves', () => {
    const { view, rows } = run(1, { without: { kinds: ['secret_read'] } });
    expect(view.after).toMatchObject({ identities: 3, customers: 15, reach: 12.5, score: 13 });
    expect(rows.rows.filter(({ lost }) => lost).map(({ name }) => name)).toEqual(['vault']);
    expect(run(1, { without: { kinds: ['impersonate'] } }).view.after).toEqual(view.before);
  });

  it('goes no further where an identity is taken away, and the thief stays in what was stolen', () => {
    const { from } = run(1);
    const ids = [from.identities.id(1), from.identities.id(2)];
    const { view } = run(1, { without: { identities: ids } });
    expect(view.after).toMatchObject({ identities: 2, people: 1 });
    expect(view.removed.map(({ name }) => name)).toEqual(['assistant', 'basket']);
  });

  it('shows the scopes at each step, what a sub-agent holds beyond them, and whose place is taken', () => {
    const { from, rehearsal } = run(1);
    expect(reachWay(from, rehearsal, from.identities.id(3)).steps).toMatchObject([
      { name: 'assistant', edge: null, effective: ['pay', 'read'] },
      { name: 'basket', edge: 'spawned', effective: ['read'], beyond: ['refund'], takesOver: false },
      { name: 'vault', edge: 'secret_read', effective: ['admin'], beyond: [], takesOver: true },
    ]);
    expect(() => reachWay(from, rehearsal, from.identities.id(4))).toThrow('does not come to this identity');
  });
});
