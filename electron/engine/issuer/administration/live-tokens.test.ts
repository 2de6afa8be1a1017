import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Token } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { testNow } from '#test/support/builders.ts';
import { aClient, aConsent, aConsentedGrant, aHuman, aToken } from '#test/support/issuer-builders.ts';
import { createTestClock } from '#test/support/test-system.ts';
import { isBelieved } from './believed.ts';
import { LiveTokens } from './live-tokens.ts';

function world() {
  const clock = createTestClock(testNow);
  const state = new IssuerRegister();
  let ended = 0;
  const live = new LiveTokens(state, clock, () => {
    ended += 1;
  });
  const apply = (...changes: readonly Change[]): void =>
    state.apply({ at: new Date(clock.now()).toISOString(), data: { issuer: changes } });
  return { clock, state, live, apply, ended: () => ended };
}

const idsOf = (tokens: Iterable<Token>): string[] => [...tokens].map(({ jti }) => jti);

/** Asking every token that there is. */
function bruteForce(state: IssuerRegister, now: number) {
  const living = [...state.tokens.values()].filter((token) => state.deathOf(token, now) === null);
  const count = (keyOf: (token: Token) => string | null) => {
    const counts = new Map<string, number>();
    for (const token of living) {
      const key = keyOf(token);
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  };
  return {
    newestFirst: idsOf(living).reverse(),
    counts: {
      total: living.length,
      byClient: count(({ clientId }) => clientId),
      bySubject: count(({ sub }) => sub),
      byConsent: count(({ consentId }) => consentId),
      byKey: count(({ kid }) => kid),
    },
  };
}

const clients = ['c0', 'c1', 'c2'];
const small = fc.nat(9);
const deed = fc.oneof(
  fc.record({
    is: fc.constant('issue' as const),
    client: fc.constantFrom(...clients),
    human: fc.option(fc.constantFrom('h0', 'h1'), { nil: null }),
    on: small,
    parents: fc.array(small, { maxLength: 2 }),
    life: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({
    is: fc.constantFrom('revoke', 'rotate', 'withdraw', 'end grant', 'epoch', 'disable', 'enable', 'delete', 'human'),
    which: small,
  }),
  fc.record({ is: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ is: fc.constant('look' as const) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** Consents k of client k mod 3 and human k mod 2; each has one grant; consent 9 ends early. */
function furnish({ apply }: ReturnType<typeof world>): void {
  apply(...clients.map((id): Change => ({ is: 'client', client: aClient({ id }) })));
  apply(...['h0', 'h1'].map((id): Change => ({ is: 'human', human: aHuman({ id }) })));
  for (let k = 0; k < 10; k += 1) {
    const of = { clientId: `c${k % 3}`, sub: `h${k % 2}` };
    const expiresAt = testNow + (k === 9 ? 30_000 : 86_400_000);
    apply({ is: 'consent', consent: aConsent({ ...of, id: `consent${k}`, expiresAt }) });
    apply({ is: 'grant', grant: aConsentedGrant({ ...of, id: `grant${k}`, consentId: `consent${k}` }) });
  }
}

function act({ state, clock, apply, live }: ReturnType<typeof world>, each: Deed, place: number): void {
  switch (each.is) {
    case 'issue': {
      const known = [...state.tokens.keys()];
      const parents = each.parents.flatMap((at) => known.at(-1 - at) ?? []);
      const sub = each.human ?? each.client;
      const on = each.human === null ? {} : { consentId: `consent${each.on}`, grantId: `grant${each.on}` };
      const client = state.clients.get(each.client);
      // Whoever is disabled gets none: at most one that was on its way, decided by the epoch before.
      const clientEpoch = (client?.epoch ?? 0) - (client?.status === 'disabled' ? 1 : 0);
      const subEpoch = state.humans.get(sub)?.epoch ?? clientEpoch;
      const expiresAt = clock.now() + each.life * 1_000;
      const ids = { jti: `t${place}`, clientId: each.client, sub, clientEpoch, subEpoch };
      apply({ is: 'token', token: aToken({ ...ids, ...on, parents, issuedAt: clock.now(), expiresAt }) });
      return;
    }
    case 'wait':
      clock.advance(each.seconds * 1_000);
      return;
    case 'look':
      live.look();
      return;
    default:
      strike(state, apply, each.is, each.which);
  }
}

function strike(state: IssuerRegister, apply: (...changes: Change[]) => void, is: string, which: number): void {
  const client = state.clients.get(`c${which % 3}`);
  const human = state.humans.get(`h${which % 2}`);
  const consent = state.consents.get(`consent${which}`);
  const grant = state.grants.get(`grant${which}`);
  const jti = [...state.tokens.keys()].at(-1 - which);
  if (is === 'revoke' && jti) apply({ is: 'token_revoked', jti });
  if (is === 'rotate' && jti) apply({ is: 'refresh_used', jti, at: testNow });
  if (is === 'withdraw' && consent) apply({ is: 'consent', consent: { ...consent, withdrawnAt: testNow } });
  if (is === 'end grant' && grant) apply({ is: 'grant', grant: { ...grant, revokedAt: testNow } });
  if (is === 'epoch' && client) apply({ is: 'client', client: { ...client, epoch: client.epoch + 1 } });
  if (is === 'disable' && client)
    apply({ is: 'client', client: { ...client, status: 'disabled', epoch: client.epoch + 1 } });
  if (is === 'enable' && client) apply({ is: 'client', client: { ...client, status: 'active' } });
  if (is === 'delete' && client) apply({ is: 'client_deleted', id: client.id, name: client.name });
  if (is === 'human' && human) apply({ is: 'human', human: { ...human, epoch: human.epoch + 1 } });
}

describe('live tokens', () => {
  it('are the very ones that a walk over all tokens finds alive, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const here = world();
        furnish(here);
        here.live.look();
        for (const [place, each] of deeds.entries()) {
          act(here, each, place);
          if (place % 3 !== 0) continue;
          const { newestFirst, counts } = bruteForce(here.state, here.clock.now());
          expect(here.live.look()).toEqual(counts);
          expect(idsOf(here.live.newestFirst())).toEqual(newestFirst);
          const believed = [...here.state.tokens.values()].filter((token) =>
            isBelieved(token, here.state, here.clock.now()),
          );
          expect(idsOf(here.live.believed()).sort()).toEqual(idsOf(believed).sort());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('foretell what a blow fells, and say what it felled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40 }), small, async (deeds, which) => {
        const here = world();
        furnish(here);
        for (const [place, each] of deeds.entries()) act(here, each, place);
        const id = `consent${which}`;
        const before = bruteForce(here.state, here.clock.now()).newestFirst;
        const foretold = idsOf(here.live.wouldFall({ to: 'consent', id }));
        const fell = await here.live.fallOf({ to: 'consent', id }, async () =>
          strike(here.state, here.apply, 'withdraw', which),
        );
        const after = new Set(bruteForce(here.state, here.clock.now()).newestFirst);
        expect(new Set(idsOf(fell))).toEqual(new Set(foretold));
        expect(idsOf(fell).sort()).toEqual(before.filter((jti) => !after.has(jti)).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('tell apart what falls by two blows at once', async () => {
    const { live, apply, state } = world();
    apply({ is: 'client', client: aClient({ id: 'c0' }) }, { is: 'client', client: aClient({ id: 'c1' }) });
    apply({ is: 'token', token: aToken({ jti: 'a', clientId: 'c0', sub: 'c0' }) });
    apply({ is: 'token', token: aToken({ jti: 'b', clientId: 'c1', sub: 'c1' }) });
    const fell = await live.fallOf({ to: 'client', id: 'c0' }, async () => {
      strike(state, apply, 'delete', 1);
      strike(state, apply, 'delete', 0);
    });
    expect(idsOf(fell)).toEqual(['a']);
    expect(live.look().total).toBe(0);
  });

  it('end by themselves, and say so once a second at most', () => {
    const { live, apply, clock, ended } = world();
    apply({ is: 'client', client: aClient() });
    for (const [index, jti] of ['a', 'b', 'c'].entries()) {
      apply({ is: 'token', token: aToken({ jti, expiresAt: testNow + 100 + index }) });
    }
    expect(live.look().total).toBe(3);
    clock.advance(999);
    expect(ended()).toBe(0);
    clock.advance(1);
    expect(ended()).toBe(1);
    expect(live.look().total).toBe(0);
    clock.advance(60_000);
    expect(ended()).toBe(1);
  });

  it('are forgotten while nobody looks, and found again', () => {
    const { live, apply, clock, state } = world();
    apply({ is: 'client', client: aClient() });
    apply({ is: 'token', token: aToken({ jti: 'a' }) });
    expect(live.look().total).toBe(1);
    clock.advance(31_000);
    apply({ is: 'token', token: aToken({ jti: 'b' }) });
    apply({ is: 'token_revoked', jti: 'a' });
    expect(idsOf(live.newestFirst())).toEqual(['b']);
    live.close();
    expect(bruteForce(state, clock.now()).newestFirst).toEqual(['b']);
  });
});
