import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

let running: IssuerProcess;
beforeAll(async () => {
  running = await startIssuer();
});
afterAll(() => running.stop());

type Row = Readonly<Record<string, unknown>>;

async function clientOf(id: string): Promise<Row> {
  const { clients } = await running.nhi('client', 'list');
  const row = (clients as readonly Row[]).find(({ client_id }) => client_id === id); // What `client list --json` prints.
  if (row === undefined) throw new Error(`there is no client ${id}`);
  return row;
}

async function ask(id: string, secret: string | null, form: Readonly<Record<string, string>>): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${id}:${secret ?? ''}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
  return fetch(`${running.issuer}/token`, { method: 'POST', headers: { authorization }, body });
}

const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

it('changes of a client what is given and nothing else, from the next request on', async () => {
  const resource = 'https://api.example/';
  const options = { scope: ['orders.read', 'orders.write'], resource, owner: 'ana', 'access-ttl': '300', depth: '2' };
  const { client_id: id, client_secret: secret } = await running.addClient('ledger', { ...options, opaque: true });
  const before = await clientOf(id);

  await running.nhi('client', 'set', id, '--scope', 'orders.read', '--access-ttl', '60');
  expect(await clientOf(id)).toEqual({ ...before, scope: 'orders.read' });
  const token = await ask(id, secret, { scope: 'orders.read', resource });
  expect([token.status, await token.json()]).toMatchObject([200, { expires_in: 60, scope: 'orders.read' }]);
  const refused = await ask(id, secret, { scope: 'orders.write', resource });
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_scope' }]);

  await running.nhi('client', 'set', id, '--name', 'Ledger 2', '--owner', '', '--access-ttl', '', '--resource', '');
  const bare = { client_name: 'Ledger 2', owner: null, resources: [], scope: 'orders.read' };
  expect(await clientOf(id)).toMatchObject(bare);
  expect(await (await ask(id, secret, {})).json()).toMatchObject({ expires_in: 600 });
});

it('takes flags back', async () => {
  const { client_id: id, client_secret: secret } = await running.addClient('flags', { opaque: true });
  const parts = async (): Promise<number> => {
    const { access_token } = (await (await ask(id, secret, {})).json()) as { access_token: string };
    return access_token.split('.').length;
  };
  expect(await parts()).toBe(1);
  await running.nhi('client', 'set', id, '--no-opaque');
  expect(await parts()).toBe(3);
  await running.nhi('client', 'set', id, '--opaque');
  expect(await parts()).toBe(1);
});

it('has a secret end when the client authenticates in another way', async () => {
  const { client_id: id, client_secret: secret } = await running.addClient('signer');
  const file = running.file('jwks', { keys: [key] });
  await running.nhi('client', 'set', id, '--auth', 'private_key_jwt', '--jwks', file);
  expect((await clientOf(id))['token_endpoint_auth_method']).toBe('private_key_jwt');
  const refused = await ask(id, secret, {});
  expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_client' }]);
});

it.each([
  [['--opaque', '--no-opaque'], '--opaque and --no-opaque exclude each other.'],
  [['--access-ttl', '3601'], '--access-ttl: “3601” is no whole number from 0 to 3600.'],
  [['--default-scope', 'payments'], 'default_scope: payments is not among its scopes.'],
  [['--kind', 'agent'], "Unknown option '--kind'"],
  [[], 'Nothing is to be changed.'],
])('refuses %j and keeps the client as it is', async (argv, message) => {
  const { client_id: id } = await running.addClient('kept', { scope: 'orders.read' });
  const before = await clientOf(id);
  await expect(running.nhi('client', 'set', id, ...argv)).rejects.toThrow(message);
  expect(await clientOf(id)).toEqual(before);
});

it('refuses a client that is not there', async () => {
  const absent = running.nhi('client', 'set', 'cli_nobody', '--name', 'x');
  await expect(absent).rejects.toThrow(/ended with 2: .*cli_nobody/s);
});
