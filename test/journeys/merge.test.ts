// One inventory of what several files say: a realm in two versions, beside its users and a list of owners; what Okta's apps,
// tokens and log say of each other.
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput, WatchView } from '#shared/contract/contract.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const filter = inventoryFilter.parse({});
const everything = {
  filter: { ...filter, humans: true },
  sort: { by: 'name', descending: false },
  first: 0,
  count: 500,
} as const;

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

type File = CallInput<'imports.run'>['files'][number];
const bring = async (name: string, content: unknown, more: Omit<File, 'path'> = {}) => {
  const path = folder.join(name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const report = await running.client.call('imports.run', { files: [{ path, ...more }] });
  const [file] = report.files;
  if (file === undefined) throw new Error('a file was brought, none was reported');
  return { ...file, seq: report.seq };
};
const rows = async () => (await running.client.view('inventory.grid', everything)).rows;
const row = async (name: string) => {
  const found = (await rows()).find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
type Detail = NonNullable<WatchView<'identities.detail'>>;
const detail = async (name: string): Promise<Detail> => {
  const found = await running.client.view('identities.detail', { id: (await row(name)).id });
  if (found === null) throw new Error(`there is no ${name}`);
  return found;
};

const client = (clientId: string, more: object = {}) => ({
  id: `00000000-0000-4000-8000-${clientId
    .padStart(12, '0')
    .slice(0, 12)
    .replaceAll(/[^0-9a-f]/g, '0')}${clientId.length}`,
  clientId,
  enabled: true,
  protocol: 'openid-connect',
  clientAuthenticatorType: 'client-secret',
  serviceAccountsEnabled: true,
  attributes: {},
  ...more,
});
const realm = (clients: readonly object[], more: object = {}) => ({
  id: 'acme-id',
  realm: 'acme',
  enabled: true,
  accessTokenLifespan: 300,
  clients,
  ...more,
});

describe('a realm that is imported twice', () => {
  it('is updated, not doubled, and says what is no longer in it', async () => {
    await bring('realm.json', realm([client('orders', { description: 'old' }), client('billing')]));
    const before = await rows();
    const next = await bring('realm (1).json', realm([client('orders', { enabled: false })]));
    expect((await rows()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await detail('orders')).toMatchObject({
      identity: { status: 'disabled', description: '', sources: [{ file: 'realm (1).json' }] },
      row: { missingSince: null },
    });
    expect((await row('billing')).missingSince).toEqual(expect.any(Number));
    expect(next.problems).toMatchObject([{ code: 'import.no_longer_listed', severity: 'info', file: 'realm.json' }]);
    const missing = { ...everything, filter: { ...filter, mark: { by: 'missing' } as const } };
    expect((await running.client.view('inventory.grid', missing)).rows.map(({ name }) => name)).toEqual(['billing']);

    await bring('realm.json', realm([client('orders', { enabled: false }), client('billing')]));
    expect((await row('billing')).missingSince).toBeNull();
  });

  it('goes back to an older version when that one is imported again', async () => {
    const first = realm([client('orders')]);
    await bring('realm.json', first);
    await bring('realm.json', realm([client('orders', { enabled: false })]));
    const back = await bring('realm.json', first);
    expect([back.imported, (await row('orders')).status]).toEqual([1, 'active']);
    const again = await bring('realm.json', first);
    expect([again.imported, again.unchanged]).toEqual([0, 1]);
  });

  it('marks nothing when the file breaks off', async () => {
    await bring('realm.json', realm([client('orders'), client('billing')]));
    const whole = JSON.stringify(realm([client('orders', { enabled: false }), client('billing')]));
    await bring('realm.json', whole.slice(0, whole.indexOf('billing')));
    expect((await rows()).map(({ missingSince }) => missingSince)).toEqual([null, null]);
  });

  it('marks nothing of another realm of the same file name', async () => {
    await bring('realm.json', realm([client('orders')]));
    await bring('realm.json', realm([client('shop')], { id: 'other-id', realm: 'other' }));
    expect((await rows()).map(({ name, missingSince }) => [name, missingSince])).toEqual([
      ['orders', null],
      ['shop', null],
    ]);
  });
});
