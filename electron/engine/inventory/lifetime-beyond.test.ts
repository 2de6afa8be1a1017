import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjacency } from '#engine/graph/adjacency.ts';
import { delegationKinds } from '#shared/model/delegation.ts';
import { type Fact, type Seconds, unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { aCredential, anIdentity, daysAgo, identityIdOf } from '#test/support/builders.ts';
import { exchangedTtl, lifetimeOf } from './lifetime.ts';
import { decidingHop, lifetimeOver, lifetimesBeyond, tokenWays } from './lifetime-beyond.ts';

type Kind = 'spawned' | 'may_exchange' | 'secret_read';
type Edge = readonly [from: number, kind: Kind, to: number];
type Limit = Fact<Seconds | 'never'> | null;

interface Plain {
  readonly access: Fact<Seconds>;
  readonly absolute: Limit;
  readonly idle: Limit;
}

const clientOf = ({ access, absolute, idle }: Plain, index: number): Identity =>
  anIdentity({
    kind: 'oauth_client',
    name: `client-${index}`,
    tokenPolicy: {
      accessTtl: access,
      refreshAbsolute: absolute,
      refreshIdle: idle,
      refreshRotation: false,
      offline: false,
      accessTtlFrom: 'client',
    },
  });
const access = (seconds: Fact<Seconds>): Plain => ({ access: seconds, absolute: null, idle: null });

function inventory(identities: readonly Identity[], edges: readonly Edge[], strange: readonly number[] = []) {
  const lifetimes = identities.map((identity) => lifetimeOf(identity));
  const input = {
    length: identities.length,
    graph: adjacency(identities.length, {
      from: edges.map(([from]) => from),
      to: edges.map(([, , to]) => to),
      kind: edges.map(([, kind]) => delegationKinds.indexOf(kind)),
    }),
    status: identities.map(({ status }) => (status === 'active' ? 0 : 1)),
    exchangedTtl: identities.map(exchangedTtl),
    lifetime: lifetimes.map(({ seconds }) => seconds),
    lifetimeReason: lifetimes.map(() => 0),
    lifetimeLeast: lifetimes.map(({ least }) => least),
    strange,
  };
  const ways = tokenWays(input);
  const over = (row: number) =>
    lifetimeOver(lifetimes[row] ?? expect.unreachable(), row, {
      ...input,
      ways,
      idOf: (at) => identityIdOf(`client-${at}`),
    });
  return { ...lifetimesBeyond(input), over };
}

describe('a lifetime over every hop', () => {
  it('adds the last token that is exchanged at another, hop by hop', () => {
    const { lifetime, over } = inventory([access(300), access(3600), access(60)].map(clientOf), [
      [1, 'may_exchange', 0],
      [1, 'spawned', 2],
    ]);
    expect([...lifetime]).toEqual([3960, 3660, 60]);
    expect(over(0)).toMatchObject({
      seconds: 3960,
      words: 'access 5 min + exchanged token 1 h + token of a sub-agent 1 min',
      hops: [{ at: null }, { at: identityIdOf('client-1') }, { at: identityIdOf('client-2') }],
    });
    expect(decidingHop(over(0).hops)).toBe(1);
  });

  it('leaves out who is off, edges over which nobody gets tokens, and keys that are no tokens', () => {
    const key = anIdentity({ kind: 'api_key', tokenPolicy: null, credentials: [aCredential({ kind: 'api_key' })] });
    const off = { ...clientOf(access(3600), 1), status: 'disabled' as const };
    const { lifetime } = inventory(
      [clientOf(access(300), 0), off, clientOf(access(60), 2), key],
      [
        [0, 'spawned', 1],
        [2, 'secret_read', 0],
        [0, 'spawned', 3],
      ],
    );
    expect(lifetime[0]).toBe(300);
  });

  it('has a least and no most where nobody says how long the exchanged token lives, or who gets it', () => {
    const silent = [access(300), access(unknown('not_in_export'))].map(clientOf);
    const known = inventory(silent, [[1, 'may_exchange', 0]]);
    expect([known.lifetime[0], known.lifetimeLeast[0], known.lifetimeReason[0]]).toEqual([Number.NaN, 300, 4]);
    expect(known.over(0)).toMatchObject({ reason: 'not_in_export', hops: [{}, { label: 'exchanged token' }] });
    const stranger = inventory([clientOf(access(300), 0)], [], [1]);
    expect(stranger.lifetime[0]).toBeNaN();
    expect(stranger.over(0).words).toBe('access 5 min + token of one that no source lists unknown');
  });

  it('never ends where the record never ends, and says which hop decides', () => {
    const endless = anIdentity({ credentials: [aCredential({ expiresAt: 'never' })] });
    const { lifetime, over } = inventory([endless], [], [1]);
    expect(lifetime[0]).toBe(Number.POSITIVE_INFINITY);
    expect(over(0).hops[decidingHop(over(0).hops)]?.label).toBe('static secret');
    const ends = anIdentity({ credentials: [aCredential({ expiresAt: daysAgo(-3) })] });
    expect(decidingHop(inventory([ends], []).over(0).hops)).toBe(0);
  });
});

describe('whatever the inventory', () => {
  const seconds = fc.integer({ min: 1, max: 1_000_000 });
  const silence = fc.constant(unknown('not_in_export'));
  const limit: fc.Arbitrary<Limit> = fc.oneof(seconds, silence, fc.constantFrom('never' as const, null));
  const plain: fc.Arbitrary<Plain> = fc.record({ access: fc.oneof(seconds, silence), absolute: limit, idle: limit });
  const world = fc.integer({ min: 1, max: 6 }).chain((length) =>
    fc.record({
      clients: fc.array(plain, { minLength: length, maxLength: length }),
      edges: fc.array(
        fc.tuple(
          fc.nat(length - 1),
          fc.constantFrom<Kind>('spawned', 'may_exchange', 'secret_read'),
          fc.nat(length - 1),
        ),
        { maxLength: 14 },
      ),
      which: fc.nat(length - 1),
      member: fc.constantFrom('access', 'absolute', 'idle'),
    }),
  );
  /** What it may be at most: unknown may be without an end. */
  const upper = (lifetime: Float64Array): number[] => [...lifetime].map((one) => (Number.isNaN(one) ? Infinity : one));
  const replaced = (clients: readonly Plain[], which: number, change: Partial<Plain>): Identity[] =>
    clients.map((client, index) => clientOf(index === which ? { ...client, ...change } : client, index));

  it('the order of edges does not matter', () => {
    fc.assert(
      fc.property(world, ({ clients, edges }) => {
        const identities = clients.map(clientOf);
        const { lifetime, lifetimeLeast } = inventory(identities, edges);
        const turned = inventory(identities, edges.toReversed());
        expect([...turned.lifetime]).toEqual([...lifetime]);
        expect([...turned.lifetimeLeast]).toEqual([...lifetimeLeast]);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('a shorter value never lengthens anything', () => {
    fc.assert(
      fc.property(world, fc.double({ min: 0, max: 1, noNaN: true }), ({ clients, edges, which, member }, share) => {
        const value = clients[which]?.[member];
        fc.pre(typeof value === 'number' || value === 'never');
        const shorter = value === 'never' ? 1000 : Math.floor(Number(value) * share);
        const before = inventory(clients.map(clientOf), edges);
        const after = inventory(replaced(clients, which, { [member]: shorter }), edges);
        upper(after.lifetime).forEach((most, row) => {
          expect(most).toBeLessThanOrEqual(upper(before.lifetime)[row] ?? 0);
        });
        [...after.lifetimeLeast].forEach((least, row) => {
          expect(least).toBeLessThanOrEqual(before.lifetimeLeast[row] ?? 0);
        });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('removing data never lowers what it may be at most, nor raises the least', () => {
    fc.assert(
      fc.property(world, ({ clients, edges, which, member }) => {
        fc.pre(clients[which]?.[member] !== null);
        const before = inventory(clients.map(clientOf), edges);
        const after = inventory(replaced(clients, which, { [member]: unknown('not_recorded') }), edges);
        upper(after.lifetime).forEach((most, row) => {
          expect(most).toBeGreaterThanOrEqual(upper(before.lifetime)[row] ?? 0);
          expect(after.lifetimeLeast[row]).toBeLessThanOrEqual(before.lifetimeLeast[row] ?? 0);
        });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('the hops add up to the whole and the least is no more than it', () => {
    fc.assert(
      fc.property(world, ({ clients, edges, which }) => {
        const { lifetime, lifetimeLeast, over } = inventory(clients.map(clientOf), edges);
        const { seconds, least, hops } = over(which);
        expect([seconds, least]).toEqual([lifetime[which], lifetimeLeast[which]]);
        expect(hops.reduce((sum, hop) => sum + hop.seconds, 0)).toEqual(seconds);
        expect(least).toBeLessThanOrEqual(upper(lifetime)[which] ?? 0);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
