import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Client } from '#engine/issuer/model.ts';
import { type CallInput, callSpec } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { aClient } from '#test/support/issuer-builders.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { type ClientChange, changedSettings, settingsOf } from './client-settings.ts';

const { hash } = createTestSystem();
const known = new Map([['parent', aClient({ id: 'parent' })]]);
type Wanted = CallInput<'issuer.createClient'>;

const create = (wanted: Partial<Wanted>) =>
  settingsOf(callSpec('issuer.createClient')?.input.parse({ name: 'App', ...wanted }) as never, known, hash); // Its own schema.
const change = (client: Client, named: CallInput<'issuer.updateClient'>['change']) => {
  const request = callSpec('issuer.updateClient')?.input.parse({ id: client.id, change: named });
  return changedSettings(client, (request as { change: ClientChange }).change, known, hash); // Its own schema.
};

function refusalOf(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicJwk = { ...publicKey.export({ format: 'jwk' }), alg: 'ES256' };
const privateJwk = { ...privateKey.export({ format: 'jwk' }), alg: 'ES256' };
const trust = { issuer: 'https://ci.example', subject: 'job', keys: [publicJwk] };
const back = ['http://127.0.0.1:9000/back'];

describe('a new client', () => {
  it.each<[string, Partial<Wanted>, readonly string[]]>([
    ['an OAuth client', {}, ['client_credentials']],
    ['an agent', { kind: 'agent' }, ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange']],
    ['an API key', { kind: 'api_key' }, []],
    ['a public client', { auth: 'none' }, []],
  ])('that is %s has the grants that such a one needs', (_what, wanted, grants) => {
    expect(create(wanted).grants).toEqual(grants);
  });

  it.each<[string, Partial<Wanted>]>([
    ['jwks', { auth: 'private_key_jwt' }],
    ['jwks', { auth: 'private_key_jwt', keys: [privateJwk] }],
    ['jwks', { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }],
    ['default_scope', { scopes: ['a'], defaultScopes: ['b'] }],
    ['grant_types', { kind: 'api_key', grants: ['client_credentials'] }],
    ['grant_types', { grants: ['refresh_token'] }],
    ['token_endpoint_auth_method', { auth: 'none', grants: ['client_credentials'] }],
    ['may_introspect', { auth: 'none', mayIntrospect: true }],
    ['redirect_uris', { grants: ['authorization_code'] }],
    ['redirect_uris', { redirectUris: ['http://shop.example/back'] }],
    ['redirect_uris', { redirectUris: ['https://shop.example/back#here'] }],
    ['redirect_uris', { redirectUris: ['https://*.example/back'] }],
    ['redirect_uris', { redirectUris: ['/back'] }],
    ['redirect_uris', { redirectUris: [' https://shop.example/back'] }],
    ['redirect_uris', { redirectUris: ['https://shop.example/\tback'] }],
    ['redirect_uris', { redirectUris: ['javascript:alert(1)'] }],
    ['resource', { resources: ['shop'] }],
    ['resource', { resources: ['https://shop.example/#a'] }],
    ['resource', { resources: ['https://shop.example '] }],
    ['resource', { policy: { exchangeTo: ['stock'] } }],
    ['may_act_for', { mayActFor: ['nobody'] }],
    ['trusts', { grants: ['urn:ietf:params:oauth:grant-type:jwt-bearer'] }],
    ['trusts', { trusts: [trust, { ...trust, keys: [publicJwk, publicJwk] }] }],
    ['trusts', { trusts: [{ ...trust, keys: [privateJwk] }] }],
  ])('is refused by the field that is wrong: %s (%#)', (field, wanted) => {
    const refusal = refusalOf(() => create(wanted));
    expect([refusal.code, refusal.details['field']]).toEqual(['input.invalid', field]);
    expect(refusal.message).toContain(field);
  });

  it.each<[Partial<Wanted>]>([
    [{ redirectUris: ['https://shop.example/back?x=1', 'http://[::1]:1/b', 'com.example.app:/back'] }],
    [{ auth: 'private_key_jwt', keys: [publicJwk] }],
    [{ grants: ['authorization_code', 'refresh_token'], redirectUris: back }],
    [{ resources: ['https://shop.example', 'urn:example:stock'], mayActFor: ['parent'] }],
    [{ grants: ['urn:ietf:params:oauth:grant-type:jwt-bearer'], trusts: [trust, { ...trust, subject: 'other' }] }],
  ])('may be like that (%#)', (wanted) => {
    expect(() => create(wanted)).not.toThrow();
  });

  it('names everything once', () => {
    const settings = create({
      scopes: ['a', 'a', 'b'],
      resources: ['urn:x', 'urn:x'],
      owner: '',
      mayActFor: ['parent', 'parent'],
    });
    expect(settings).toMatchObject({ scopes: ['a', 'b'], resources: ['urn:x'], owner: null, mayActFor: ['parent'] });
  });
});

describe('a change', () => {
  const client = aClient({
    id: 'app',
    scopes: ['a', 'b'],
    defaultScopes: ['a'],
    redirectUris: back,
    grants: ['authorization_code'],
    mayActFor: ['gone'],
    mayIntrospect: true,
    owner: 'Ada',
    policy: { ...aClient().policy, accessTtl: 60, depth: 2 },
  });

  it('leaves alone what it does not name, within the policy, too', () => {
    expect(change(client, {})).toMatchObject({
      scopes: client.scopes,
      redirectUris: back,
      mayIntrospect: true,
      owner: 'Ada',
      mayActFor: ['gone'],
      policy: client.policy,
    });
    expect(change(client, { name: 'New', policy: { depth: 3 } })).toMatchObject({
      name: 'New',
      defaultScopes: ['a'],
      policy: { accessTtl: 60, depth: 3 },
    });
    expect(change(client, { scopes: [], defaultScopes: [], owner: null })).toMatchObject({ scopes: [], owner: null });
  });

  it.each<[string, Client, CallInput<'issuer.updateClient'>['change']]>([
    ['default_scope', client, { scopes: ['b'] }],
    ['redirect_uris', client, { redirectUris: [] }],
    ['may_act_for', client, { mayActFor: ['nobody'] }],
    ['jwks', client, { auth: 'private_key_jwt' }],
    [
      'token_endpoint_auth_method',
      aClient({ kind: 'api_key', auth: 'none', grants: [] }),
      { auth: 'client_secret_basic' },
    ],
  ])('is refused where the client could not be made like that: %s', (field, before, named) => {
    expect(refusalOf(() => change(before, named)).details['field']).toBe(field);
  });
});
