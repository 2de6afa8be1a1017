import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveBar } from '#shared/contract/live.ts';
import { testNow } from '#test/support/builders.ts';
import { aClient, aConsent, aConsentedGrant, aHuman, aToken } from '#test/support/issuer-builders.ts';
import { type IssuerOffice, openOffice } from '#test/support/issuer-desk.ts';

let office: IssuerOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const all = () => true;
const shape = () =>
  office.views
    .families(all)
    .bars.map(({ key, indent, below, rotations, death }) => [key, indent, below, rotations, death]);

/** A refresh token that was rotated twice, the access tokens of each, and one exchanged at a helper. */
async function family(): Promise<void> {
  const of = { clientId: 'shop', sub: 'hum_ana', consentId: 'consent-1', grantId: 'grant-1' };
  const refresh = { ...of, kind: 'refresh', opaque: true, kid: null, expiresAt: testNow + 86_400_000 } as const;
  await office.journal(
    { is: 'human', human: aHuman() },
    { is: 'client', client: aClient({ id: 'shop', name: 'Shop' }) },
    { is: 'client', client: aClient({ id: 'helper', name: 'Helper', kind: 'agent' }) },
    { is: 'consent', consent: aConsent({ clientId: 'shop' }) },
    { is: 'grant', grant: aConsentedGrant({ id: 'grant-1', clientId: 'shop', consentId: 'consent-1' }) },
    { is: 'token', token: aToken({ ...refresh, jti: 'r1', issuedAt: testNow - 3000 }) },
    { is: 'refresh_used', jti: 'r1', at: testNow - 2000 },
    { is: 'token', token: aToken({ ...refresh, jti: 'r2', issuedAt: testNow - 2000 }) },
    { is: 'refresh_used', jti: 'r2', at: testNow - 1000 },
    { is: 'token', token: aToken({ ...refresh, jti: 'r3', issuedAt: testNow - 1000 }) },
    { is: 'token', token: aToken({ ...of, jti: 'a3', issuedAt: testNow - 900 }) },
    {
      is: 'token',
      token: aToken({
        ...of,
        jti: 'x',
        clientId: 'helper',
        actors: ['shop', 'helper'],
        parents: ['a3'],
        issuedAt: testNow - 500,
      }),
    },
    { is: 'token', token: aToken({ jti: 'alone', clientId: 'helper', sub: 'helper', issuedAt: testNow - 100 }) },
  );
}

describe('families', () => {
  it('stand from their head down, the oldest first, and count how often they were renewed', async () => {
    await family();
    const families = office.views.families(all);
    expect([families.families, families.believed, families.leftOut]).toEqual([2, 0, 0]);
    expect(shape()).toEqual([
      ['r3', 0, 2, 2, null],
      ['a3', 1, 1, 0, null],
      ['x', 2, 0, 0, null],
      ['alone', 0, 0, 0, null],
    ]);
    expect(families.bars[2]).toMatchObject({ label: 'Helper', onBehalf: 'Ana', what: 'access' });
  });

  it('keep what is dead for as long as a verifier that never asks believes in it', async () => {
    await family();
    await office.call('revokeToken', { jti: 'a3' });
    expect(shape()).toEqual([
      ['r3', 0, 2, 2, null],
      ['a3', 1, 1, 0, 'revoked'],
      ['x', 2, 0, 0, 'parent_dead'],
      ['alone', 0, 0, 0, null],
    ]);
    expect(office.views.believed(all).rows.map(({ jti, until }) => [jti, until])).toEqual([
      ['a3', testNow + 600_000],
      ['x', testNow + 600_000],
    ]);
    office.system.clock.advance(600_000);
    expect(shape().map(([key]) => key)).toEqual(['r3']);
    expect(office.views.believed(all).rows).toEqual([]);
  });

  it('are those of the clients that are asked about', async () => {
    await family();
    const helper = office.kept.issuer.names.clientIdentity('helper');
    const { bars, families } = office.views.families((identity) => identity === helper);
    expect([families, bars.map(({ key }) => key)]).toEqual([2, ['x', 'alone']]);
    expect(bars.map((bar) => liveBar.parse(bar))).toEqual(bars);
  });
});
