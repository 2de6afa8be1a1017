import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import { aCredential, aGrant, anIdentity, aScope, aTenant } from '#test/support/builders.ts';
import { environmentIn, foreignGrants, foreignTrusts, isOnProduction } from './environments.ts';

it.each([
  ['https://orders.prod.example/api', 'production'],
  ['orders-dev', 'other'],
  ['repo:octo/shop:environment:staging', 'other'],
  ['pre-prod', 'other'],
  ['nonprod-orders', 'other'],
  ['products:read', null],
  ['orders', null],
  ['prod-to-dev', null],
  ['developers.example', null],
] as const)('%s says %s', (text, environment) => {
  expect(environmentIn(text)).toBe(environment);
});

describe('what gets into production from elsewhere', () => {
  const trust = (issuer: string, subject: string, audience = 'sts.amazonaws.com') => ({
    issuer,
    subjects: [subject],
    wildcards: false,
    audiences: [audience],
  });
  const trusting = (environment: string | null, ...trusts: ReturnType<typeof trust>[]) =>
    foreignTrusts(
      anIdentity({
        environment: environment ?? unknown('not_in_export'),
        credentials: [
          aCredential({ kind: 'federated', trusts }),
          aCredential({ id: 'old', status: 'disabled', trusts }),
        ],
      }),
    ).map(({ words }) => words);

  it('is an issuer or a subject that says it is none, where production believes it', () => {
    const dev = trust('https://dev.idp.example', 'orders');
    const branch = trust('https://token.actions.githubusercontent.com', 'repo:octo/shop:environment:dev');
    expect(trusting('prod', dev, branch)).toEqual([
      'issuer https://dev.idp.example',
      'subject repo:octo/shop:environment:dev',
    ]);
    expect(trusting('dev', dev, branch)).toEqual([]);
    expect(trusting(null, dev)).toEqual([]);
    expect(trusting(null, trust('https://dev.idp.example', 'orders', 'https://orders.prod.example'))).toHaveLength(1);
  });

  it('is a grant on production by the tenant of a development system', () => {
    const grants = [
      aGrant({ resource: 'https://orders.prod.example', scopes: [aScope('read', { api: '' })] }),
      aGrant(),
    ];
    expect(foreignGrants(anIdentity({ tenant: aTenant({ name: 'acme-dev' }), grants }))).toEqual([grants[0]]);
    expect(foreignGrants(anIdentity({ tenant: aTenant({ name: 'acme' }), grants }))).toEqual([]);
  });

  it('may be told by the name of a scope', () => {
    const identity = anIdentity({ tenant: aTenant({ name: 'acme-prod' }) });
    expect(isOnProduction(identity, aGrant(), aScope('orders.prod.write'))).toBe(true);
    expect(isOnProduction(identity, aGrant(), aScope('orders.write'))).toBe(false);
    expect(isOnProduction(identity, aGrant({ resource: 'acme-prod' }), aScope('orders.write'))).toBe(false);
  });
});
