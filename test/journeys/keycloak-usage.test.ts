// A realm and its events: what the log says of a client meets the client, by whichever of its names the log calls it.
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { daysAgo } from '#test/support/builders.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const guid = '7f0e9a1c-2b3d-4c5e-8f60-718293a4b5c6';
const realm = {
  id: 'r-1',
  realm: 'acme',
  clients: [{ id: guid, clientId: 'orders-sync', serviceAccountsEnabled: true }],
};
const login = { time: daysAgo(3), type: 'CLIENT_LOGIN', realmId: 'r-1', clientId: 'orders-sync', details: {} };
const admin = {
  time: daysAgo(2),
  realmId: 'r-1',
  operationType: 'CREATE',
  resourceType: 'USER',
  resourcePath: 'users/1',
};
const write = (name: string, value: unknown): string => {
  const path = folder.join(name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};
const importAll = (...paths: string[]) =>
  running.client.call('imports.run', { files: paths.map((path) => ({ path })) });

async function only() {
  const filter = inventoryFilter.parse({});
  const sort = { by: 'name', descending: false } as const;
  const { rows, total } = await running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 });
  const [row] = rows;
  if (row === undefined || total !== 1) throw new Error(`${total} identities instead of one`);
  return row;
}

it('an event of a user names a client by its clientId', async () => {
  await importAll(write('events.json', [login]), write('realm.json', realm));
  const { id, lastUsedAt } = await only();
  expect(lastUsedAt).toBe(login.time);
  const filter = { from: null, to: null, identity: id };
  expect(await running.client.view('timeline.view', { filter })).toMatchObject({ matched: 1 });
});

it('an event of an administrator names it by Keycloak’s own id', async () => {
  const auth = { realmId: 'r-1', clientId: guid, userId: 'u-9', username: 'service-account-orders-sync' };
  await importAll(write('realm.json', realm), write('admin.json', [{ ...admin, authDetails: auth }]));
  expect((await only()).lastUsedAt).toBe(admin.time);
});

it('a fragment that does not know the id speaks of the same client', async () => {
  await importAll(write('realm.json', realm));
  const fragment = { realm: 'acme', clients: [{ clientId: 'orders-sync', description: 'fetches orders' }] };
  await importAll(write('fragment.json', fragment));
  const detail = await running.client.view('identities.detail', { id: (await only()).id });
  expect(detail?.identity).toMatchObject({ aliases: ['orders-sync'], description: 'fetches orders' });
});

it('events that know the realm’s id alone belong to the realm of that id, whichever comes first', async () => {
  const fragment = { realm: 'acme', clients: [{ clientId: 'orders-sync' }] };
  const names = async () => {
    const { rows } = await running.client.view('inventory.grid', {
      filter: inventoryFilter.parse({}),
      sort: { by: 'name', descending: false },
      first: 0,
      count: 9,
    });
    return rows.map(({ tenant }) => tenant);
  };
  await importAll(write('a-events.json', [login]));
  await importAll(write('realm.json', realm), write('b-fragment.json', fragment));
  expect(await names()).toEqual(['acme']);
  expect((await only()).lastUsedAt).toBe(login.time);
});
