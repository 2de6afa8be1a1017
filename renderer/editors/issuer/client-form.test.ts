import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientRow, clientPolicy, issuer } from '#shared/contract/issuer.ts';
import { changeOf, formOf, kinds, newForm, newTrust, settingsOf, withKind } from './client-form.ts';
import { changeProblems, problemsOf } from './client-problems.ts';

const key = { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' };

describe('the form of a new client', () => {
  it.each(kinds)('begins for %s with values that need only a name and what only people know', (kind) => {
    const form = {
      ...newForm(kind),
      name: 'one',
      redirectUris: 'http://127.0.0.1:9/back',
      keys: JSON.stringify(key),
    };
    expect(problemsOf(form)).toEqual({});
    expect(issuer.createClient.input.safeParse(settingsOf(form)).error).toBeUndefined();
  });

  it('gives an agent what it needs to act for a human and to hand on', () => {
    const { grants, depth } = newForm('agent');
    expect(grants).toContain('authorization_code');
    expect(grants).toContain('urn:ietf:params:oauth:grant-type:token-exchange');
    expect(depth).toBe('2');
  });

  it('keeps what was typed when the kind changes', () => {
    const typed = { ...newForm('oauth_client'), name: 'ledger', scopes: 'a b', dpopBound: true };
    const changed = withKind(typed, 'api_key');
    expect(changed).toMatchObject({ kind: 'api_key', name: 'ledger', scopes: 'a b', grants: [], expiresInDays: '90' });
    expect(changed.dpopBound).toBe(false);
  });

  it('says of each field what is wrong with it', () => {
    const form = {
      ...newForm('agent'),
      scopes: 'orders.read "quoted"',
      defaultScopes: 'payments',
      resources: 'not a uri',
      auth: 'private_key_jwt' as const,
      keys: JSON.stringify({ ...key, d: 'secret' }),
      accessMinutes: '61',
      depth: '1.5',
      expiresInDays: '0',
    };
    expect(problemsOf(form)).toEqual({
      name: expect.any(String),
      scopes: '"quoted" is no scope (RFC 6749 §3.3).',
      defaultScopes: 'payments is not among its scopes.',
      resources: 'not is no absolute URI.',
      redirectUris: 'The authorization code grant needs an address to come back to.',
      keys: 'This is a private key. Paste only its public part.',
      accessMinutes: expect.any(String),
      depth: expect.any(String),
      expiresInDays: expect.any(String),
    });
  });

  it.each([
    ['one key', JSON.stringify(key), 1],
    ['a list', JSON.stringify([key, key]), 2],
    ['a JWK Set', JSON.stringify({ keys: [key] }), 1],
  ])('reads %s', (_name, keys, count) => {
    expect(settingsOf({ ...newForm('workload'), name: 'w', keys }).keys).toHaveLength(count);
  });

  it('asks for limits in seconds', () => {
    const limits = { refreshIdleDays: '2', refreshDays: '14', fanOut: '3', exchangeTo: 'https://stock.example/' };
    expect(settingsOf({ ...newForm('agent'), name: 'a', ...limits }).policy).toMatchObject({
      refreshIdle: 172_800,
      refreshAbsolute: 1_209_600,
      fanOut: 3,
      exchangeTo: ['https://stock.example/'],
    });
  });

  it('never asks for what the contract refuses once it sees no problem', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', '.', ' ', '"', ':', '/', 'http://x', '\n', ','),
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.record({
          kind: fc.constantFrom(...kinds),
          name: words,
          scopes: words,
          resources: words,
          redirectUris: words,
          keys: fc.oneof(words, fc.constant(JSON.stringify(key))),
          accessMinutes: fc.constantFrom('', '5', '60', '61', 'x'),
          depth: fc.constantFrom('', '0', '8', '9', '-1'),
          expiresInDays: fc.constantFrom('', '1', '3650', '3651'),
        }),
        (typed) => {
          const form = { ...newForm(typed.kind), ...typed };
          if (Object.keys(problemsOf(form)).length > 0) return;
          expect(issuer.createClient.input.safeParse(settingsOf(form)).error).toBeUndefined();
        },
      ),
    );
  });
});

describe('the form of a client that is there', () => {
  // The ids are made here, of the right form.
  const client = {
    id: 'cli_1',
    identity: 'idn_1',
    kind: 'agent',
    name: 'ledger',
    status: 'active',
    createdAt: 0,
    auth: 'private_key_jwt',
    grants: ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
    scopes: ['a', 'b'],
    defaultScopes: ['a'],
    resources: ['https://shop.example/api'],
    detailTypes: ['payment'],
    redirectUris: [],
    mayActFor: [],
    mayIntrospect: false,
    dpopBound: true,
    opaque: false,
    owner: null,
    origin: 'analyst',
    policy: { ...clientPolicy.parse({}), accessTtl: 90, fanOut: 7, refreshIdle: 90 },
    trusts: [
      { issuer: 'https://ci.example', subject: 'job', keys: [key] },
      { issuer: 'https://cluster.example', subject: 'pod', keys: [key] },
    ],
    credentials: [],
    liveTokens: 0,
    lastUsedAt: null,
  } as unknown as ClientRow;

  it('asks for nothing while nothing is changed, though a value fits no field', () => {
    const form = formOf(client);
    expect(form.accessMinutes).toBe('1.5');
    expect(changeOf(form, client)).toEqual({});
    expect(changeProblems(form, client)).toEqual({});
  });

  it('asks for what was changed and for nothing else', () => {
    const form = { ...formOf(client), name: 'Ledger 2', scopes: 'a', owner: 'ana', humanApproves: 'a' };
    const change = { name: 'Ledger 2', scopes: ['a'], owner: 'ana', policy: { humanApproves: ['a'] } };
    expect(changeOf(form, client)).toEqual(change);
    expect(issuer.updateClient.input.safeParse({ id: `cli_${'a'.repeat(22)}`, change }).error).toBeUndefined();
  });

  it('shows everybody whom it trusts, and changes, adds and removes each', () => {
    const form = formOf(client);
    const [ci = newTrust, cluster = newTrust] = form.trusts;
    expect([form.trusts.length, ci.subject, cluster.issuer]).toEqual([2, 'job', 'https://cluster.example']);
    const [first, second] = client.trusts;
    const changed = { ...form, trusts: [ci, { ...cluster, subject: 'deploy' }] };
    expect(changeOf(changed, client)).toEqual({ trusts: [first, { ...second, subject: 'deploy' }] });
    const added = { ...form, trusts: [ci, cluster, { ...ci, subject: 'nightly' }] };
    expect(changeOf(added, client)).toEqual({ trusts: [first, second, { ...first, subject: 'nightly' }] });
    expect(changeProblems(added, client)).toEqual({});
    expect(changeOf({ ...form, trusts: [cluster] }, client)).toEqual({ trusts: [second] });
  });

  it('says of each whom it trusts what is wrong', () => {
    const form = formOf(client);
    const [ci = newTrust] = form.trusts;
    const privateKeys = { ...ci, subject: 'other', keys: JSON.stringify({ ...key, d: 'secret' }) };
    expect(changeProblems({ ...form, trusts: [ci, newTrust, ci, privateKeys] }, client)).toEqual({
      'trusts.1.issuer': expect.any(String),
      'trusts.1.subject': expect.any(String),
      'trusts.1.keys': expect.any(String),
      'trusts.2.subject': 'This issuer and subject is named twice.',
      'trusts.3.keys': 'This is a private key. Paste only its public part.',
    });
  });

  it('finds fault with what was changed', () => {
    const form = { ...formOf(client), accessMinutes: '61', scopes: 'b', keys: '{' };
    expect(Object.keys(changeProblems(form, client)).sort()).toEqual(['accessMinutes', 'defaultScopes', 'keys']);
    const other = { ...client, auth: 'client_secret_basic' } as ClientRow;
    expect(changeProblems({ ...formOf(other), auth: 'private_key_jwt' }, other)).toEqual({ keys: expect.any(String) });
  });
});
