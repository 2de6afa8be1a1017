import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import { aCredential, aGrant, anIdentity, daysAgo, identityIdOf } from '#test/support/builders.ts';
import { lifetimeOf } from './lifetime.ts';

const day = 86_400;
const policy = (values: Partial<TokenPolicy> = {}): TokenPolicy => ({
  accessTtl: 300,
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: false,
  offline: false,
  accessTtlFrom: 'client',
  ...values,
});
const agent = (values: Partial<Identity>): Identity =>
  anIdentity({ kind: 'agent', grants: [aGrant({ onBehalfOf: identityIdOf('ana'), subjects: 1 })], ...values });
const client = (values: Partial<TokenPolicy>, more: Partial<Identity> = {}): Identity =>
  anIdentity({ kind: 'oauth_client', tokenPolicy: policy(values), ...more });

describe('lifetimeOf', () => {
  it.each<[string, Identity, number, string]>([
    ['an access token alone', client({}), 300, 'access 5 min'],
    [
      'a refresh chain with an end',
      client({ refreshAbsolute: 30 * day, refreshIdle: day }),
      30 * day + 300,
      'access 5 min + refresh chain 30 d',
    ],
    [
      'an offline session',
      client({ refreshAbsolute: 30 * day, offline: true }),
      30 * day + 300,
      'access 5 min + offline session 30 d',
    ],
    [
      'renewal that only idleness ends',
      client({ refreshIdle: day }),
      Number.POSITIVE_INFINITY,
      'access 5 min + refresh chain never',
    ],
    [
      'renewal without end',
      client({ refreshAbsolute: 'never' }),
      Number.POSITIVE_INFINITY,
      'access 5 min + refresh chain never',
    ],
    [
      'a key that ends',
      anIdentity({
        kind: 'api_key',
        tokenPolicy: null,
        credentials: [aCredential({ kind: 'api_key', expiresAt: daysAgo(-20) })],
      }),
      20 * day,
      'key 20 d',
    ],
    [
      'a key that never ends',
      anIdentity({
        kind: 'api_key',
        tokenPolicy: null,
        credentials: [aCredential({ kind: 'api_key', expiresAt: 'never' })],
      }),
      Number.POSITIVE_INFINITY,
      'key never',
    ],
    [
      'the secret of a machine, and the last token it mints',
      anIdentity({ credentials: [aCredential({ expiresAt: daysAgo(-90) })] }),
      90 * day + 300,
      'static secret 90 d + access 5 min',
    ],
    [
      'a secret that only works with a session of a customer',
      agent({ credentials: [aCredential({ expiresAt: 'never' })] }),
      300,
      'access 5 min',
    ],
    [
      'an agent that also acts for itself',
      anIdentity({ kind: 'agent', credentials: [aCredential({ expiresAt: 'never' })] }),
      Number.POSITIVE_INFINITY,
      'static secret never + access 5 min',
    ],
    [
      'a disabled secret',
      anIdentity({ credentials: [aCredential({ status: 'disabled', expiresAt: 'never' })] }),
      300,
      'access 5 min',
    ],
    [
      'a secret that has ended',
      anIdentity({ credentials: [aCredential({ expiresAt: daysAgo(3) })] }),
      300,
      'access 5 min',
    ],
    [
      'the offline grant of a customer, whose policy ends sooner',
      agent({
        tokenPolicy: policy({ refreshAbsolute: 60 * day, offline: true }),
        grants: [aGrant({ onBehalfOf: identityIdOf('ana'), offline: true, expiresAt: daysAgo(-90) })],
      }),
      60 * day + 300,
      'access 5 min + offline session 60 d',
    ],
    [
      'an offline scope of a client that gets no refresh token',
      client({}, { grants: [aGrant({ offline: true, expiresAt: 'never' })] }),
      300,
      'access 5 min',
    ],
    [
      'one more token by exchange',
      anIdentity({
        kind: 'oauth_client',
        name: 'hub',
        tokenPolicy: policy({ accessTtl: 3600 }),
        delegations: [{ kind: 'may_exchange', from: identityIdOf('hub'), to: identityIdOf('hub'), scopes: [] }],
      }),
      7200,
      'access 1 h + exchanged token 1 h',
    ],
    [
      'an exchange where tokens end with what they came from',
      anIdentity({
        kind: 'oauth_client',
        name: 'hub',
        tokenPolicy: policy({ accessTtl: 3600, exchanged: 'ends_with_subject' }),
        delegations: [{ kind: 'may_exchange', from: identityIdOf('hub'), to: identityIdOf('hub'), scopes: [] }],
      }),
      3600,
      'access 1 h',
    ],
    [
      'one whose tokens others exchange: that is theirs to use',
      anIdentity({
        kind: 'oauth_client',
        name: 'hub',
        tokenPolicy: policy({ accessTtl: 3600 }),
        delegations: [{ kind: 'may_exchange', from: identityIdOf('hub'), to: identityIdOf('other'), scopes: [] }],
      }),
      3600,
      'access 1 h',
    ],
    [
      'a workload whose proof is federated: there is no secret to keep',
      anIdentity({ credentials: [aCredential({ kind: 'federated', expiresAt: 'never' })] }),
      300,
      'access 5 min',
    ],
  ])('of %s', (_what, identity, seconds, words) => {
    expect(lifetimeOf(identity)).toMatchObject({ seconds, words, reason: null });
  });

  it.each<[string, Identity]>([
    ['the access lifetime', client({ accessTtl: unknown('placeholder') })],
    ['the absolute limit', client({ refreshAbsolute: unknown('placeholder') })],
    ['the end of the secret', anIdentity({ credentials: [aCredential({ expiresAt: unknown('placeholder') })] })],
    ['anything', anIdentity({ kind: 'oauth_client', tokenPolicy: null })],
  ])('is unknown, with a reason, where the source does not say %s', (_what, identity) => {
    const { seconds, reason } = lifetimeOf(identity);
    expect(seconds).toBeNaN();
    expect(reason).not.toBeNull();
  });

  it('says the least that it is where a hop is unknown, and which value of the record said each', () => {
    const { seconds, least, hops, ways } = lifetimeOf(client({ refreshAbsolute: unknown('not_in_export') }));
    expect([seconds, least]).toEqual([Number.NaN, 300]);
    expect(hops.map(({ field }) => field)).toEqual(['tokenPolicy.accessTtl', 'tokenPolicy.refreshAbsolute']);
    expect(ways).toEqual([{ start: 'tokens', seconds: Number.NaN }]);
  });

  it('names the idle limit where that alone is there, and the grant where the session ends with it', () => {
    expect(lifetimeOf(client({ refreshIdle: day })).hops.at(-1)?.field).toBe('tokenPolicy.refreshIdle');
    const grants = [aGrant({ id: 'g', onBehalfOf: identityIdOf('ana'), offline: true, expiresAt: daysAgo(-9) })];
    const ended = agent({ tokenPolicy: policy({ refreshAbsolute: unknown('not_in_export'), offline: true }), grants });
    expect(lifetimeOf(ended).seconds).toBeNaN();
    const secret = anIdentity({ credentials: [aCredential({ id: 'k', expiresAt: daysAgo(-90) })] });
    expect(lifetimeOf(secret)).toMatchObject({
      hops: [{ field: 'credentials/k.expiresAt' }, { field: 'tokenPolicy.accessTtl' }],
      ways: [{ start: 'secret' }, { start: 'tokens', seconds: 300 }],
    });
  });

  it('never ends when one way never ends, whatever else is unknown', () => {
    const identity = anIdentity({
      credentials: [aCredential({ expiresAt: 'never' })],
      tokenPolicy: policy({ accessTtl: unknown('not_recorded') }),
    });
    expect(lifetimeOf(identity).seconds).toBe(Number.POSITIVE_INFINITY);
  });
});
