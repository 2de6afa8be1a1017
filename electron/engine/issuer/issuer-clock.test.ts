// SECURITY.md, row 17: what a clock that is set does to tokens, asked over HTTP.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask, basic, claimsIn } from '#test/support/black-box.ts';
import { type IssuerOffice, openOffice } from '#test/support/issuer-desk.ts';

const day = 86_400_000;
let office: IssuerOffice;
let issuer = '';
let headers: ReturnType<typeof basic>;
beforeEach(async () => {
  office = await openOffice();
  ({ issuer } = await office.call('start', { idleMinutes: 0 }));
  const { clientId, clientSecret } = await office.call('createClient', { name: 'jobs' });
  headers = basic(clientId, clientSecret ?? '');
});
afterEach(() => office.close());

async function token(): Promise<{ readonly value: string; readonly iat: number; readonly exp: number }> {
  const { json } = await ask(issuer, '/token', { form: { grant_type: 'client_credentials' }, headers });
  const value = String(json['access_token']);
  const { iat, exp } = claimsIn(value);
  return { value, iat: Number(iat), exp: Number(exp) };
}

const isActive = async (value: string): Promise<unknown> =>
  (await ask(issuer, '/introspect', { form: { token: value }, headers })).json['active'];

it.each([-day, -3650 * day])(
  'a clock that is set by %d ms makes nothing live longer, and iat does not decrease',
  async (jump) => {
    const { clock } = office.system;
    const first = await token();
    clock.advance(300_000);
    clock.set(clock.now() + jump);
    const second = await token();
    expect([second.iat - first.iat, second.exp - second.iat]).toEqual([300, 600]);
    expect([await isActive(first.value), await isActive(second.value)]).toEqual([true, true]);
    clock.advance(300_000);
    expect([await isActive(first.value), await isActive(second.value)]).toEqual([false, true]);
    clock.advance(300_000);
    expect(await isActive(second.value)).toBe(false);
  },
);

it('what a clock that ran ahead has ended stays ended when the clock is put right', async () => {
  const { clock } = office.system;
  const first = await token();
  const right = clock.now();
  clock.set(right + 3650 * day);
  expect(await isActive(first.value)).toBe(false);
  const ahead = await token();
  clock.set(right);
  expect([await isActive(first.value), await isActive(ahead.value)]).toEqual([false, true]);
  expect((await token()).iat).toBeGreaterThanOrEqual(ahead.iat);
});
