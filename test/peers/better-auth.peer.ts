// Generic OAuth against better-auth: tokens can be taken back; registrations cannot be managed, and that is said.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { oauth } from '#engine/connectors/oauth/connector.ts';
import { type BetterAuthServer, startBetterAuth } from '#test/support/better-auth-server.ts';
import { type Connected, connect } from '#test/support/connected.ts';

type Client = Readonly<Record<string, unknown>>;

let server: BetterAuthServer;
const never = new AbortController().signal;

beforeAll(async () => {
  server = await startBetterAuth();
});
afterAll(() => server?.close());

const connected = (client: Client, tokens: readonly { name: string; token: string }[]): Promise<Connected> =>
  connect(
    oauth,
    { issuer: server.issuer, clientId: String(client['client_id']) },
    JSON.stringify({ client_secret: client['client_secret'], tokens }),
  );

it('finds the metadata of an issuer with a path, and greys what the server cannot do', async () => {
  // Its answer to a registration names no registration_client_uri (RFC 7592 §3).
  const registered = await server.ask('/oauth2/register', {
    redirect_uris: ['https://shop.example/callback'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
  });
  expect(registered).not.toHaveProperty('registration_client_uri');
  const client = await server.machine('workbench');
  const here = await connected(client, [{ name: 'one', token: await server.mint(client) }]);
  const test = await here.session.test(never);
  expect(test).toMatchObject({ ok: true });
  const found = oauth.capabilities(test);
  expect(found.filter(({ available }) => available).map(({ intent }) => intent)).toEqual(['revoke']);
  for (const intent of ['rescope', 'rotate', 'disable', 'delete', 'assign_owner'])
    expect(found.find((each) => each.intent === intent)?.why).toContain('gave no registration_client_uri');
  await here.close();
});

it('reads a token and its own client, whatever the server says of them', async () => {
  const client = await server.machine('workbench');
  const here = await connected(client, [{ name: 'mine', token: await server.mint(client) }]);
  const { identities } = await here.sync();
  expect(identities.find(({ externalId }) => externalId === client['client_id'])?.vendorKind).toBe(
    'client of the workbench',
  );
  const mine = identities.find(({ name }) => name === 'mine');
  expect(mine).toMatchObject({ status: 'active', lastUsedAt: { unknown: 'not_recorded' } });
  expect(mine?.grants[0]?.scopes.map(({ name }) => name)).toEqual(['orders.read']);
  await here.close();
});

it('says of an API key that no standard reaches it', async () => {
  const client = await server.machine('workbench');
  const { key } = await server.ask('/api-key/create', { name: 'nightly' });
  const here = await connected(client, [{ name: 'key', token: String(key) }]);
  const synced = await here.sync();
  expect(synced.subject('key').identity.description).toContain('no OAuth token of this server');
  await expect(here.run('revoke', synced.subject('key'))).rejects.toThrow('no OAuth token of this server');
  expect(JSON.stringify([...synced.texts])).not.toContain(key);
  await here.close();
});

it('revokes a token of its own client, and reads it back', async () => {
  const client = await server.machine('workbench');
  const here = await connected(client, [{ name: 'mine', token: await server.mint(client) }]);
  const subject = (await here.sync()).subject('mine');
  expect((await here.run('revoke', subject)).outcomes).toEqual(['verified']);
  expect((await here.run('revoke', subject)).outcomes).toEqual(['already_absent']);
  await here.close();
});

it('does not call a token dead of which the server says nothing to another client', async () => {
  const client = await server.machine('workbench');
  const token = await server.mint(await server.machine('other'));
  const here = await connected(client, [{ name: 'theirs', token }]);
  const { description } = (await here.sync()).subject('theirs').identity;
  expect(description).toContain('of another client');
  await expect(here.run('revoke', (await here.sync()).subject('theirs'))).rejects.toThrow('of another client');
  await here.close();
});
