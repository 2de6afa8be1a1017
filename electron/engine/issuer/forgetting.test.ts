import { expect, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aClient, aConsent, aConsentedGrant, aToken } from '#test/support/issuer-builders.ts';
import { nameOf } from './administration/rows.ts';
import type { Change, Code } from './model.ts';
import { IssuerRegister } from './state.ts';

const minute = 60_000;
const at = (instant: number, ...issuer: readonly Change[]) => ({
  at: new Date(instant).toISOString(),
  data: { issuer },
});

const code: Code = {
  hash: 'c0de',
  grantId: 'g',
  clientId: 'shop',
  redirectUri: 'http://127.0.0.1/back',
  challenge: 'x',
  jkt: null,
  expiresAt: testNow + minute,
  clientEpoch: 0,
  subEpoch: 0,
};
const access = { hash: 'acce55', scopes: [], resources: [], createdAt: testNow, withdrawn: false };

function authorized(): IssuerRegister {
  const state = new IssuerRegister();
  const grant = aConsentedGrant({ id: 'g', consentId: 'k', clientId: 'shop', expiresAt: testNow + 60 * minute });
  state.apply(
    at(
      testNow,
      { is: 'client', client: aClient({ id: 'shop', name: 'Shop' }) },
      { is: 'consent', consent: aConsent({ id: 'k', clientId: 'shop', expiresAt: testNow + 60 * minute }) },
      { is: 'grant', grant },
      { is: 'code', code },
      { is: 'code_used', hash: code.hash },
      { is: 'initial_access', access: { ...access, expiresAt: testNow + minute } },
    ),
  );
  return state;
}

const sizes = ({ grants, codes, initialAccess, consents }: IssuerRegister) => [
  grants.size,
  codes.size,
  initialAccess.size,
  consents.size,
];

test('a code is known for as long as what came of it may live, then code and grant are forgotten; the consent stays', () => {
  const state = authorized();
  state.apply(at(testNow + 50 * minute));
  expect(sizes(state)).toEqual([1, 1, 0, 1]);
  expect(state.isCodeUsed(code.hash)).toBe(true);
  state.apply(at(testNow + 62 * minute));
  expect(sizes(state)).toEqual([0, 0, 0, 1]);
  expect(state.isCodeUsed(code.hash)).toBe(false);
});

test('a snapshot forgets at the same moment as the state that it was made of', () => {
  const [first, second] = [authorized(), new IssuerRegister()];
  second.load(first.save());
  for (const minutes of [1, 3, 60, 62]) {
    for (const state of [first, second]) state.apply(at(testNow + minutes * minute));
    expect(second.save()).toBe(first.save());
  }
});

test('what a deleted client did is told under its name, also by the next start', () => {
  const state = authorized();
  state.apply(at(testNow, { is: 'token', token: aToken({ clientId: 'shop', sub: 'shop' }) }));
  state.apply(at(testNow, { is: 'client_deleted', id: 'shop', name: 'Shop' }));
  const later = new IssuerRegister();
  later.load(state.save());
  for (const each of [state, later]) {
    expect(each.clients.size).toBe(0);
    expect(nameOf('shop', each)).toBe('Shop');
    expect(nameOf('nobody', each)).toBe('nobody');
  }
});
