import { expect, it } from 'vitest';
import { aTenant } from '#test/support/builders.ts';
import { tenantLabels } from './tenant-labels.ts';

it('no two tenants are called the same', () => {
  const named = (id: string, name: string, vendor: 'keycloak' | 'auth0') => ({
    ...aTenant(),
    id: id as never, // A stand-in for what mints ids: the brand is of no interest here.
    name,
    vendor,
  });
  const tenants = [
    named('a', 'master', 'keycloak'),
    named('b', 'master', 'keycloak'),
    named('c', 'acme', 'keycloak'),
    named('d', 'acme', 'auth0'),
    named('e', 'shop', 'auth0'),
  ];
  expect([...tenantLabels(tenants)]).toEqual([
    ['a', 'master'],
    ['b', 'master 2'],
    ['c', 'acme (keycloak)'],
    ['d', 'acme (auth0)'],
    ['e', 'shop'],
  ]);
});
