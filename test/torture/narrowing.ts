// Whatever policies an analyst sets and whatever clients ask for in whatever order: no token holds more than the one that
// it came from. What was given is looked up in the state, and compared without the issuer's own functions.
import fc from 'fast-check';
import type { AuthorizationDetail, Client, ClientPolicy, ScopePolicy, Token } from '#engine/issuer/model.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, type TestKey } from '#test/support/forged-jwts.ts';
import { aClient, aConsent, aConsentedGrant, aHuman } from '#test/support/issuer-builders.ts';
import {
  accessTokenType,
  exchangeGrant,
  type IssuerInMemory,
  issuerInMemory,
  jktOf,
  proofFor,
} from '#test/support/issuer-in-memory.ts';
import type { Outcome } from './damage.ts';

const ids = ['c0', 'c1', 'c2', 'c3', 'c4'] as const;
const scopes = ['s0', 's1', 's2', 's3'];
const resources = ['https://r0.example/', 'https://r1.example/', 'https://r2.example/'];
const keys = [aSigningKey('EdDSA'), aSigningKey('EdDSA')] as const;
const day = 86_400_000;

/** null three times of four. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const id = fc.constantFrom(...ids);
const key = fc.constantFrom(...keys, null);
const detail = fc.record({
  type: fc.constantFrom('t0', 't1'),
  actions: fc.subarray(['a0', 'a1'], { minLength: 1 }),
  amount: fc.record({ currency: fc.constantFrom('EUR', 'USD'), value: fc.nat(3).map(String) }),
});

const client = fc.record({
  auth: fc.constantFrom<Client['auth'][]>('client_secret_basic', 'client_secret_basic', 'client_secret_basic', 'none'),
  scopes: fc.subarray(scopes, { minLength: 2 }),
  detailTypes: fc.subarray(['t0', 't1']),
  mayActFor: fc.subarray([...ids], { minLength: 4 }),
  opaque: fc.boolean(),
  dpopBound: fc.nat(9).map((number) => number === 0),
  policy: fc.record<ClientPolicy>({
    ...(Object.fromEntries(Object.entries(aClient().policy).map(([name, value]) => [name, fc.constant(value)])) as {
      [Name in keyof ClientPolicy]: fc.Arbitrary<ClientPolicy[Name]>;
    }), // The same names, each as a constant.
    accessTtl: seldom(fc.integer({ min: 30, max: 4000 })),
    depth: seldom(fc.nat(4)),
    fanOut: seldom(fc.nat(3)),
    exchangeTo: fc.subarray(resources, { maxLength: 1 }),
    humanApproves: fc.subarray(scopes, { maxLength: 1 }),
    mayAct: fc.constant(null),
  }),
});

const scopePolicy = fc.record<ScopePolicy>({
  scope: fc.constantFrom(...scopes),
  accessTtl: seldom(fc.integer({ min: 30, max: 900 })),
  audiences: seldom(fc.subarray(resources, { minLength: 1 })),
  depth: seldom(fc.nat(3)),
  humanApproves: fc.nat(3).map((number) => number === 0),
});

const root = fc.record({
  owner: id,
  scopes: fc.subarray(scopes, { minLength: 2 }),
  audience: fc.subarray(resources, { minLength: 1 }),
  details: fc.array(detail, { maxLength: 2 }),
  life: fc.integer({ min: 20, max: 3600 }),
  key: seldom(fc.constantFrom(...keys)),
  mayAct: seldom(id),
  isConsented: fc.boolean(),
});

const request = fc.record({
  by: id,
  subject: fc.nat(20),
  acts: fc.nat(4).map((number) => number > 0),
  scope: seldom(fc.subarray(scopes, { minLength: 1, maxLength: 2 })),
  resource: seldom(fc.subarray(resources, { minLength: 1, maxLength: 2 })),
  details: seldom(fc.array(detail, { maxLength: 1 })),
  key,
  wait: fc.nat(5000),
  /** Set just before it: what was issued earlier goes beyond it, and what comes of that must not. */
  limit: seldom(scopePolicy),
});
type Arbitrated<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** `allowed` of `cases` requests were granted. */
export async function narrowing({
  runs,
  seed,
}: {
  runs: number;
  seed: number;
}): Promise<Outcome & { allowed: number }> {
  let [cases, allowed] = [0, 0];
  const property = fc.asyncProperty(
    fc.tuple(client, client, client, client, client),
    fc.array(scopePolicy, { maxLength: 2 }),
    fc.array(root, { minLength: 1, maxLength: 3 }),
    fc.array(request, { minLength: 5, maxLength: 15 }),
    async (clients, limits, roots, requests) => {
      const issuer = issuerInMemory();
      clients.forEach((values, index) => {
        issuer.addClient({ ...values, id: ids[index] ?? 'c0', kind: 'agent', grants: [exchangeGrant] });
      });
      for (const policy of limits) issuer.apply({ is: 'scope_policy', policy });
      const held: Held[] = [];
      for (const each of roots) held.push(await plant(issuer, each));
      for (const each of requests) {
        cases += 1;
        const next = await exchange(issuer, each, held);
        if (next === null) continue;
        allowed += 1;
        held.push(next);
      }
    },
  );
  const result = await fc.check(property, { numRuns: runs, seed });
  return { cases, allowed, failures: await failuresOf(result) };
}

/** What fast-check has to say of a property that does not hold, with its seed. */
export const failuresOf = async <T>(result: fc.RunDetails<T>): Promise<readonly string[]> =>
  result.failed ? [(await fc.asyncDefaultReportMessage(result)) ?? 'it does not hold'] : [];

interface Held {
  readonly value: string;
  readonly token: Token;
}

function plant(
  issuer: IssuerInMemory,
  { owner, life, key, isConsented, ...holds }: Arbitrated<typeof root>,
): Promise<Held> {
  issuer.apply(
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent({ expiresAt: testNow + day }) },
    { is: 'grant', grant: aConsentedGrant({ expiresAt: testNow + day }) },
  );
  const consented = { sub: 'hum_ana', actors: [owner], grantId: 'grant-1', consentId: 'consent-1' };
  const expiresAt = testNow + life * 1000;
  const of = isConsented ? consented : { sub: owner };
  return issuer.issue({ ...holds, ...of, clientId: owner, expiresAt, jkt: jktOfKey(key) });
}

/** What came of the request; null: it was refused. Throws where that is more than what it came from. */
async function exchange(
  issuer: IssuerInMemory,
  { by, subject, acts, scope, resource, details, key, wait, limit }: Arbitrated<typeof request>,
  held: readonly Held[],
): Promise<Held | null> {
  const { state, clock, events } = issuer;
  clock.advance(wait);
  if (limit !== null) issuer.apply({ is: 'scope_policy', policy: limit });
  const now = clock.now();
  const from = held[subject % held.length];
  if (from === undefined) return null;
  const actor = { clientId: by, sub: by, scopes: [], issuedAt: now, expiresAt: now + 500_000 };
  const parameters = {
    grant_type: exchangeGrant,
    subject_token: from.value,
    subject_token_type: accessTokenType,
    ...(acts && { actor_token: (await issuer.issue(actor)).value, actor_token_type: accessTokenType }),
    ...(scope !== null && { scope: scope.join(' ') }),
    ...(resource !== null && { resource }),
    ...(details !== null && { authorization_details: JSON.stringify(details) }),
  };
  const headers = key === null ? {} : { dpop: proofFor('/token', key, { iat: now, jti: `${events.length}` }) };
  const answer = await issuer.post('/token', by, parameters, headers);
  if (answer.status !== 200) return null;
  const [token, client] = [state.tokens.get(events.at(-1)?.trace ?? ''), state.clients.get(by)];
  if (token === undefined || client === undefined) throw new Error('what was issued is not in the state');
  const limits = token.scopes.flatMap((each) => state.scopePolicies.get(each) ?? []);
  const all = { ...demands(token, from.token, client, acts), ...demandsOfScopes(token, limits) };
  const wrong = Object.entries(all).filter(([, isMet]) => !isMet);
  const live = state.childrenOf(from.token.jti).flatMap((jti) => state.tokens.get(jti) ?? []);
  const alive = live.filter((each) => state.deathOf(each, now) === null).length;
  if (alive > Math.min(client.policy.fanOut ?? 100, 100)) wrong.push(['fan-out', false]);
  if (wrong.length > 0) throw new Error(`not kept: ${wrong.map(([demand]) => demand).join(', ')}`);
  return { value: String(answer.body['access_token']), token };
}

function demands(child: Token, parent: Token, by: Client, acted: boolean): Readonly<Record<string, boolean>> {
  const { policy } = by;
  const isOwn = parent.clientId === by.id;
  return {
    'scopes of the parent': isSubset(child.scopes, parent.scopes),
    'scopes of the client': isSubset(child.scopes, by.scopes),
    'scopes that only a human gives':
      child.consentId !== null || !child.scopes.some((scope) => policy.humanApproves.includes(scope)),
    audience: isSubset(child.audience, [...parent.audience, ...policy.exchangeTo]),
    'details of the parent': child.details.every((one) => parent.details.some((held) => lies(one, held))),
    'details of the client': child.details.every(({ type }) => by.detailTypes.includes(type)),
    'end of the parent': child.expiresAt <= parent.expiresAt,
    'life of the policy': child.expiresAt - child.issuedAt <= Math.min(policy.accessTtl ?? 600, 3600) * 1000,
    binding: child.jkt !== null || (parent.jkt === null && !by.dpopBound),
    subject: child.sub === parent.sub && child.consentId === parent.consentId && child.grantId === parent.grantId,
    chain: child.actors.join() === [...parent.actors, ...(acted ? [by.id] : [])].join(),
    'no circle': new Set([child.sub, ...child.actors]).size === 1 + child.actors.length,
    depth: child.actors.length <= Math.min(policy.depth ?? 8, 8),
    'no impersonation': isOwn || (acted && child.actors.at(-1) === by.id && by.auth !== 'none'),
    permission: isOwn || (parent.mayAct === null ? by.mayActFor.includes(parent.clientId) : parent.mayAct === by.id),
    parent: child.parents[0] === parent.jti && child.parents.length === (acted ? 2 : 1),
  };
}

/** Whichever client it is of. */
const demandsOfScopes = (child: Token, limits: readonly ScopePolicy[]): Readonly<Record<string, boolean>> => ({
  'life of the scope': limits.every(
    ({ accessTtl }) => accessTtl === null || child.expiresAt - child.issuedAt <= accessTtl * 1000,
  ),
  'audience of the scope': limits.every(({ audiences }) => audiences === null || isSubset(child.audience, audiences)),
  'depth of the scope': limits.every(({ depth }) => depth === null || child.actors.length <= depth),
  'scope that only a human gives': child.consentId !== null || !limits.some(({ humanApproves }) => humanApproves),
});

const isSubset = (some: readonly string[], all: readonly string[]): boolean => some.every((each) => all.includes(each));

function lies(one: AuthorizationDetail, held: AuthorizationDetail): boolean {
  const [mine, theirs] = [one, held] as [Arbitrated<typeof detail>, Arbitrated<typeof detail>]; // All details are made so.
  return (
    mine.type === theirs.type &&
    isSubset(mine.actions, theirs.actions) &&
    mine.amount.currency === theirs.amount.currency &&
    Number(mine.amount.value) <= Number(theirs.amount.value)
  );
}

const jktOfKey = (key: TestKey | null): string | null => (key === null ? null : jktOf(key));
