import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Registration } from '#shared/model/registration.ts';
import {
  aCredential,
  aGrant,
  anIdentity,
  aRegistration,
  aScope,
  daysAgo,
  identityIdOf,
} from '#test/support/builders.ts';
import { domainOf, isLoopback, strangeAddresses } from './redirects.ts';
import { beyondConsent, type RegistrationTrait, traitBits, traitsOf } from './registration-traits.ts';
import { serverHomes, twinKey, twinsOf } from './registration-twins.ts';

const unsaid = unknown('not_in_export');
const names = Object.keys(traitBits) as RegistrationTrait[];
function traits(registration: Partial<Registration>, identity: Partial<Identity> = {}): readonly string[] {
  const bits = traitsOf(anIdentity({ registration: aRegistration(registration), ...identity }));
  return names.filter((name) => (bits & traitBits[name]) !== 0);
}

const refreshing = (values: Partial<NonNullable<Identity['tokenPolicy']>>): Partial<Identity> => ({
  tokenPolicy: {
    accessTtl: 300,
    refreshAbsolute: 86_400,
    refreshIdle: 3600,
    refreshRotation: true,
    offline: true,
    accessTtlFrom: 'client',
    ...values,
  },
});
const open: Partial<Registration> = { clientType: 'public', authMethod: 'none' };

describe('what a registration is known to be', () => {
  it('fits into a column of 32 bits', () => {
    expect(names.length).toBeLessThanOrEqual(31);
  });

  it('is nothing without a registration, and nothing bad where all is as it should be', () => {
    expect(traitsOf(anIdentity())).toBe(0);
    expect(traits({})).toEqual(['confidential', 'code']);
  });

  it('is nothing that no source says', () => {
    const server = { registration: unsaid, documents: unsaid, challengeMethods: unsaid, namesIssuer: unsaid };
    const names = { redirectUris: unsaid, redirectMatch: unsaid, grantTypes: unsaid, responseTypes: unsaid };
    const others = { audiences: unsaid, authMethod: unsaid, clientType: unsaid, applicationType: unsaid };
    const rest = { pkce: unsaid, clientUri: unsaid, way: unsaid, changedAt: unsaid, server };
    expect(traits({ ...names, ...others, ...rest })).toEqual([]);
  });

  const cases: readonly (readonly [string, Partial<Registration>, Partial<Identity>, RegistrationTrait, boolean])[] = [
    ['a token in the front channel', { responseTypes: ['id_token token'] }, {}, 'implicit', true],
    ['an ID token alone', { responseTypes: ['id_token'] }, {}, 'implicit', false],
    ['a password', { grantTypes: ['password'] }, {}, 'password', true],
    [
      'a password, in Auth0’s words',
      { grantTypes: ['http://auth0.com/oauth/grant-type/password-realm'] },
      {},
      'password',
      true,
    ],
    [
      'an asterisk that stands for anything',
      { redirectUris: ['https://a.example/*'], redirectMatch: 'pattern' },
      {},
      'wildcardRedirect',
      true,
    ],
    ['an asterisk that is a character', { redirectUris: ['https://a.example/*'] }, {}, 'wildcardRedirect', false],
    [
      'an asterisk that nobody uses',
      { redirectUris: ['*'], redirectMatch: 'pattern', grantTypes: ['client_credentials'] },
      {},
      'wildcardRedirect',
      false,
    ],
    ['http to a host', { redirectUris: ['http://a.example/cb'] }, {}, 'plainRedirect', true],
    ['http to the own machine', { redirectUris: ['http://127.0.0.1:3000/cb'] }, {}, 'plainRedirect', false],
    ['a scheme of its own', { redirectUris: ['com.example.app:/cb'] }, {}, 'oddRedirect', true],
    ['localhost of a confidential client', { redirectUris: ['http://localhost/cb'] }, {}, 'loopback', true],
    ['localhost of a public client', { ...open, redirectUris: ['http://localhost/cb'] }, {}, 'loopback', false],
    [
      'localhost of a native application',
      { redirectUris: ['http://localhost/cb'], applicationType: 'native' },
      {},
      'loopback',
      false,
    ],
    ['a redirect to another domain', { redirectUris: ['https://evil.test/cb'] }, {}, 'stranger', true],
    [
      'a redirect to another host of the domain',
      { redirectUris: ['https://shop.example.com/cb'] },
      {},
      'stranger',
      false,
    ],
    [
      'a publisher that nobody names',
      { redirectUris: ['https://evil.test/cb'], clientUri: unsaid },
      {},
      'stranger',
      false,
    ],
    ['a secret in the body', { authMethod: 'client_secret_post' }, {}, 'secretInBody', true],
    ['a confidential client that proves nothing', { authMethod: 'none' }, {}, 'unauthenticated', true],
    ['a public client that proves nothing', open, {}, 'unauthenticated', false],
    [
      'client credentials without a credential',
      { ...open, grantTypes: ['client_credentials'] },
      {},
      'unauthenticated',
      true,
    ],
    ['a secret, by its method', { authMethod: 'client_secret_basic' }, {}, 'sharedSecret', true],
    ['a secret, by its credential', { authMethod: unsaid }, {}, 'sharedSecret', true],
    [
      'a key, by its credential',
      { authMethod: unsaid },
      { credentials: [aCredential({ kind: 'private_key_jwt' })] },
      'sharedSecret',
      false,
    ],
    ['refresh tokens that stay', open, refreshing({ refreshRotation: false }), 'looseRefresh', true],
    ['refresh tokens that rotate', open, refreshing({}), 'looseRefresh', false],
    ['refresh tokens of which nobody knows', open, refreshing({ refreshRotation: unsaid }), 'looseRefresh', false],
    [
      'refresh tokens that are bound',
      open,
      { ...refreshing({ refreshRotation: false }), credentials: [aCredential({ binding: 'dpop' })] },
      'looseRefresh',
      false,
    ],
    ['refresh tokens that never lapse', {}, refreshing({ refreshIdle: 'never' }), 'endlessRefresh', true],
    ['tokens for anybody', { audiences: [] }, {}, 'anyAudience', true],
    [
      'a server that names itself in no answer',
      { server: { ...aRegistration().server, namesIssuer: false } },
      {},
      'namelessServer',
      true,
    ],
    [
      'a server that takes plain',
      { server: { ...aRegistration().server, challengeMethods: ['plain', 'S256'] } },
      {},
      'plainServer',
      true,
    ],
    [
      'a document as an id',
      { way: 'metadata_document', metadataUris: ['https://a.example/client.json'] },
      {},
      'oddDocument',
      false,
    ],
    [
      'an id without a path',
      { way: 'metadata_document', metadataUris: ['https://a.example'] },
      {},
      'oddDocument',
      true,
    ],
    ['MCP in the name of a resource', {}, { grants: [aGrant({ resource: 'https://api.example/mcp' })] }, 'mcp', true],
    ['MCP inside of another word', {}, { grants: [aGrant({ resource: 'https://mcphost.example/' })] }, 'mcp', false],
    [
      'a change after the consent',
      { way: 'dynamic', changedAt: daysAgo(1) },
      { grants: [consented(['a'], daysAgo(5))] },
      'changedSince',
      true,
    ],
    [
      'a change by an administrator',
      { changedAt: daysAgo(1) },
      { grants: [consented(['a'], daysAgo(5))] },
      'changedSince',
      false,
    ],
  ];
  it.each(cases)('%s', (_what, registration, identity, trait, expected) => {
    expect(traits(registration, identity).includes(trait)).toBe(expected);
  });
});

function consented(scopes: readonly string[], givenAt: number, status: 'live' | 'withdrawn' = 'live') {
  const consent = { id: 'c', status, givenAt, expiresAt: 'never', purpose: unsaid } as const;
  return aGrant({
    id: `consent ${status}`,
    onBehalfOf: identityIdOf('ada'),
    subjects: 1,
    consent,
    scopes: scopes.map((name) => aScope(name)),
  });
}

describe('scopes beyond the consent', () => {
  const acting = aGrant({
    id: 'token',
    onBehalfOf: identityIdOf('ada'),
    scopes: ['a', 'b'].map((name) => aScope(name)),
    offline: true,
  });

  it('are those that no live consent of the same human holds', () => {
    expect(beyondConsent({ grants: [consented(['a'], 1), acting] })).toEqual([{ grant: acting, scopes: ['b'] }]);
    expect(beyondConsent({ grants: [consented(['a', 'b'], 1), acting] })).toEqual([]);
  });

  it('are not guessed where no consent is on record, or it is another human’s', () => {
    expect(beyondConsent({ grants: [acting] })).toEqual([]);
    expect(beyondConsent({ grants: [consented(['a'], 1, 'withdrawn'), acting] })).toEqual([]);
    expect(beyondConsent({ grants: [{ ...consented(['a'], 1), onBehalfOf: identityIdOf('bo') }, acting] })).toEqual([]);
  });
});

describe('addresses', () => {
  it('have the domain that somebody registered', () => {
    expect(domainOf('https://login.shop.co.uk/cb')).toBe('shop.co.uk');
    expect(domainOf('https://a.github.io/cb')).toBe('a.github.io');
    expect(domainOf('https://*.shop.example.com/cb')).toBe('example.com');
    for (const uri of [
      'https://10.0.0.1/cb',
      'https://intranet/cb',
      'com.example.app:/cb',
      'https://##ENV##.example.com/',
      '/cb',
    ])
      expect(domainOf(uri), uri).toBe('');
  });

  it('of the own machine are known in every form', () => {
    for (const uri of ['http://localhost:8080/*', 'http://127.0.0.1/', 'http://[::1]:3000/', 'https://app.localhost/'])
      expect(isLoopback(uri), uri).toBe(true);
    for (const uri of ['http://localhost.example.com/', 'http://128.0.0.1/', 'myapp://cb'])
      expect(isLoopback(uri), uri).toBe(false);
  });

  it('of a metadata document are measured by the document', () => {
    const of = aRegistration({
      way: 'metadata_document',
      metadataUris: ['https://app.example.com/client.json'],
      clientUri: 'https://other.test/',
      redirectUris: ['https://app.example.com/cb', 'http://localhost/cb'],
    });
    expect(strangeAddresses(of)).toEqual(['https://other.test/']);
  });
});

describe('clients registered again', () => {
  const client = (values: Partial<Identity> = {}) => anIdentity({ registration: aRegistration(), ...values });

  it('have one key by name and redirects, in any order', () => {
    const two = aRegistration({ redirectUris: ['https://b/', 'https://a/'] });
    const other = aRegistration({ redirectUris: ['https://a/', 'https://b/'] });
    expect(twinKey(client({ registration: two }))).toBe(twinKey(client({ registration: other, externalId: 'x' })));
    expect(twinKey(client())).not.toBe(twinKey(client({ name: 'other' })));
    expect(twinKey(client({ registration: aRegistration({ redirectUris: [] }) }))).toBeNaN();
    expect(twinKey(anIdentity())).toBeNaN();
  });

  it('are counted while they are alive', () => {
    const twin = [1, 1, 1, 2, Number.NaN];
    expect([...twinsOf({ length: 5, status: [0, 0, 1, 0, 0], twin })]).toEqual([2, 2, 0, 1, 0]);
  });
});

describe('who stands for a server', () => {
  const { openServer, dynamic } = traitBits;
  const homes = (registration: readonly number[], values: Partial<Parameters<typeof serverHomes>[0]> = {}) => {
    const zeros = registration.map(() => 0);
    return [
      ...serverHomes({
        length: zeros.length,
        tenant: zeros,
        status: zeros,
        builtIn: zeros,
        createdAt: zeros,
        registration,
        ...values,
      }),
    ];
  };

  it('is one of each tenant of which something is to be said', () => {
    expect(homes([openServer, openServer, openServer], { tenant: [1, 1, 2] })).toEqual([1, 0, 1]);
    expect(homes([0, 0])).toEqual([0, 0]);
  });

  it('is a part of the product before one that registered itself, and that one before any other', () => {
    expect(homes([openServer, openServer | dynamic, openServer], { builtIn: [0, 0, 1] })).toEqual([0, 0, 1]);
    expect(homes([openServer, openServer | dynamic, openServer])).toEqual([0, 1, 0]);
    expect(homes([openServer, openServer], { status: [1, 0] })).toEqual([0, 1]);
    expect(homes([openServer, openServer], { createdAt: [Number.NaN, 5] })).toEqual([0, 1]);
  });
});
