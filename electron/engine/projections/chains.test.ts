import { describe, expect, it } from 'vitest';
import { type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';
import { type IdentityKind, identityKinds } from '#shared/model/identity.ts';
import { identityIdOf } from '#test/support/builders.ts';
import { chainsThrough } from './chains.ts';

type Edge = readonly [from: number, to: number, kind: DelegationKind];
const names = ['ana', 'bot', 'sub', 'leaf', 'other'];

function chains(kinds: readonly IdentityKind[], edges: readonly Edge[], row: number): string[] {
  const source = {
    edges: {
      from: Uint32Array.from(edges, ([from]) => from),
      to: Uint32Array.from(edges, ([, to]) => to),
      kind: Uint8Array.from(edges, ([, , kind]) => delegationKinds.indexOf(kind)),
    },
    length: kinds.length,
    kind: kinds.map((kind) => identityKinds.indexOf(kind)),
    id: (at: number) => identityIdOf(names[at] ?? ''),
    scopesBetween: (from: number, to: number) => [`${from}${to}`],
  };
  const nameOf = new Map(names.map((name) => [identityIdOf(name), name]));
  return chainsThrough(source, row).map((chain) =>
    chain.map(({ id, edge, scopes }) => `${edge === '' ? '' : ` -${edge} ${scopes}-> `}${nameOf.get(id)}`).join(''),
  );
}

describe('chains through an identity', () => {
  const kinds = ['human', 'agent', 'agent', 'agent', 'oauth_client'] as const;

  it('go from the human down to the last sub-agent', () => {
    const edges: Edge[] = [
      [0, 1, 'acts_for'],
      [1, 2, 'spawned'],
      [2, 3, 'spawned'],
    ];
    const whole = ['ana -acts_for 01-> bot -spawned 12-> sub -spawned 23-> leaf'];
    for (const row of [0, 1, 2, 3]) expect(chains(kinds, edges, row)).toEqual(whole);
    expect(chains(kinds, edges, 4)).toEqual([]);
  });

  it('end where a cycle closes', () => {
    const edges: Edge[] = [
      [1, 2, 'may_exchange'],
      [2, 1, 'may_exchange'],
    ];
    for (const chain of chains(kinds, edges, 1)) expect(chain.split('->').length).toBeLessThanOrEqual(3);
  });

  it('never have more than eight links, nor more than twelve chains', () => {
    const many = Array.from({ length: 30 }, (_, row): IdentityKind => (row === 0 ? 'human' : 'agent'));
    const dense = many.flatMap((_, from) => many.map((_kind, to): Edge => [from, to, 'spawned']));
    const found = chains(many, dense, 5);
    expect(found.length).toBeLessThanOrEqual(12);
    for (const chain of found) expect(chain.split('->').length).toBeLessThanOrEqual(8);
  });
});
