// Generic OAuth against oidc-provider: registrations with rotating access tokens, tokens, and what is left of them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { oauth } from '#engine/connectors/oauth/connector.ts';
import { type Connected, connect } from '#test/support/connected.ts';
import { type OidcServer, startOidcProvider } from '#test/support/oidc-provider-server.ts';

let server: OidcServer;
const never = new AbortController().signal;

beforeAll(async () => {
  server = await startOidcProvider();
});
afterAll(() => server?.close());

const given = (client: Readonly<Record<string, unknown>>) => ({
  client_id: client['client_id'],
  registration_client_uri: client['registration_client_uri'],
  registration_access_token: client['registration_access_token'],
});

async function connected(
  clients: readonly Readonly<Record<string, unknown>>[],
  tokens: readonly { name: string; token: string; token_type_hint?: string }[] = [],
): Promise<Connected> {
  const secret = { client_secret: server.workbench.secret, registrations: clients.map(given), tokens };
  const settings = { issuer: server.issuer, clientId: server.workbench.clientId };
  return connect(oauth, settings, JSON.stringify(secret));
}

it('tests the connection and finds every verb that the server takes', async () => {
  const client = await server.register({ client_name: 'tested' });
  const { token } = await server.mint(client);
  const here = await connected([client], [{ name: 'one', token }]);
  const test = await here.session.test(never);
  expect(test).toMatchObject({ ok: true });
  expect(
    oauth
      .capabilities(test)
      .filter(({ available }) => !available)
      .map(({ intent }) => intent)
      .sort(),
  ).toEqual(['quarantine', 'shorten']);
  await here.close();
});

it('rescopes, gives an owner, disables and deletes with a registration access token that is new each time', async () => {
  const client = await server.register({ client_name: 'orders' });
  const here = await connected([client]);
  for (const [intent, parameters] of [
    ['rescope', { scopes: ['orders.read'] }],
    ['assign_owner', { owner: 'ana@acme.example' }],
  ] as const)
    expect((await here.run(intent, (await here.sync()).subject('orders'), parameters)).outcomes).toEqual(['verified']);
  const { identities } = await here.sync();
  const found = identities.find(({ name }) => name === 'orders');
  expect(found?.grants[0]?.scopes.map(({ name }) => name)).toEqual(['orders.read']);
  expect((await server.mint(client)).status).toBe(200);
  const { outcomes, kept } = await here.run('disable', (await here.sync()).subject('orders'));
  expect(outcomes).toEqual(['verified']);
  expect([...kept.receipts.values()][0]?.probes[0]).toMatchObject({ kind: 'mint', verdict: 'dead' });
  expect((await server.mint(client)).status).toBe(400);
  expect((await here.run('delete', (await here.sync()).subject('orders'))).outcomes).toEqual(['verified']);
  expect((await server.mint(client)).status).toBe(401);
  expect((await here.sync()).identities.some(({ name }) => name === 'orders')).toBe(false);
  await here.close();
});

it('is told that this server renews no secret by an update', async () => {
  const client = await server.register({ client_name: 'rotating' });
  const here = await connected([client]);
  const { outcomes } = await here.run('rotate', (await here.sync()).subject('rotating'));
  expect(outcomes).toEqual(['refused']);
  expect((await server.mint(client)).status).toBe(200);
  await here.close();
});

it('revokes a token and reads it back by introspection', async () => {
  const client = await server.register({ client_name: 'minting' });
  const { token } = await server.mint(client);
  const here = await connected([client], [{ name: 'thief’s', token, token_type_hint: 'access_token' }]);
  const subject = (await here.sync()).subject('thief’s');
  expect((await here.run('revoke', subject)).outcomes).toEqual(['verified']);
  expect((await here.run('revoke', subject)).outcomes).toEqual(['already_absent']);
  await here.close();
});
