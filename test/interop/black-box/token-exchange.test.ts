// RFC 8693 with a customer, her agent and those that come after it; SECURITY.md rows 18, 22 to 25; RFC 7009 and RFC 7662
// of what came of it. Asked from outside.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answered,
  ask,
  basic,
  claimsIn,
  dpop,
  expectRefusal,
  newKey,
  type Parameters,
} from '#test/support/black-box.ts';
import { giveConsent } from '#test/support/customer-browser.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const jwt = 'urn:ietf:params:oauth:token-type:jwt';
const redirectUri = 'https://assistant.example/callback';
const shop = 'https://shop.example/';
const stock = 'https://stock.example/';
const both = ['orders.read', 'orders.write'];
const payment = (value: string, actions: readonly string[] = ['initiate', 'status']) => ({
  type: 'payment',
  actions,
  amount: { currency: 'EUR', value },
});

let process: IssuerProcess;
let url: string;
let ana: { readonly id: string; readonly code: string };
let agent: ClientCredentials;
let helper: ClientCredentials;
let deep: ClientCredentials;
let stranger: ClientCredentials;
let resourceServer: ClientCredentials;
/** Ana's, held by the agent. */
let subject: string;

beforeAll(async () => {
  process = await startIssuer();
  url = process.issuer;
  ana = await process.addHuman('Ana');
  const common = { grant: ['client_credentials', exchangeGrant], scope: both, resource: [shop, stock] };
  agent = await process.addClient('assistant', {
    ...common,
    kind: 'agent',
    grant: ['authorization_code', 'refresh_token', ...common.grant],
    'redirect-uri': redirectUri,
    'detail-type': 'payment',
  });
  helper = await process.addClient('helper', {
    ...common,
    kind: 'agent',
    'may-act-for': agent.client_id,
    'fan-out': '3',
  });
  deep = await process.addClient('deep', { ...common, kind: 'agent', 'may-act-for': [helper.client_id], depth: '2' });
  stranger = await process.addClient('stranger', common);
  resourceServer = await process.addClient('shop', { 'may-introspect': true });
  subject = await consented();
});
afterAll(() => process.stop());

const as = ({ client_id, client_secret }: ClientCredentials) => basic(client_id, client_secret ?? '');
const post = (path: string, who: ClientCredentials, form: Parameters, headers: Record<string, string> = {}) =>
  ask(url, path, { form, headers: { ...as(who), ...headers } });
const tokenOf = ({ status, json, text }: Answered): string => {
  expect([status, text]).toEqual([200, text]);
  return String(json['access_token']);
};

async function grants(scope = both.join(' ')): Promise<Answered> {
  const wish = { clientId: agent.client_id, redirectUri, scope, resource: shop };
  const { code, verifier } = await giveConsent(url, ana.code, wish);
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  return post('/token', agent, form);
}
const consented = async (): Promise<string> => tokenOf(await grants());

const own = async (who: ClientCredentials, headers: Record<string, string> = {}): Promise<string> =>
  tokenOf(await post('/token', who, { grant_type: 'client_credentials' }, headers));

function exchange(who: ClientCredentials, token: string, more: Parameters = {}, headers: Record<string, string> = {}) {
  const form = { grant_type: exchangeGrant, subject_token: token, subject_token_type: accessToken, ...more };
  return post('/token', who, form, headers);
}
const acting = async (who: ClientCredentials): Promise<Parameters> => ({
  actor_token: await own(who),
  actor_token_type: accessToken,
});
const isActive = async (token: string): Promise<unknown> =>
  (await post('/introspect', resourceServer, { token })).json['active'];

describe('a delegation (RFC 8693 §1.1, §2.2.1, §4.1)', () => {
  it('has the customer as its subject, the actors in order, and what the standard wants in the answer', async () => {
    expect(claimsIn(subject)).toMatchObject({ sub: ana.id, act: { sub: agent.client_id }, client_id: agent.client_id });
    const answer = await exchange(helper, subject, await acting(helper));
    expect(answer.json).toMatchObject({
      issued_token_type: accessToken,
      token_type: 'Bearer',
      expires_in: expect.any(Number),
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const claims = claimsIn(tokenOf(answer));
    expect(claims).toMatchObject({ sub: ana.id, client_id: helper.client_id, aud: shop, scope: both.join(' ') });
    expect(claims['act']).toEqual({ sub: helper.client_id, act: { sub: agent.client_id } });
    expect(Number(claims['exp'])).toBeLessThanOrEqual(Number(claimsIn(subject)['exp']));
  });

  it('narrows scope and audience at each hop, and never widens again', async () => {
    const narrow = tokenOf(
      await exchange(helper, subject, { ...(await acting(helper)), scope: 'orders.read', resource: shop }),
    );
    expect(claimsIn(narrow)).toMatchObject({ scope: 'orders.read', aud: shop });
    const third = await acting(deep);
    // Depth 2 is the policy of the third: two actors before it are one too many.
    expectRefusal(await exchange(deep, narrow, third), 'invalid_request');
    expectRefusal(await exchange(helper, narrow, { scope: both.join(' ') }), 'invalid_scope');
    expectRefusal(await exchange(helper, narrow, { resource: stock }), 'invalid_target');
    expectRefusal(await exchange(helper, narrow, { audience: stock }), 'invalid_target');
    expect((await exchange(helper, narrow, { audience: shop })).status).toBe(200);
  });

  it('intersects authorization details: less is given, more is refused (RFC 9396 §6)', async () => {
    const held = tokenOf(
      await post('/token', agent, {
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([payment('50.00')]),
      }),
    );
    const ask = (detail: object) => exchange(agent, held, { authorization_details: JSON.stringify([detail]) });
    expect((await ask(payment('49.99', ['status']))).json['authorization_details']).toEqual([
      payment('49.99', ['status']),
    ]);
    for (const more of [
      payment('50.01'),
      payment('50.00', ['initiate', 'status', 'cancel']),
      payment('50.00', []),
      { ...payment('50.00'), creditor: 'x' },
      { ...payment('50.00'), amount: { currency: 'USD', value: '1.00' } },
      { type: 'payment' },
    ]) {
      expectRefusal(await ask(more), 'invalid_authorization_details');
    }
  });
});

describe('an exchange is refused', () => {
  it.each<[string, () => Promise<Answered>, string]>([
    ['without subject_token', () => exchange(agent, ''), 'invalid_request'],
    ['without its type', () => exchange(agent, subject, { subject_token_type: '' }), 'invalid_request'],
    [
      'of another type',
      () => exchange(agent, subject, { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' }),
      'invalid_request',
    ],
    [
      'for an id token',
      () => exchange(agent, subject, { requested_token_type: 'urn:ietf:params:oauth:token-type:id_token' }),
      'invalid_request',
    ],
    [
      'for a refresh token',
      () => exchange(agent, subject, { requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' }),
      'invalid_request',
    ],
    ['of junk', () => exchange(agent, 'junk'), 'invalid_request'],
    ['with an actor token alone', async () => exchange(agent, '', await acting(agent)), 'invalid_request'],
    ['with an actor type alone', () => exchange(agent, subject, { actor_token_type: accessToken }), 'invalid_request'],
    [
      'with an actor token without type',
      async () => exchange(helper, subject, { actor_token: await own(helper) }),
      'invalid_request',
    ],
    [
      'with a junk actor',
      () => exchange(helper, subject, { actor_token: 'junk', actor_token_type: accessToken }),
      'invalid_request',
    ],
    ['without an actor by another client: impersonation', () => exchange(helper, subject), 'invalid_request'],
    ['by whom nobody permitted', async () => exchange(stranger, subject, await acting(stranger)), 'invalid_request'],
    ['with a stolen actor token', async () => exchange(stranger, subject, await acting(helper)), 'invalid_request'],
    [
      'with the subject as actor',
      () => exchange(helper, subject, { actor_token: subject, actor_token_type: accessToken }),
      'invalid_request',
    ],
    [
      'where the actor stands in the chain',
      async () => exchange(agent, subject, await acting(agent)),
      'invalid_request',
    ],
    ['by a resource server that holds the token', () => exchange(resourceServer, subject), 'unauthorized_client'],
  ])('%s', async (_what, run, error) => expectRefusal(await run(), error));

  it('beyond the fan-out of the policy, until a place is free again', async () => {
    const root = await consented();
    const actor = await acting(helper);
    const children = [];
    for (let child = 0; child < 3; child += 1) children.push(tokenOf(await exchange(helper, root, actor)));
    expectRefusal(await exchange(helper, root, actor), 'invalid_request');
    await post('/revoke', helper, { token: children[0] ?? '' });
    expect((await exchange(helper, root, actor)).status).toBe(200);
    // In one and the same moment, too.
    const other = await consented();
    const many = await Promise.all(Array.from({ length: 8 }, () => exchange(helper, other, actor)));
    expect(many.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  it('that would make a bearer token of a bound one (RFC 9449 §5)', async () => {
    const key = newKey();
    const proof = () => ({ dpop: dpop(key, `${url}/token`) });
    const bound = await own(agent, proof());
    expectRefusal(await exchange(agent, bound), 'invalid_dpop_proof');
    expectRefusal(await exchange(agent, bound, {}, { dpop: dpop(newKey(), `${url}/token`) }), 'invalid_request');
    const { json } = await exchange(agent, bound, {}, proof());
    expect(json['token_type']).toBe('DPoP');
    const actor = {
      actor_token: await own(helper, { dpop: dpop(key, `${url}/token`) }),
      actor_token_type: accessToken,
    };
    expectRefusal(await exchange(helper, subject, actor), 'invalid_dpop_proof');
  });
});

it('of its own token a client may have an equal or narrower one without an actor, also of one that carries act', async () => {
  const equal = tokenOf(await exchange(agent, subject, { requested_token_type: jwt }));
  expect(claimsIn(equal)).toMatchObject({ sub: ana.id, act: { sub: agent.client_id }, scope: both.join(' ') });
});

it('may_act of a token names who may act on it, and outweighs the policy of another (RFC 8693 §4.4)', async () => {
  const named = await process.addClient('named', { kind: 'agent', grant: ['client_credentials', exchangeGrant] });
  const root = await process.addClient('root', {
    grant: ['client_credentials', exchangeGrant],
    'may-act': named.client_id,
  });
  const policy = await process.addClient('by policy', {
    kind: 'agent',
    grant: ['client_credentials', exchangeGrant],
    'may-act-for': root.client_id,
  });
  const token = await own(root);
  expect(claimsIn(token)['may_act']).toEqual({ sub: named.client_id });
  expect((await exchange(named, token, await acting(named))).status).toBe(200);
  expectRefusal(await exchange(policy, token, await acting(policy)), 'invalid_request');
  expectRefusal(await exchange(named, token), 'invalid_request');
  // One that merely carries may_act is not restricted for its own client.
  expect((await exchange(root, token)).status).toBe(200);
});

describe('introspection (RFC 7662 §2)', () => {
  it('says what the token says, to a resource server and to the client it belongs to', async () => {
    const { json, headers, status } = await post('/introspect', resourceServer, {
      token: subject,
      token_type_hint: 'nonsense',
    });
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(json).toEqual({ active: true, token_type: 'Bearer', ...claimsIn(subject) });
    expect((await post('/introspect', agent, { token: subject })).json['active']).toBe(true);
  });

  it('tells nobody else anything, and of what is dead or unknown nothing at all (§2.2)', async () => {
    const refresh = String((await grants()).json['refresh_token']);
    for (const [who, token] of [
      [stranger, subject],
      [resourceServer, 'junk'],
      [resourceServer, `${subject}x`],
      [resourceServer, 'nhi_at_unknown'],
      [stranger, refresh],
    ] as const) {
      const { status, text } = await post('/introspect', who, { token });
      expect([status, text]).toEqual([200, '{"active":false}']);
    }
  });

  it('of an API key says who it is, and that it is dead once it is disabled', async () => {
    const made = await process.nhi('client', 'add', '--name', 'report', '--kind', 'api_key', '--scope', 'orders.read');
    const token = String(made['api_key']);
    const { json } = await post('/introspect', resourceServer, { token });
    expect(json).toMatchObject({ active: true, sub: made['client_id'], scope: 'orders.read' });
    await post('/revoke', agent, { token });
    expect(await isActive(token)).toBe(true);
    await process.nhi('client', 'disable', String(made['client_id']));
    expect(await isActive(token)).toBe(false);
  });

  it('needs a caller who authenticates, and a token (§2.1, §2.3)', async () => {
    expectRefusal(await ask(url, '/introspect', { form: { token: subject } }), 'invalid_client', 401);
    expectRefusal(
      await ask(url, '/introspect', { form: { token: subject }, headers: basic('x', 'y') }),
      'invalid_client',
      401,
    );
    expectRefusal(await post('/introspect', agent, {}), 'invalid_request');
    expectRefusal(await post('/introspect', agent, { token: ['a', 'b'] }), 'invalid_request');
  });
});

describe('revocation (RFC 7009 §2)', () => {
  it('answers 200 to everything that an authenticated client shows, and does nothing to what is not its own', async () => {
    for (const token of ['junk', 'nhi_rt_unknown', `${subject}x`]) {
      const { status, text } = await post('/revoke', agent, { token });
      expect([status, text]).toEqual([200, '']);
    }
    expect((await post('/revoke', stranger, { token: subject })).status).toBe(200);
    expect(await isActive(subject)).toBe(true);
    expectRefusal(await post('/revoke', agent, {}), 'invalid_request');
    expectRefusal(
      await ask(url, '/revoke', { form: { token: subject }, headers: basic('x', 'y') }),
      'invalid_client',
      401,
    );
  });

  it('takes what came of the token along, and nothing beside it', async () => {
    const [root, other] = [await consented(), await consented()];
    const child = tokenOf(await exchange(helper, root, await acting(helper)));
    const leaf = tokenOf(await exchange(helper, child));
    const beside = tokenOf(await exchange(helper, other, await acting(helper)));
    await post('/revoke', agent, { token: root, token_type_hint: 'refresh_token' });
    expect(await Promise.all([root, child, leaf].map(isActive))).toEqual([false, false, false]);
    expect(await Promise.all([other, beside].map(isActive))).toEqual([true, true]);
    expectRefusal(await exchange(helper, child), 'invalid_request');
  });

  it('takes with a refresh token the whole authorization (§2.1)', async () => {
    const { json } = await grants();
    const [access, refresh] = [String(json['access_token']), String(json['refresh_token'])];
    await post('/revoke', agent, { token: refresh });
    expect(await isActive(access)).toBe(false);
    expectRefusal(
      await post('/token', agent, { grant_type: 'refresh_token', refresh_token: refresh }),
      'invalid_grant',
    );
  });

  it('of a client, of a customer and of a consent takes everything of theirs', async () => {
    const root = await consented();
    const child = tokenOf(await exchange(helper, root, await acting(helper)));
    const [ofHelper, ofStranger] = [await own(helper), await own(stranger)];
    await process.nhi('client', 'revoke', helper.client_id);
    expect(await Promise.all([child, ofHelper, root, ofStranger].map(isActive))).toEqual([false, false, true, true]);
    await process.nhi('human', 'revoke', ana.id);
    expect(await Promise.all([root, ofStranger].map(isActive))).toEqual([false, true]);
    const last = await consented();
    await process.nhi('consent', 'withdraw', '--human', ana.id);
    expect(await Promise.all([last, ofStranger].map(isActive))).toEqual([false, true]);
    const { tokens } = await process.nhi('token', 'list', '--human', ana.id);
    expect(tokens).toEqual([]);
  });
});
