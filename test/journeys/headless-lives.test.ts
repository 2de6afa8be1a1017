// Whoever the issuer knows, from being made to being deleted, headless: at each step the issuer is asked what it is worth.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, assertion, assertionForm, basic, newKey } from '#test/support/black-box.ts';
import { customerBrowser } from '#test/support/customer-browser.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

let running: IssuerProcess;
let gate: ClientCredentials;
beforeAll(async () => {
  running = await startIssuer();
  gate = await running.addClient('gate', { 'may-introspect': true });
});
afterAll(() => running.stop());

const grant = { grant_type: 'client_credentials' };
async function isActive(token: string): Promise<unknown> {
  const headers = basic(gate.client_id, gate.client_secret ?? '');
  return (await ask(running.issuer, '/introspect', { form: { token }, headers })).json['active'];
}

/** The token, or the error. */
async function tokenBySecret(id: string, secret: string): Promise<string> {
  const { json } = await ask(running.issuer, '/token', { form: grant, headers: basic(id, secret) });
  return String(json['access_token'] ?? json['error']);
}

const isListed = async (what: 'client' | 'human', id: string): Promise<boolean> =>
  JSON.stringify(await running.nhi(what, 'list')).includes(id);

it.each(['oauth_client', 'service_account', 'workload', 'agent'])(
  'a client of the kind %s is made, rotated, disabled and deleted',
  async (kind) => {
    const made = await running.addClient(`a ${kind}`, { kind, grant: ['client_credentials'] });
    const [id, first] = [made.client_id, made.client_secret ?? ''];
    expect(await isActive(await tokenBySecret(id, first))).toBe(true);
    const second = String((await running.nhi('client', 'rotate', id))['client_secret']);
    expect(await tokenBySecret(id, first)).toBe('invalid_client');
    const token = await tokenBySecret(id, second);
    expect(await isActive(token)).toBe(true);
    expect(await running.nhi('client', 'disable', id)).toMatchObject({ fell: { length: 2 }, residual: { length: 2 } });
    expect([await tokenBySecret(id, second), await isActive(token)]).toEqual(['invalid_client', false]);
    await running.nhi('client', 'delete', id);
    expect(await tokenBySecret(id, second)).toBe('invalid_client');
  },
);

it('a client that signs is rotated by giving it another key', async () => {
  const [before, after] = [newKey(), newKey()];
  const made = await running.addClient('signer', {
    kind: 'workload',
    auth: 'private_key_jwt',
    jwks: { keys: [before.publicJwk] },
  });
  const statusBy = async (key: typeof before): Promise<number> => {
    const signed = assertionForm(assertion(key, made.client_id, running.issuer));
    return (await ask(running.issuer, '/token', { form: { ...grant, ...signed } })).status;
  };
  expect([await statusBy(before), await statusBy(after)]).toEqual([200, 401]);
  await running.nhi('client', 'set', made.client_id, '--jwks', running.file('after', { keys: [after.publicJwk] }));
  expect([await statusBy(before), await statusBy(after)]).toEqual([401, 200]);
});

it('an API key is made, rotated, disabled, enabled and deleted', async () => {
  const made = await running.nhi('client', 'add', '--name', 'ERP', '--kind', 'api_key', '--scope', 'orders.read');
  const [id, first] = [String(made['client_id']), String(made['api_key'])];
  expect(await isActive(first)).toBe(true);
  const second = String((await running.nhi('client', 'rotate', id, '--overlap', '3600'))['api_key']);
  expect([await isActive(first), await isActive(second)]).toEqual([true, true]);
  const third = String((await running.nhi('client', 'rotate', id))['api_key']);
  expect([await isActive(first), await isActive(second), await isActive(third)]).toEqual([false, false, true]);
  await running.nhi('client', 'disable', id);
  expect(await isActive(third)).toBe(false);
  await running.nhi('client', 'enable', id);
  expect(await isActive(third)).toBe(true);
  await running.nhi('client', 'delete', id);
  expect([await isActive(third), await isListed('client', id)]).toEqual([false, false]);
});

it('a human is added, gets a new code, is disabled, enabled and deleted', async () => {
  const { id, code: first } = await running.addHuman('Bo');
  const signsIn = async (code: string): Promise<boolean> => {
    const browser = customerBrowser(running.issuer);
    const page = await browser.submit(await browser.open(`${running.issuer}/account`), { code });
    return page.html.includes('Bo');
  };
  expect([await signsIn('wrong'), await signsIn(first)]).toEqual([false, true]);
  const second = String((await running.nhi('human', 'rotate', id))['code']);
  expect([await signsIn(first), await signsIn(second)]).toEqual([false, true]);
  await running.nhi('human', 'disable', id);
  expect(await signsIn(second)).toBe(false);
  await running.nhi('human', 'enable', id);
  expect(await signsIn(second)).toBe(true);
  await running.nhi('human', 'delete', id);
  expect([await signsIn(second), await isListed('human', id)]).toEqual([false, false]);
});
