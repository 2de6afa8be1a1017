import { expect, test } from 'vitest';
import type { Change, Client, Token } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { aClient, aToken, testIssuer } from '#test/support/issuer-builders.ts';
import { createMemoryLedger } from '#test/support/memory-ledger.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { claimsOf, mint, type TokenDraft } from './access-token.ts';
import { createSigner } from './keystore.ts';
import { newOpaqueValue } from './opaque-value.ts';
import { readAccessToken, readToken } from './read-token.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

const settings = { algorithm: 'EdDSA', registration: false, dpopNonces: false, assertionAudience: 'issuer' } as const;

function start() {
  const system = createTestSystem({ now: testNow });
  const state = new IssuerRegister();
  const ledger = createMemoryLedger(state, system.clock);
  const signer = createSigner({ ...system, folder: '/w/keys/issuer', state, ledger });
  const { random, hash } = system;
  const verified = createVerifiedTokens(state, hash);
  const ports = { issuer: testIssuer, state, signer, settings, random, hash, verified };
  const apply = (...issuer: Change[]) =>
    state.apply({ at: new Date(system.clock.now()).toISOString(), data: { issuer } });
  apply({ is: 'client', client: aClient() });
  const issue = async (values: Partial<Token> = {}): Promise<{ readonly token: Token; readonly value: string }> => {
    const { jti: _jti, kid: _kid, iss: _iss, ...draft } = aToken(values);
    const minted = await mint(draft satisfies TokenDraft, ports);
    apply({ is: 'token', token: minted.token });
    return minted;
  };
  const read = (value: string, at = system.clock.now()) => readAccessToken(value, ports, at);
  const reasonOf = async (value: string, at = system.clock.now()): Promise<string> => {
    const presented = await read(value, at);
    return presented.is === 'refused' ? presented.reason : presented.is;
  };
  return { ...ports, clock: system.clock, apply, issue, read, reasonOf };
}

test.each([
  ['a JWT', {}, 'access'],
  ['an opaque token', { opaque: true }, 'access'],
  ['a refresh token', { kind: 'refresh' as const }, 'refresh'],
])('%s is read as what it was issued as', async (_name, values, kind) => {
  const issuer = start();
  const { token, value } = await issuer.issue(values);
  expect(await readToken(value, issuer, testNow)).toEqual({ is: 'token', token });
  const access = await issuer.read(value);
  expect(access).toEqual(
    kind === 'access' ? { is: 'token', token } : { is: 'refused', reason: 'a refresh token is no access token', token },
  );
  expect(JSON.stringify(token)).not.toContain(value);
});

test('a token dies when the state says so, and is then known but refused', async () => {
  const issuer = start();
  const { token, value } = await issuer.issue();
  const { value: opaque } = await issuer.issue({ opaque: true });
  expect(await issuer.reasonOf(value, token.expiresAt - 1)).toBe('token');
  expect(await issuer.reasonOf(value, token.expiresAt)).toBe('the token is dead: expired');
  issuer.apply({ is: 'token_revoked', jti: token.jti });
  expect(await issuer.read(value)).toEqual({ is: 'refused', reason: 'the token is dead: revoked', token });
  expect(await issuer.reasonOf(opaque)).toBe('token');
  issuer.apply({ is: 'client', client: aClient({ epoch: 1 }) });
  expect(await issuer.reasonOf(opaque)).toBe('the token is dead: client_revoked');
});

test('a JWT outlives the rotation of its key and not the retirement', async () => {
  const issuer = start();
  const { token, value } = await issuer.issue();
  await issuer.signer.rotate('EdDSA');
  expect(await issuer.reasonOf(value)).toBe('token');
  await issuer.signer.retire(token.kid ?? '');
  expect(await issuer.reasonOf(value)).toBe('kid names no key of this issuer');
});

test('claims that were never issued are refused though our own key signed them', async () => {
  const issuer = start();
  const { token } = await issuer.issue({ actors: ['agent'], jkt: 'jkt' });
  const claims = claimsOf(token);
  const changes: readonly object[] = [
    { sub: 'admin' },
    { scope: 'orders:read orders:write' },
    { exp: 4_102_444_800 },
    { iat: 0 },
    { aud: [testIssuer] },
    { aud: 'http://rs.test' },
    { iss: 'http://127.0.0.1:1' },
    { client_id: 'other' },
    { act: undefined },
    { act: { sub: 'agent', act: { sub: 'more' } } },
    { cnf: undefined },
    { cnf: { jkt: 'jkt', x: 1 } },
    { may_act: { sub: 'me' } },
    { extra: 1 },
  ];
  for (const change of changes) {
    const forged = await issuer.signer.sign('EdDSA', 'at+jwt', { ...claims, ...change });
    expect(await issuer.reasonOf(forged)).toBe('the claims are not those of the token that was issued');
  }
  const reordered = Object.fromEntries(Object.entries(claims).reverse());
  expect(await issuer.reasonOf(await issuer.signer.sign('EdDSA', 'at+jwt', reordered))).toBe('token');
  expect(await issuer.reasonOf(await issuer.signer.sign('EdDSA', 'at+jwt', { ...claims, jti: 'x' }))).toBe(
    'no such token is known',
  );
});

test('the tokens of another issuer, of another address and of another key are not ours', async () => {
  const issuer = start();
  const { token, value } = await issuer.issue();
  const { value: opaque } = await issuer.issue({ opaque: true });
  for (const each of [value, opaque]) {
    const elsewhere = await readToken(each, { ...issuer, issuer: 'http://127.0.0.1:9999' }, testNow);
    expect(elsewhere).toMatchObject({ is: 'refused', reason: 'the token was issued under another issuer identifier' });
    expect(await start().reasonOf(each)).toMatch(/^(no such token is known|kid names no key of this issuer)$/);
  }
  const foreign = aSigningKey('EdDSA');
  const header = { alg: 'EdDSA', typ: 'at+jwt', kid: token.kid };
  expect(await issuer.reasonOf(sealed(header, claimsOf(token), foreign))).toBe('the signature is wrong');
});

test('a jti is no opaque value, and a value of one kind is none of another', async () => {
  const issuer = start();
  const { token, value } = await issuer.issue({ opaque: true });
  const { value: refresh } = await issuer.issue({ kind: 'refresh' });
  expect(await issuer.reasonOf(token.jti)).toBe('the JWT has not three parts');
  expect(await issuer.reasonOf(value.replace('nhi_at_', 'nhi_rt_'))).toBe('no such token is known');
  expect(await issuer.reasonOf(refresh.replace('nhi_rt_', 'nhi_at_'))).toBe('no such token is known');
  expect(await issuer.reasonOf(value.replace('nhi_at_', 'nhi_cs_'))).toBe('the value is a secret, not a token');
  for (const each of ['', 'nhi_at_', `${value} `, `${value}A`, value.toUpperCase()]) {
    expect(await issuer.reasonOf(each)).toMatch(/JWT/);
  }
});

test('an API key is read until it expires, is disabled, or is withdrawn', async () => {
  const issuer = start();
  const value = newOpaqueValue('apiKey', issuer.random);
  const secret = {
    id: 'key-1',
    hash: issuer.hash.sha256(value),
    prefix: value.slice(0, 12),
    createdAt: testNow,
    expiresAt: testNow + 1000,
  };
  const put = (values: Partial<Client> = {}): Client => {
    const client = aClient({ id: 'report', kind: 'api_key', auth: 'none', secrets: [secret], ...values });
    issuer.apply({ is: 'client', client });
    return client;
  };
  const client = put();
  expect(await issuer.read(value)).toEqual({ is: 'api_key', client, secret });
  expect(await issuer.reasonOf(value, testNow + 1000)).toBe('the API key report has expired');
  put({ status: 'disabled' });
  expect(await issuer.reasonOf(value)).toBe('the API key report is disabled');
  put({ kind: 'agent' });
  expect(await issuer.reasonOf(value)).toBe('no such API key is known');
  put({ secrets: [] });
  expect(await issuer.reasonOf(value)).toBe('no such API key is known');
});
