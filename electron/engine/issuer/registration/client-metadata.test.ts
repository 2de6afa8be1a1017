import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { aClient } from '#test/support/issuer-builders.ts';
import { metadataOf, readMetadata } from './client-metadata.ts';

const hash = {
  sha256: (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex'),
  incremental: () => {
    throw new Error('not used');
  },
};
const allowed = ['orders.read', 'orders.write'];
const read = (given: Readonly<Record<string, unknown>>) => readMetadata(given, allowed, { hash });
const back = 'http://127.0.0.1/back';
const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const machine = { grant_types: ['client_credentials'] };

function refusalOf(given: Readonly<Record<string, unknown>>): string {
  try {
    read(given);
  } catch (error) {
    if (error instanceof OAuthError) return `${error.code}: ${error.description}`;
    throw error;
  }
  return 'taken';
}

describe('client metadata', () => {
  it('has the defaults of RFC 7591 §2', () => {
    expect(read({ redirect_uris: [back] })).toEqual({
      name: 'Registered client',
      auth: 'client_secret_basic',
      grants: ['authorization_code'],
      scopes: allowed,
      redirectUris: [back],
      keys: [],
      detailTypes: [],
      dpopBound: false,
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a jwks_uri, public', { ...machine, jwks_uri: 'https://example.com/jwks' }, 'jwks_uri is not supported'],
    ['a jwks_uri, private', { ...machine, jwks_uri: 'http://169.254.169.254/' }, 'jwks_uri is not supported'],
    ['a software statement', { ...machine, software_statement: 'a.b.c' }, 'software_statement is not supported'],
    ['a grant type of its own', { grant_types: ['password'] }, 'a grant type is not supported'],
    ['implicit', { grant_types: ['implicit'], response_types: ['token'] }, 'a grant type is not supported'],
    ['a response type without a code', { ...machine, response_types: ['code'] }, 'response_types does not fit'],
    ['id_token', { redirect_uris: [back], response_types: ['code', 'id_token'] }, 'response_types does not fit'],
    ['refresh without a code', { grant_types: ['refresh_token'] }, 'refresh_token comes with authorization_code'],
    ['a public machine', { ...machine, token_endpoint_auth_method: 'none' }, 'client_credentials needs a client'],
    ['an unknown method', { ...machine, token_endpoint_auth_method: 'tls_client_auth' }, 'token_endpoint_auth_method'],
    ['a method that is a list', { ...machine, token_endpoint_auth_method: ['none'] }, 'is no text, or too long'],
    ['a key without keys', { ...machine, token_endpoint_auth_method: 'private_key_jwt' }, 'private_key_jwt needs jwks'],
    ['jwks that is a list', { ...machine, jwks: [key] }, 'jwks is no JWK set'],
    ['a private key', { ...machine, jwks: { keys: [{ ...key, d: 'AAAA' }] } }, 'a key in jwks cannot be used'],
    ['a symmetric key', { ...machine, jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }, 'a key in jwks cannot be used'],
    ['eleven keys', { ...machine, jwks: { keys: Array.from({ length: 11 }, () => key) } }, 'jwks is no JWK set'],
    ['a scope that is not admitted', { ...machine, scope: 'orders.read admin' }, 'scope goes beyond'],
    ['a scope that is a list', { ...machine, scope: ['orders.read'] }, 'is no text, or too long'],
    ['alg none', { ...machine, token_endpoint_auth_signing_alg: 'none' }, 'is not supported'],
    ['alg HS256', { ...machine, token_endpoint_auth_signing_alg: 'HS256' }, 'is not supported'],
    ['a script for a logo', { ...machine, logo_uri: 'javascript:alert(1)' }, 'logo_uri is no web address'],
    ['data for a policy', { ...machine, policy_uri: 'data:text/html,x' }, 'policy_uri is no web address'],
    ['a name that turns round', { ...machine, client_name: 'knab\u202e' }, 'characters that cannot be seen'],
    ['a name that hides', { ...machine, client_name: 'b\u200bank' }, 'characters that cannot be seen'],
    ['a name of two lines', { ...machine, client_name: 'a\nb' }, 'characters that cannot be seen'],
    ['a name without end', { ...machine, client_name: 'x'.repeat(201) }, 'is no text, or too long'],
    ['a flag that is text', { ...machine, dpop_bound_access_tokens: 'true' }, 'is neither true nor false'],
  ])('%s is refused', (_name, given, description) => {
    expect(refusalOf(given)).toMatch(/^invalid_client_metadata: /);
    expect(refusalOf(given)).toContain(description);
  });

  it.each<[string, unknown]>([
    ['none', []],
    ['too many', Array.from({ length: 21 }, (_, i) => `${back}/${i}`)],
    ['a script', ['javascript:alert(1)']],
    ['a fragment', [`${back}#token`]],
    ['plain http elsewhere', ['http://shop.example/back']],
    ['a relative one', ['/back']],
    ['a wildcard', ['https://*.example/back']],
    ['one with credentials', ['https://user:pass@shop.example/back']],
  ])('redirect URIs: %s are refused', (_name, uris) => {
    expect(refusalOf({ redirect_uris: uris })).toMatch(/^invalid_redirect_uri: /);
  });

  it('never throws anything but a refusal, and what it takes it says again', () => {
    const member = fc.constantFrom(
      'client_name',
      'redirect_uris',
      'grant_types',
      'response_types',
      'scope',
      'jwks',
      'token_endpoint_auth_method',
      'dpop_bound_access_tokens',
      'authorization_details_types',
      'client_uri',
      '__proto__',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom([back], machine.grant_types, ['code'], 'none', 'orders.read'),
    );
    fc.assert(
      fc.property(fc.dictionary(member, value), (given) => {
        if (refusalOf(given) !== 'taken') return;
        const once = read(given);
        // Members that have no value are left out of an answer: scope for a client that may ask for nothing.
        const again = read(metadataOf(aClient(once)));
        expect(again).toEqual(once.scopes.length === 0 ? { ...once, scopes: allowed } : once);
      }),
      { numRuns: 500 },
    );
  });
});
