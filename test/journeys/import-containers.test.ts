import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { zipFile } from '#test/support/zip-file.ts';

const filter = { ...inventoryFilter.parse({}), humans: true };
const everything = { filter, sort: { by: 'score', descending: true } as const, first: 0, count: 500 };

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;

beforeEach(() => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

/** Every byte of the workspace but its lock. */
function bytesOf(path: string): string {
  const hash = createHash('sha256');
  const walk = (at: string): void => {
    for (const name of readdirSync(at).sort()) {
      const file = `${at}/${name}`;
      if (name.startsWith('workspace.lock') || name.endsWith('.sock')) continue;
      if (statSync(file).isDirectory()) walk(file);
      else hash.update(`${file} `).update(readFileSync(file));
    }
  };
  walk(path);
  return hash.digest('hex');
}

const create = () => running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
const importAll = (...paths: string[]) =>
  running.client.call('imports.run', { files: paths.map((path) => ({ path })) });

describe('folders and archives', () => {
  const realm = (name: string): string =>
    JSON.stringify({ id: `id-${name}`, realm: name, clients: [{ id: 'c', clientId: `${name}-client` }] });
  const counts = ({ files }: Awaited<ReturnType<typeof importAll>>) =>
    files.map(({ file, importer, imported, unchanged }) => [file, importer, imported, unchanged]);

  it('are one commit with an entry for each file, and again nothing', async () => {
    await create();
    const dump = folder.join('dump');
    mkdirSync(`${dump}/kc`, { recursive: true });
    writeFileSync(`${dump}/kc/one.json`, realm('one'));
    writeFileSync(`${dump}/.DS_Store`, 'x');
    writeFileSync(`${dump}/notes.json`, '{"hello":1}');
    const utf16 = Buffer.from(`\ufeff${realm('three')}`, 'utf16le');
    const zip = zipFile([
      { name: 'two.json', data: realm('two') },
      { name: 'in/three.json', data: utf16 },
      { name: 'keys.csv', data: 'name,owner\nk1,Ada\n' },
    ]);
    writeFileSync(folder.join('pack.zip'), zip);
    writeFileSync(`${dump}/log.json.gz`, gzipSync(realm('four')));
    const report = await importAll(dump, folder.join('pack.zip'));
    expect(counts(report)).toEqual([
      ['.DS_Store', null, 0, 0],
      ['kc/one.json', 'keycloak-realm', 1, 0],
      ['log.json.gz', 'keycloak-realm', 1, 0],
      ['notes.json', null, 0, 0],
      ['pack.zip!/two.json', 'keycloak-realm', 1, 0],
      ['pack.zip!/in/three.json', 'keycloak-realm', 1, 0],
      ['pack.zip!/keys.csv', 'csv', 1, 0],
    ]);
    expect(report.seq).toBe(2);
    expect(report.files[0]?.problems).toMatchObject([{ severity: 'info', code: 'import.skipped' }]);
    const [identity] = (await running.client.view('inventory.grid', everything)).rows.filter(
      ({ name }) => name === 'three-client',
    );
    const detail = await running.client.view('identities.detail', { id: identity?.id ?? '' });
    expect(detail?.identity.sources.map(({ file }) => file)).toEqual(['pack.zip!/in/three.json']);

    const again = await importAll(dump, folder.join('pack.zip'));
    expect(counts(again).map(([, , imported, unchanged]) => [imported, unchanged])).toEqual([
      [0, 0],
      [0, 1],
      [0, 1],
      [0, 0],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(again.seq).toBe(2);
  });

  it('are previewed member by member, and each may be left out, named and mapped', async () => {
    await create();
    const path = folder.join('pack.zip');
    const table = 'Login,Who\nk1,Ada\n';
    writeFileSync(
      path,
      zipFile([
        { name: 'a.csv', data: table },
        { name: 'b.csv', data: table },
        { name: '.x', data: '' },
      ]),
    );
    const { files } = await running.client.call('imports.preview', { paths: [path] });
    expect(
      files.map(({ member, importer, skipped, tenantByPlace }) => [member, importer, skipped, tenantByPlace]),
    ).toEqual([
      ['pack.zip!/a.csv', 'csv', false, 'a'],
      ['pack.zip!/b.csv', 'csv', false, 'b'],
      ['pack.zip!/.x', null, true, ''],
    ]);
    const one = { path, member: 'pack.zip!/b.csv', tenant: 'Keys', mapping: { Login: 'name', Who: 'owner' } } as const;
    const gone = { path, member: 'pack.zip!/c.csv' };
    const report = await running.client.call('imports.run', { files: [one, gone] });
    expect(report.files).toMatchObject([
      { file: 'pack.zip!/b.csv', tenant: 'Keys', imported: 1 },
      { file: 'pack.zip!/c.csv', importer: null, problems: [{ severity: 'error' }] },
    ]);
  });

  it('are one tenant where they are what the Auth0 deploy tool writes', async () => {
    await create();
    const dump = folder.join('acme-prod');
    for (const name of ['clients', 'grants', 'resource-servers', 'actions/hello'])
      mkdirSync(`${dump}/${name}`, { recursive: true });
    const client = { name: 'Orders', app_type: 'non_interactive', grant_types: ['client_credentials'], callbacks: [] };
    const api = { identifier: 'https://orders.example/', name: 'Orders', scopes: [], token_lifetime: 60 };
    writeFileSync(`${dump}/tenant.json`, JSON.stringify({ friendly_name: 'Acme', flags: {}, session_lifetime: 1 }));
    writeFileSync(`${dump}/clients/Orders.json`, JSON.stringify(client));
    const grant = { client_id: 'Orders', audience: api.identifier, scope: ['read:orders'] };
    writeFileSync(`${dump}/grants/Orders.json`, JSON.stringify(grant));
    writeFileSync(`${dump}/resource-servers/Orders.json`, JSON.stringify(api));
    writeFileSync(
      `${dump}/actions/hello/hello.json`,
      JSON.stringify({ name: 'hello', runtime: 'node18', deployed: true }),
    );
    const { files } = await running.client.call('imports.preview', { paths: [dump] });
    expect(new Set(files.map(({ tenantByPlace }) => tenantByPlace))).toEqual(new Set(['Acme']));
    const report = await importAll(dump);
    expect(report.files.map(({ file, importer, tenant }) => [file, importer, tenant])).toEqual([
      ['actions/hello/hello.json', 'auth0-tenant', 'Acme'],
      ['clients/Orders.json', 'auth0-tenant', 'Acme'],
      ['grants/Orders.json', 'auth0-tenant', 'Acme'],
      ['resource-servers/Orders.json', 'auth0-tenant', 'Acme'],
      ['tenant.json', 'auth0-tenant', 'Acme'],
    ]);
    const { rows } = await running.client.view('inventory.grid', everything);
    expect(rows.map(({ name, kind }) => [name, kind])).toEqual([['Orders', 'service_account']]);
    const detail = await running.client.view('identities.detail', { id: rows[0]?.id ?? '' });
    expect(detail?.identity.grants.map(({ resource }) => resource)).toEqual([api.identifier]);
    expect(report.files.every(({ problems }) => problems.every(({ severity }) => severity === 'info'))).toBe(true);
  });

  it('tell how far each file is', async () => {
    await create();
    const dump = folder.join('dump');
    mkdirSync(dump);
    for (let at = 0; at < 40; at += 1) writeFileSync(`${dump}/${at}.json`, at % 2 ? realm(`r${at}`) : '{"x":1}');
    const seen: string[] = [];
    await running.client.call(
      'imports.run',
      { files: [{ path: dump }] },
      { onProgress: ({ files }) => void seen.push(files?.states ?? '') },
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((states) => /^[wrdun]{40}$/.test(states))).toBe(true);
  });

  it('leave every byte as it was when they are bombs', async () => {
    const { path } = await create();
    const before = bytesOf(path);
    writeFileSync(folder.join('bomb.zip'), zipFile([{ name: 'zeros.json', data: Buffer.alloc(30_000_000) }]));
    writeFileSync(folder.join('bomb.json.gz'), gzipSync(Buffer.alloc(30_000_000)));
    const good = folder.join('cut.zip');
    writeFileSync(good, zipFile([{ name: 'a.json', data: realm('a') }]).subarray(0, 90));
    const report = await importAll(folder.join('bomb.zip'), folder.join('bomb.json.gz'), good);
    expect(report.files.map(({ importer, problems }) => [importer, problems[0]?.code])).toEqual([
      [null, 'import.too_large'],
      [null, 'import.too_large'],
      [null, 'import.truncated'],
    ]);
    expect(bytesOf(path)).toBe(before);
  });

  it('take nothing of a member that turns out to be damaged', async () => {
    await create();
    const many = Array.from({ length: 30_000 }, (_, at) => `{"clientId":"client-${at * 7919}"}`);
    const data = `{"id":"r","realm":"shop","clients":[${many.join()}]}`;
    const path = folder.join('a.zip');
    writeFileSync(
      path,
      zipFile([
        { name: 'bad.json', data, claimedSum: 1 },
        { name: 'good.json', data: realm('good') },
      ]),
    );
    const report = await importAll(path);
    expect(report.files.map(({ importer, imported }) => [importer, imported])).toEqual([
      [null, 0],
      ['keycloak-realm', 1],
    ]);
    expect((await running.client.view('inventory.grid', everything)).total).toBe(1);
    const problems = async () => (await running.client.view('problems.list', { first: 0, count: 9 })).rows;
    expect(await problems()).toMatchObject([{ file: 'a.zip!/bad.json', code: 'import.malformed', severity: 'error' }]);
    writeFileSync(folder.join('more.json'), realm('more'));
    await importAll(path, folder.join('more.json'));
    expect(await problems()).toHaveLength(1);
  });
});
