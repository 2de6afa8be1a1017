import { decodeJwt } from 'jose';
import { describe, expect, it, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed, type TestKey } from '#test/support/forged-jwts.ts';
import { testIssuer } from '#test/support/issuer-builders.ts';
import { bearerGrant, issuerInMemory, type Parameters } from '#test/support/issuer-in-memory.ts';

const [key, otherKey] = [aSigningKey('ES256'), aSigningKey('ES256')];
const platform = 'https://ci.example';
const subject = 'repo:shop:branch:main';

function start() {
  const issuer = issuerInMemory();
  const trusts = [{ issuer: platform, subject, keys: [key.publicJwk] }];
  issuer.addClient({
    id: 'deploy',
    kind: 'workload',
    auth: 'none',
    secrets: [],
    grants: [bearerGrant],
    scopes: ['deploy'],
    defaultScopes: ['deploy'],
    trusts,
  });
  issuer.addClient({ id: 'other', grants: [bearerGrant] });
  const ask = (assertion: string, parameters: Parameters = {}, as = 'deploy') =>
    issuer.post('/token', as, { grant_type: bearerGrant, assertion, ...parameters });
  return { ...issuer, ask };
}

let count = 0;
function assertion(claims: object = {}, by: TestKey = key): string {
  count += 1;
  const genuine = { iss: platform, sub: subject, aud: testIssuer, exp: testNow / 1000 + 60, jti: `run-${count}` };
  return sealed({ alg: by.algorithm }, { ...genuine, ...claims }, by);
}

describe('an assertion of a trusted issuer', () => {
  it('gives the workload a token of its own', async () => {
    const { ask, events } = start();
    const { status, body } = await ask(assertion());
    expect({ status, scope: body['scope'] }).toEqual({ status: 200, scope: 'deploy' });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ sub: 'deploy', client_id: 'deploy' });
    expect(events.at(-1)).toMatchObject({ client: 'deploy', details: { trusted: { issuer: platform, subject } } });
  });

  it('works once, also when the request fails for another reason', async () => {
    const { ask } = start();
    const text = assertion();
    expect((await ask(text, { scope: 'more' })).body['error']).toBe('invalid_scope');
    expect((await ask(text)).body['error']).toBe('invalid_grant');
    const twice = assertion();
    const answers = await Promise.all([ask(twice), ask(twice)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test.each<[string, string]>([
    ['another issuer', assertion({ iss: 'https://ci.example.evil' })],
    ['an issuer that looks alike', assertion({ iss: 'https://ci.example/' })],
    ['another subject', assertion({ sub: 'repo:shop:branch:evil' })],
    ['another audience', assertion({ aud: 'https://other.example' })],
    ['another key', assertion({}, otherKey)],
    ['an end that is past', assertion({ exp: testNow / 1000 })],
    ['no name', assertion({ jti: undefined })],
    ['no JWT', 'assertion'],
    [
      'the type of a client authentication',
      sealed(
        { alg: 'ES256', typ: 'client-authentication+jwt' },
        { iss: platform, sub: subject, aud: testIssuer, exp: testNow / 1000 + 60, jti: 'x' },
        key,
      ),
    ],
  ])('is refused with %s (RFC 7523 §3.1)', async (_name, text) => {
    const { ask, state } = start();
    expect(await ask(text)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(state.tokens.size).toBe(0);
  });

  it('stands for no other client', async () => {
    const { ask } = start();
    expect((await ask(assertion(), {}, 'other')).body['error']).toBe('invalid_grant');
  });
});
