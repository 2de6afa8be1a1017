import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aClient, aConsent, aConsentedGrant, aHuman, aToken } from '#test/support/issuer-builders.ts';
import type { Change, Client, Consent, Grant, Human, Token } from './model.ts';
import { IssuerRegister } from './state.ts';

const clientIds = ['c0', 'c1', 'c2'];
const humanIds = ['h0', 'h1'];
const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length];

/**
 * The plainest issuer there can be: a revocation walks over all tokens and marks what it kills, and then their children,
 * until nothing changes. Only time is asked at the end.
 */
class Model {
  readonly clients = new Map<string, Client>(clientIds.map((id) => [id, aClient({ id })]));
  readonly humans = new Map<string, Human>(humanIds.map((id) => [id, aHuman({ id })]));
  readonly consents: Consent[] = [];
  readonly grants: Grant[] = [];
  readonly tokens: Token[] = [];
  readonly dead = new Set<string>();

  kill(isHit: (token: Token) => boolean): void {
    for (const token of this.tokens) if (isHit(token)) this.dead.add(token.jti);
    this.#fall();
  }

  isAlive(token: Token, now: number): boolean {
    const consent = this.consents.find(({ id }) => id === token.consentId);
    if (this.dead.has(token.jti) || now >= token.expiresAt || now >= (consent?.expiresAt ?? now + 1)) return false;
    return token.parents.every((jti) => this.tokens.some((each) => each.jti === jti && this.isAlive(each, now)));
  }

  #fall(): void {
    const before = this.dead.size;
    for (const token of this.tokens) if (token.parents.some((jti) => this.dead.has(jti))) this.dead.add(token.jti);
    if (this.dead.size > before) this.#fall();
  }
}

type Deed = (model: Model, now: number) => readonly Change[];

const number = fc.nat({ max: 1000 });

const issue = fc
  .record({
    client: number,
    human: fc.option(number),
    grant: fc.option(number),
    parents: fc.array(number, { maxLength: 2 }),
    life: fc.integer({ min: 1, max: 400 }),
    raced: fc.boolean(),
  })
  .map(({ client, human, grant, parents, life, raced }): Deed => {
    return (model, now) => {
      const of = model.clients.get(pick(clientIds, client) ?? '');
      if (of === undefined || of.status !== 'active') return [];
      const from = grant === null ? undefined : pick(model.grants, grant);
      const sub = from?.sub ?? (human === null ? of.id : (pick([...humanIds, ...clientIds], human) ?? ''));
      const subject = sub === of.id ? of : (model.humans.get(sub) ?? model.clients.get(sub));
      // Whoever is off is no subject of a new token: what would stand for one is dead already.
      if (subject === undefined || subject.status === 'disabled') return [];
      const token = aToken({
        jti: `t${model.tokens.length}`,
        clientId: of.id,
        sub,
        clientEpoch: raced && of.epoch > 0 ? of.epoch - 1 : of.epoch,
        subEpoch: subject.epoch,
        grantId: from?.id ?? null,
        consentId: from?.consentId ?? null,
        parents: model.tokens.length === 0 ? [] : parents.map((each) => pick(model.tokens, each)?.jti ?? ''),
        issuedAt: now,
        expiresAt: now + life * 1000,
      });
      model.tokens.push(token);
      const isOver =
        token.clientEpoch !== of.epoch ||
        from?.revokedAt != null ||
        model.consents.some(({ id, withdrawnAt }) => id === token.consentId && withdrawnAt !== null);
      model.kill(({ jti }) => isOver && jti === token.jti);
      return [{ is: 'token', token }];
    };
  });

const consent = fc.record({ client: number, human: number, life: fc.integer({ min: 1, max: 400 }) }).map(
  ({ client, human, life }): Deed =>
    (model, now) => {
      const parties = { clientId: pick(clientIds, client) ?? '', sub: pick(humanIds, human) ?? '' };
      const given = aConsent({ ...parties, id: `consent${model.consents.length}`, expiresAt: now + life * 1000 });
      const grant = aConsentedGrant({ ...parties, id: `grant${model.grants.length}`, consentId: given.id });
      model.consents.push(given);
      model.grants.push(grant);
      return [
        { is: 'consent', consent: given },
        { is: 'grant', grant },
      ];
    },
);

const revokeToken = number.map(
  (which): Deed =>
    (model) => {
      const token = pick(model.tokens, which);
      if (token === undefined) return [];
      model.kill(({ jti }) => jti === token.jti);
      return [
        which % 2 === 0 ? { is: 'token_revoked', jti: token.jti } : { is: 'refresh_used', jti: token.jti, at: 0 },
      ];
    },
);

const revokeClient = fc.record({ which: number, how: fc.constantFrom('revoke', 'disable', 'enable', 'delete') }).map(
  ({ which, how }): Deed =>
    (model) => {
      const client = model.clients.get(pick(clientIds, which) ?? '');
      if (client === undefined) return [];
      if (how === 'enable') {
        const enabled: Client = { ...client, status: 'active' };
        model.clients.set(client.id, enabled);
        return [{ is: 'client', client: enabled }];
      }
      model.kill((token) => token.clientId === client.id || token.sub === client.id);
      if (how === 'delete') {
        model.clients.delete(client.id);
        return [{ is: 'client_deleted', id: client.id, name: client.id }];
      }
      const status = how === 'disable' ? 'disabled' : client.status;
      const changed: Client = { ...client, status, epoch: client.epoch + 1 };
      model.clients.set(client.id, changed);
      return [{ is: 'client', client: changed }];
    },
);

const revokeHuman = fc.record({ which: number, status: fc.constantFrom('active', 'disabled') }).map(
  ({ which, status }): Deed =>
    (model) => {
      const human = model.humans.get(pick(humanIds, which) ?? '');
      if (human === undefined) return [];
      model.kill((token) => token.sub === human.id);
      const changed: Human = { ...human, status, epoch: human.epoch + 1 };
      model.humans.set(human.id, changed);
      return [{ is: 'human', human: changed }];
    },
);

const withdraw = fc.record({ which: number, grantOnly: fc.boolean() }).map(
  ({ which, grantOnly }): Deed =>
    (model, now) => {
      const place = model.grants.length === 0 ? -1 : which % model.grants.length;
      const [grant, given] = [model.grants[place], model.consents[place]];
      if (grant === undefined || given === undefined) return [];
      model.kill((token) => (grantOnly ? token.grantId === grant.id : token.consentId === given.id));
      if (grantOnly) {
        const revoked: Grant = { ...grant, revokedAt: now };
        model.grants[place] = revoked;
        return [{ is: 'grant', grant: revoked }];
      }
      const withdrawn: Consent = { ...given, withdrawnAt: now, withdrawnBy: 'Ana' };
      model.consents[place] = withdrawn;
      return [{ is: 'consent', consent: withdrawn }];
    },
);

const history = fc.array(
  fc.record({
    deed: fc.oneof({ weight: 6, arbitrary: issue }, consent, revokeToken, revokeClient, revokeHuman, withdraw),
    wait: fc.oneof(fc.constant(0), fc.nat({ max: 60_000 })),
    reopen: fc.boolean(),
  }),
  { maxLength: 60 },
);

test('a token lives exactly as long as nothing it hangs on was revoked, whenever the workspace is reopened', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const model = new Model();
      const lasting = new IssuerRegister();
      let reopened = new IssuerRegister();
      let now = testNow;
      const record = (changes: readonly Change[]): void => {
        const entry = { at: new Date(now).toISOString(), data: { issuer: changes } };
        lasting.apply(entry);
        reopened.apply(entry);
      };
      record([...model.clients.values()].map((client) => ({ is: 'client', client })));
      record([...model.humans.values()].map((human) => ({ is: 'human', human })));
      for (const { deed, wait, reopen } of steps) {
        now += wait;
        record(deed(model, now));
        if (reopen) {
          const saved = reopened.save();
          reopened = new IssuerRegister();
          reopened.load(saved);
          expect(reopened.save()).toBe(saved);
        }
        const alive = model.tokens.filter((token) => model.isAlive(token, now)).map(({ jti }) => jti);
        const found = model.tokens.filter((token) => lasting.deathOf(token, now) === null).map(({ jti }) => jti);
        expect(found).toEqual(alive);
        const deaths = (state: IssuerRegister) => model.tokens.map((token) => state.deathOf(token, now));
        expect(deaths(reopened)).toEqual(deaths(lasting));
      }
    }),
    { numRuns: 300 },
  );
});

test('chains of any length and tokens with two derived parents cost one look at each ancestor', () => {
  const state = new IssuerRegister();
  const tokens = Array.from({ length: 30_000 }, (_, index) =>
    aToken({ jti: `t${index}`, parents: index < 2 ? [] : [`t${index - 1}`, `t${index - 2}`] }),
  );
  const changes: Change[] = [
    { is: 'client', client: aClient() },
    ...tokens.map((token) => ({ is: 'token', token }) as const),
  ];
  state.apply({ at: new Date(testNow).toISOString(), data: { issuer: changes } });
  const last = aToken({ jti: 'last', parents: ['t29999'] });
  expect(state.deathOf(last, testNow)).toBe(null);
  state.apply({ at: new Date(testNow).toISOString(), data: { issuer: [{ is: 'token_revoked', jti: 't0' }] } });
  expect(state.deathOf(last, testNow)).toBe('parent_dead');
});

test('what expired is told as expired for a minute, and its marks are forgotten', () => {
  const state = new IssuerRegister();
  const at = (now: number, ...issuer: Change[]) => state.apply({ at: new Date(now).toISOString(), data: { issuer } });
  const token = aToken({ expiresAt: testNow + 1000 });
  at(
    testNow,
    { is: 'client', client: aClient() },
    { is: 'token', token },
    { is: 'spent', key: 'k', until: testNow + 1000 },
  );
  expect([state.deathOf(token, testNow + 999), state.deathOf(token, testNow + 1000)]).toEqual([null, 'expired']);
  at(testNow + 999);
  expect([state.isSpent('k'), state.tokens.size]).toEqual([true, 1]);
  at(testNow + 1000);
  expect([state.isSpent('k'), state.tokens.size]).toEqual([false, 1]);
  at(testNow + 61_000);
  expect(state.tokens.size).toBe(0);
});
