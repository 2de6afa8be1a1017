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

describe('an import that is undone', () => {
  const undo = (seq: number) => running.client.call('imports.undo', { seq });
  const contents = async () => Promise.all((await rows()).map(async ({ name }) => (await detail(name)).identity));

  it('leaves what stood before, and the same file can be imported again', async () => {
    const first = realm([client('orders'), client('billing')]);
    const second = realm([client('orders', { enabled: false }), client('shop')]);
    await bring('realm.json', first);
    const before = [await contents(), await rows()];
    const { seq } = await bring('realm.json', second);
    const after = [await contents(), await rows()];
    expect(await undo(seq)).toMatchObject({ removed: 1, restored: 2 });
    expect([await contents(), await rows()]).toEqual(before);
    await expect(undo(seq)).rejects.toMatchObject({ code: 'record.absent' });
    await bring('realm.json', second);
    expect([await contents(), await rows()]).toEqual(after);
  });

  it('leaves what came later', async () => {
    const { seq } = await bring('a.json', realm([client('orders', { description: 'a' }), client('billing')]));
    await bring('b.json', realm([client('orders', { description: 'b' })]));
    expect(await undo(seq)).toMatchObject({ removed: 1, restored: 1 });
    expect((await rows()).map(({ name }) => name)).toEqual(['orders']);
    expect((await detail('orders')).identity.sources.map(({ file }) => file)).toEqual(['b.json']);
  });

  it('is kept while a later file of the same name builds on it', async () => {
    const { seq } = await bring('a.json', realm([client('orders')]));
    const later = await bring('a (1).json', realm([client('orders'), client('billing')]));
    await expect(undo(seq)).rejects.toMatchObject({ code: 'import.built_upon', details: { seq: later.seq } });
    await undo(later.seq);
    await undo(seq);
    expect(await rows()).toEqual([]);
  });

  it('may be undone in the order of one wish, down to nothing', async () => {
    const seqs: number[] = [];
    for (const [at, file] of ['a.json', 'b.json', 'a.json', 'c.json'].entries()) {
      seqs.push((await bring(file, realm([client('orders', { description: String(at) }), client(`only${at}`)]))).seq);
    }
    for (const at of [1, 3, 2, 0]) await undo(seqs[at] ?? 0);
    expect(await rows()).toEqual([]);
    expect((await running.client.view('imports.list', { first: 0, count: 10 })).rows).toEqual([]);
    expect((await running.client.view('problems.list', { first: 0, count: 10 })).total).toBe(0);
  });

  it('takes its events along, and they come back with the file', async () => {
    const event = (uuid: string, clientId: string) => ({
      uuid,
      published: '2026-03-01T10:00:00.000Z',
      eventType: 'app.oauth2.token.grant.access_token',
      actor: { id: clientId, type: 'PublicClientApp', displayName: clientId },
      outcome: { result: 'SUCCESS' },
      target: [],
    });
    const events = async () => (await running.client.view('timeline.view', { filter: { from: null, to: null } })).total;
    const before = await events();
    const log = [event('e1', '0oa1'), event('e2', '0oa2')];
    const { seq, imported } = await bring('log.json', log);
    expect([imported, (await events()) - before]).toEqual([2, 3]);
    await bring('realm.json', realm([client('orders')]));
    const withRealm = await events();
    await undo(seq);
    expect(await events()).toBe(withRealm - 2 + 1);
    expect((await bring('log.json', log)).imported).toBe(2);
    expect(await events()).toBe(withRealm + 2);
  });

  it('stands when the workspace is opened again, and is true without its snapshot', async () => {
    const { seq } = await bring('a.json', realm([client('orders'), client('billing')]));
    await bring('b.json', realm([client('orders', { description: 'b' })]));
    await undo(seq);
    const shown = [await rows(), await contents()];
    await running.stop();
    running = startEngine({ userData: folder.join('user') });
    await running.client.call('workspace.open', { path: folder.join('Acme.nhi') });
    expect([await rows(), await contents()]).toEqual(shown);
  });
});

describe('one key in two clients', () => {
  it('is seen on both', async () => {
    const secret = 'the-very-same-secret';
    await bring('realm.json', realm([client('orders', { secret }), client('billing', { secret: 'another-one' })]));
    expect((await detail('orders')).sharedKeys).toEqual([]);
    await bring('other.json', realm([client('shop', { secret })], { id: 'other-id', realm: 'other' }));
    const [orders, shop] = [await detail('orders'), await detail('shop')];
    expect(orders.sharedKeys).toEqual([{ fingerprint: expect.stringMatching(/^sha256:/), id: shop.identity.id }]);
    expect(shop.sharedKeys).toEqual([{ fingerprint: orders.sharedKeys[0]?.fingerprint, id: orders.identity.id }]);
    expect(orders.names[shop.identity.id]).toMatchObject({ name: 'shop' });
    expect((await detail('billing')).sharedKeys).toEqual([]);
  });
});

describe('one human in two tenants', () => {
  const keycloakUser = (more: object = {}) => ({
    id: 'kc-ana',
    username: 'ana',
    email: 'Ana@acme.example',
    emailVerified: true,
    firstName: 'Ana',
    lastName: 'Ruiz',
    enabled: true,
    ...more,
  });
  const oktaUser = (more: object = {}) => ({
    id: '00u1a2b3c4d5e6f7g8h9',
    status: 'ACTIVE',
    created: '2024-01-01T00:00:00.000Z',
    profile: { firstName: 'Ana', lastName: 'Ruiz', login: 'ana@acme.example', email: 'ana@acme.example' },
    credentials: { emails: [{ value: 'ana@acme.example', status: 'VERIFIED', type: 'PRIMARY' }] },
    _links: { self: { href: 'https://acme.okta.com/api/v1/users/00u1a2b3c4d5e6f7g8h9' } },
    ...more,
  });
  const humans = async () => {
    const view = { ...everything, filter: { ...filter, kinds: ['human' as const] } };
    return (await running.client.view('inventory.grid', view)).rows;
  };

  it('is one row with its accounts, by a verified address, until an analyst says otherwise', async () => {
    await bring('realm.json', realm([client('orders')], { users: [keycloakUser()] }));
    await bring('users.json', [oktaUser({ status: 'DEPROVISIONED' })]);
    expect(await humans()).toMatchObject([{ name: 'Ana Ruiz', accounts: 2, tenant: 'acme', status: 'active' }]);
    const status = await running.client.view('workspace.status', {});
    expect([status.counts.humans, status.tenants.map((tenant) => tenant.humans)]).toEqual([1, [1, 1]]);
    const { client: window } = running;
    const everybody = await window.view('inventory.grid', {
      ...everything,
      filter: { ...filter, text: 'acme.okta.com', humans: true },
    });
    expect(everybody.rows.map(({ name }) => name)).toEqual(['Ana Ruiz']);

    const shown = await detail('Ana Ruiz');
    expect(shown.human?.accounts).toMatchObject([
      { tenant: 'acme', status: 'active', reason: 'the same verified address ana@acme.example' },
      { tenant: 'acme.okta.com', status: 'retired', reason: 'the same verified address ana@acme.example' },
    ]);
    const other = shown.human?.accounts[1]?.id ?? '';
    const { others } = await window.call('humans.unlink', { id: other });
    expect(others).toEqual([shown.identity.id]);
    expect(await humans()).toHaveLength(2);
    expect((await window.view('identities.detail', { id: other }))?.human?.suggestions).toMatchObject([
      { id: shown.identity.id, reason: 'the same name; parted by an analyst' },
    ]);
    await window.call('humans.link', { id: shown.identity.id, other });
    expect(await humans()).toMatchObject([{ accounts: 2 }]);
    expect((await detail('Ana Ruiz')).human?.accounts[1]?.reason).toBe('linked by an analyst');

    await running.stop();
    running = startEngine({ userData: folder.join('user') });
    await running.client.call('workspace.open', { path: folder.join('Acme.nhi') });
    expect(await humans()).toMatchObject([{ accounts: 2 }]);
  });

  it('is never told by the name alone', async () => {
    await bring('realm.json', realm([], { users: [keycloakUser({ emailVerified: false })] }));
    await bring('users.json', [oktaUser()]);
    expect(await humans()).toMatchObject([{ accounts: 1 }, { accounts: 1 }]);
    const [one, other] = await humans();
    const shown = await running.client.view('identities.detail', { id: one?.id ?? '' });
    expect(shown?.human?.suggestions).toMatchObject([{ id: other?.id, reason: 'the same name' }]);
  });

  it('refuses what is no human', async () => {
    await bring('realm.json', realm([client('orders')], { users: [keycloakUser()] }));
    const [ana, orders] = [await row('Ana Ruiz'), await row('orders')];
    const link = running.client.call('humans.link', { id: ana.id, other: orders.id });
    await expect(link).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(running.client.call('humans.unlink', { id: ana.id })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('a list that somebody keeps', () => {
  const owners =
    'clientId,Owner,Environment,Expires\norders,ana@acme.example,prod,2027-01-01T00:00:00Z\nlegacy,bo@acme.example,test,\n';
  const mapping = {
    clientId: 'external_id',
    Owner: 'owner',
    Environment: 'environment',
    Expires: 'expires_at',
  } as const;
  const users = [{ id: 'kc-ana', username: 'ana', email: 'ana@acme.example', enabled: true, createdTimestamp: 1 }];

  it('of a tenant that is known speaks of its clients, beside realm and users file', async () => {
    await bring('realm.json', realm([client('orders'), client('billing')]));
    await bring('acme-users-0.json', { realm: 'acme', users });
    await bring('owners.csv', owners, { tenant: 'acme', mapping });
    const shown = await detail('orders');
    expect(shown.identity).toMatchObject({
      vendorKind: 'confidential',
      owners: [{ name: 'ana@acme.example' }],
      environment: 'prod',
      credentials: [{ kind: 'client_secret', expiresAt: expect.anything() }],
      sources: [{ file: 'realm.json' }, { file: 'owners.csv', record: 'row 2' }],
    });
    const place = (field: string) => {
      const found = shown.provenance.fields.find((each) => each.field === field);
      return [shown.provenance.streams[found?.from ?? -1]?.file, shown.identity.sources[found?.record ?? -1]?.record];
    };
    expect([place('owners'), place('environment'), place('status')]).toEqual([
      ['owners.csv', 'row 2'],
      ['owners.csv', 'row 2'],
      ['realm.json', '$.clients[0]'],
    ]);
    expect((await rows()).map(({ name, tenant }) => [name, tenant])).toEqual([
      ['ana', 'acme'],
      ['billing', 'acme'],
      ['legacy', 'acme'],
      ['orders', 'acme'],
    ]);
    await bring('owners.csv', owners.replace('ana@', 'cy@'), { tenant: 'acme', mapping });
    expect((await detail('orders')).identity.owners).toMatchObject([{ name: 'cy@acme.example' }]);
  });

  it('is found its clients in the same drop, too, and stays by itself where no tenant is named', async () => {
    const paths = [
      [folder.join('owners.csv'), owners],
      [folder.join('realm.json'), JSON.stringify(realm([client('orders')]))],
    ] as const;
    for (const [path, text] of paths) writeFileSync(path, text);
    const [csv, json] = paths.map(([path]) => path);
    const files = [{ path: csv ?? '', tenant: 'acme', mapping }, { path: json ?? '' }];
    await running.client.call('imports.run', { files });
    expect((await rows()).map(({ name }) => name)).toEqual(['legacy', 'orders']);
    expect((await detail('orders')).identity.environment).toBe('prod');
    await bring('others.csv', `${owners}extra,,,\n`, { mapping });
    expect((await rows()).filter(({ name }) => name === 'orders')).toHaveLength(2);
  });
});

describe('an Okta tenant in several files', () => {
  const link = (id: string) => ({ self: { href: `https://acme.okta.com/api/v1/apps/${id}` } });
  const app = {
    id: '0oa1a2b3c4d5e6f7g8h9',
    name: 'oidc_client',
    label: 'Shop',
    status: 'INACTIVE',
    created: '2024-01-01T00:00:00.000Z',
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: { client_id: '0oa1a2b3c4d5e6f7g8h9', token_endpoint_auth_method: 'client_secret_basic' },
    },
    settings: { oauthClient: { application_type: 'service', grant_types: ['client_credentials'] } },
    _links: link('0oa1a2b3c4d5e6f7g8h9'),
  };
  const grant = {
    id: 'oag1a2b3c4d5e6f7g8h9',
    status: 'ACTIVE',
    clientId: app.id,
    scopeId: 'okta.users.read',
    issuer: 'https://acme.okta.com',
    created: '2024-02-01T00:00:00.000Z',
    _links: { app: link(app.id).self, client: { href: `https://acme.okta.com/oauth2/v1/clients/${app.id}` } },
  };

  it('is one identity: a file that knows less does not hide what another one said', async () => {
    await bring('apps.json', [app]);
    const before = await detail('Shop');
    await bring('grants.json', [grant]);
    const shown = await detail('Shop');
    expect(shown.identity.id).toBe(before.identity.id);
    expect(shown.identity).toMatchObject({ name: 'Shop', status: before.identity.status });
    expect(shown.identity.grants.flatMap(({ scopes }) => scopes.map(({ name }) => name))).toContain('okta.users.read');
    expect(shown.provenance.fields.filter(({ others }) => others.length > 0)).toEqual([]);
    expect(shown.provenance.streams.map(({ file }) => file).sort()).toEqual(['apps.json', 'grants.json']);
    expect((await row('Shop')).missingSince).toBeNull();
  });
});
