import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput } from '#shared/contract/contract.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const samples = process.env['NHI_SAMPLES'] ?? resolve(import.meta.dirname, '../../../shared/samples');
const fixtures = resolve(import.meta.dirname, '../fixtures/imports');
const hasSamples = existsSync(samples);
const filter = inventoryFilter.parse({});
const sort = { by: 'score', descending: true } as const;
const everything = { filter: { ...filter, humans: true }, sort, first: 0, count: 500 };

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

const create = (name = 'Acme.nhi') => running.client.call('workspace.create', { path: folder.join(name) });
const importAll = (...paths: string[]) =>
  running.client.call('imports.run', { files: paths.map((path) => ({ path })) } satisfies CallInput<'imports.run'>);

const manyRows = (count: number): string =>
  [
    'name,owner,kind,scopes',
    ...Array.from({ length: count }, (_, row) => `svc-${row},o${row % 9},api_key,orders:read`),
  ].join('\n');

describe.skipIf(!hasSamples)('real exports', () => {
  const keycloak = resolve(samples, 'keycloak');
  const auth0 = resolve(samples, 'auth0/tenant-example.yaml');

  it('become an inventory, and again nothing', async () => {
    await create();
    const files = ['export-master-26.5.5.json', 'moped-realm.json'].map((name) => resolve(keycloak, name));
    const report = await importAll(...files, auth0);
    expect(report.files.map(({ importer }) => importer)).toEqual(['keycloak-realm', 'keycloak-realm', 'auth0-tenant']);
    for (const { records, imported, unchanged, rejected } of report.files) {
      expect(records).toBe(imported + unchanged + rejected);
      expect(records).toBeGreaterThan(0);
    }
    expect(report.seq).toBe(2);
    const grid = await running.client.view('inventory.grid', everything);
    expect(grid.matched).toBeGreaterThan(10);
    expect(grid.rows.every(({ score, kind }) => (score === null) === (kind === 'human'))).toBe(true);

    const again = await importAll(...files, auth0);
    expect(again.files.map((file) => [file.imported, file.unchanged === file.records])).toEqual([
      [0, true],
      [0, true],
      [0, true],
    ]);
    expect(again.seq).toBe(2);
    const status = await running.client.view('workspace.status', {});
    expect(status.chain).toMatchObject({ records: 2, ok: true, firstBad: null });
    expect(status.tenants.map(({ name }) => name)).toContain('moped');
  });

  it('answer every view about themselves', async () => {
    await create();
    await importAll(resolve(keycloak, 'moped-realm.json'), auth0);
    const { client } = running;
    const grid = await client.view('inventory.grid', everything);
    const facets = await client.view('inventory.facets', { filter });
    expect(facets.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(grid.matched);
    const lifetimes = await client.view('lifetimes.view', { filter, policySeconds: 2_592_000, rotationPolicyDays: 90 });
    const privilege = await client.view('privilege.view', { filter });
    expect(lifetimes.total).toBe(privilege.total);
    const timeline = await client.view('timeline.view', { filter: { from: null, to: null } });
    expect(timeline.actions.map(({ key }) => key).sort()).toEqual(['import.committed', 'workspace.created']);
    for (const { id } of grid.rows) {
      const detail = await client.view('identities.detail', { id });
      expect(detail?.row.id).toBe(id);
      const record = await client.call('identities.record', { id, source: 0 });
      expect(record.json.length).toBeGreaterThan(2);
    }
    const findings = await client.view('findings.list', { first: 0, count: 500 });
    expect(findings.rows).toHaveLength(findings.total);
    for (const { title, evidence } of findings.rows) expect([title, evidence.length > 0]).toEqual([title, true]);
  });
});

describe('a table', () => {
  it('is mapped once and then remembered', async () => {
    await create();
    const path = folder.join('keys.csv');
    writeFileSync(path, 'Login,Responsible\nkey-1,Ada\nkey-2,Bo\n');
    const preview = await running.client.call('imports.preview', { paths: [path] });
    expect(preview.files[0]?.csv).toMatchObject({ columns: ['Login', 'Responsible'], remembered: false });
    const mapping = { Login: 'name', Responsible: 'owner' } as const;
    const report = await running.client.call('imports.run', { files: [{ path, tenant: 'Keys', mapping }] });
    expect(report.files).toMatchObject([{ importer: 'csv', tenant: 'Keys', imported: 2, rejected: 0 }]);
    writeFileSync(path, 'Login,Responsible\nkey-1,Ada\nkey-2,Cy\nkey-3,Di\n');
    const next = await running.client.call('imports.preview', { paths: [path] });
    expect(next.files[0]?.csv).toMatchObject({ remembered: true, mapping });
    const changed = await running.client.call('imports.run', { files: [{ path, tenant: 'Keys' }] });
    expect(changed.files).toMatchObject([{ records: 3, imported: 2, unchanged: 1, rejected: 0 }]);
  });

  it('keeps names that mean something to a spreadsheet or a terminal as they are', async () => {
    await create();
    const path = folder.join('odd.csv');
    const names = ['=HYPERLINK("http://x")', '\u202egnp.exe', '__proto__', '@SUM(A1)'];
    writeFileSync(path, `name\n${names.map((name) => `"${name.replaceAll('"', '""')}"`).join('\n')}\n`);
    const report = await running.client.call('imports.run', { files: [{ path, tenant: 'odd' }] });
    expect(report.files[0]?.imported).toBe(names.length);
    const grid = await running.client.view('inventory.grid', everything);
    expect(grid.rows.map(({ name }) => name).sort()).toEqual([...names].sort());
  });
});

describe('what goes wrong', () => {
  it('a file that nobody knows is a problem, and the others go in', async () => {
    await create();
    const [junk, good] = [folder.join('junk.bin'), folder.join('good.csv')];
    writeFileSync(junk, Buffer.from([0, 1, 2, 255, 254, 0, 0]));
    writeFileSync(good, 'name\nalpha\n');
    const report = await importAll(junk, good, folder.join('absent.json'));
    expect(report.files.map(({ importer, records }) => [importer, records])).toEqual([
      [null, 0],
      ['csv', 1],
      [null, 0],
    ]);
    expect(report.files[0]?.problems).toMatchObject([{ severity: 'error', file: 'junk.bin' }]);
    const problems = await running.client.view('problems.list', { first: 0, count: 10 });
    expect(problems.rows.map(({ file }) => file)).toContain('junk.bin');
  });

  it('Cancel leaves every byte as it was', async () => {
    const { path } = await create();
    const before = bytesOf(path);
    const file = folder.join('many.csv');
    writeFileSync(file, manyRows(60_000));
    const cancel = new AbortController();
    const importing = running.client.call(
      'imports.run',
      { files: [{ path: file }] },
      {
        signal: cancel.signal,
        onProgress: ({ done }) => {
          if (done > 0) cancel.abort();
        },
      },
    );
    await expect(importing).rejects.toMatchObject({ code: 'import.cancelled' });
    expect(bytesOf(path)).toBe(before);
    const status = await running.client.view('workspace.status', {});
    expect([status.counts.identities, status.chain.records, status.jobs]).toEqual([0, 1, []]);
  });

  it('refuses what needs a workspace while none is open', async () => {
    await expect(importAll(folder.join('x.csv'))).rejects.toMatchObject({ code: 'workspace.not_open' });
    const grid = await running.client.view('inventory.grid', everything);
    expect(grid).toEqual({ total: 0, matched: 0, first: 0, rows: [] });
    expect(await running.client.view('identities.detail', { id: 'idn_aaaaaaaaaaaaaaaa' })).toBeNull();
  });

  it('refuses folders that are no workspace', async () => {
    writeFileSync(folder.join('letter.txt'), 'hello');
    const { client } = running;
    await expect(client.call('workspace.open', { path: folder.path })).rejects.toMatchObject({
      code: 'workspace.not_a_workspace',
    });
    await expect(client.call('workspace.open', { path: folder.join('none') })).rejects.toMatchObject({
      code: 'workspace.absent',
    });
    await expect(client.call('workspace.create', { path: folder.path })).rejects.toMatchObject({
      code: 'workspace.not_empty',
    });
  });
});

describe('what an export cannot say', () => {
  it('is unknown and no finding, where an empty column says nobody', async () => {
    await create();
    const realm = { id: 'r-1', realm: 'acme', clients: [{ id: 'c1', clientId: 'shop', serviceAccountsEnabled: true }] };
    writeFileSync(folder.join('acme-realm.json'), JSON.stringify(realm));
    const rows = ['name,owner,kind,expires_at', 'erp,,api_key,never', 'crm,Ada,api_key,never'];
    writeFileSync(folder.join('keys.csv'), rows.join('\n'));
    await importAll(folder.join('acme-realm.json'), folder.join('keys.csv'));
    const { client } = running;
    const { rows: shown } = await client.view('inventory.grid', everything);
    expect(Object.fromEntries(shown.map(({ name, owner }) => [name, owner]))).toEqual({
      shop: { state: 'unknown', label: '', reason: 'not_in_export' },
      erp: { state: 'none', label: '', reason: null },
      crm: { state: 'single', label: 'Ada', reason: null },
    });
    const { owners } = await client.view('inventory.facets', { filter });
    expect(owners.filter(({ count }) => count > 0).map(({ value, count }) => [value, count])).toEqual([
      ['none', 1],
      ['single', 1],
      ['unknown', 1],
    ]);
    const orphans = await client.view('findings.list', { first: 0, count: 9, rules: ['NHI1a'] });
    expect(orphans.rows.map(({ name }) => name)).toEqual(['erp']);
    const only = { ...everything, filter: { ...filter, owners: ['unknown' as const] } };
    const [unknown] = (await client.view('inventory.grid', only)).rows;
    const detail = await client.view('identities.detail', { id: unknown?.id ?? '' });
    const ownership = detail?.score?.parts.find(({ component }) => component === 'ownership');
    expect(ownership).toMatchObject({ unknown: true, low: 0, points: 3, high: 6 });
  });
});

describe('a directory export', () => {
  it('is one tenant, whichever file is named first', async () => {
    await create();
    const clients = [{ id: 'c1', clientId: 'shop', serviceAccountsEnabled: true }];
    const users = [{ id: 'u1', username: 'ann' }];
    writeFileSync(folder.join('acme-realm.json'), JSON.stringify({ id: 'r-1', realm: 'acme', clients }));
    writeFileSync(folder.join('a-users-0.json'), JSON.stringify({ realm: 'acme', users }));
    const report = await importAll(folder.join('a-users-0.json'), folder.join('acme-realm.json'));
    expect(report.files.map(({ file, tenant }) => [file, tenant])).toEqual([
      ['a-users-0.json', 'acme'],
      ['acme-realm.json', 'acme'],
    ]);
    const { rows } = await running.client.view('inventory.grid', everything);
    expect([rows.length, new Set(rows.map(({ tenantId }) => tenantId)).size]).toEqual([2, 1]);
  });
});

describe('opening again', () => {
  const questions = [
    ['inventory.grid', everything],
    ['inventory.facets', { filter }],
    ['lifetimes.view', { filter, policySeconds: 2_592_000, rotationPolicyDays: 90 }],
    ['privilege.view', { filter }],
    ['findings.list', { first: 0, count: 50 }],
    ['timeline.view', { filter: { from: null, to: null } }],
    ['audit.list', { first: 0, count: 50 }],
  ] as const;
  const answers = async (engine: TestEngine): Promise<unknown[]> => {
    const views: unknown[] = [];
    for (const [name, params] of questions) views.push(await engine.client.view(name, params));
    return views;
  };

  it('shows the same as before, with and without the snapshot', async () => {
    const { path } = await create();
    const file = folder.join('many.csv');
    writeFileSync(file, manyRows(3000));
    await importAll(file);
    const before = await answers(running);
    await running.stop();
    expect(existsSync(`${path}/snapshot.sqlite`)).toBe(true);
    running = startEngine({ userData: folder.join('user') });
    await running.client.call('workspace.open', { path });
    expect(await answers(running)).toEqual(before);
    const status = await running.client.view('workspace.status', {});
    expect(status.recent.map((recent) => recent.path)).toEqual([path]);
  });

  it('read-only beside the one that writes', async () => {
    const { path } = await create();
    await importAll(resolve(fixtures, 'csv/plain/in.csv'));
    const other = startEngine({ userData: folder.join('other') });
    try {
      await expect(other.client.call('workspace.open', { path })).rejects.toMatchObject({ code: 'workspace.held' });
      const info = await other.client.call('workspace.open', { path, readOnly: true });
      expect(info.readOnly).toBe(true);
      expect(await answers(other)).toEqual(await answers(running));
      await expect(
        other.client.call('imports.run', { files: [{ path: resolve(fixtures, 'csv/plain/in.csv') }] }),
      ).rejects.toMatchObject({ code: 'workspace.read_only' });
    } finally {
      await other.stop();
    }
  });

  it('stops at a damaged record and shows read-only what stands before it', async () => {
    const { path } = await create();
    await importAll(resolve(fixtures, 'csv/plain/in.csv'));
    await running.client.call('workspace.close', {});
    const journal = `${path}/journal.log`;
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.replace('"import.committed"', '"import.committee"'));
    await expect(running.client.call('workspace.open', { path })).rejects.toMatchObject({
      code: 'workspace.damaged',
      details: { seq: 2 },
    });
    const info = await running.client.call('workspace.open', { path, readOnly: true });
    expect(info.notices).toHaveLength(1);
    const status = await running.client.view('workspace.status', {});
    expect(status.chain).toMatchObject({ ok: false, firstBad: 2 });
    expect(await running.client.call('audit.verify', {})).toMatchObject({ ok: false, records: 1, firstBad: 2 });
  });
});

describe('live views', () => {
  it('are sent again when a commit touches them', async () => {
    await create();
    const totals: number[] = [];
    const seen = new Promise<void>((done) => {
      running.client.watch('inventory.grid', everything, ({ total }) => {
        totals.push(total);
        if (total > 0) done();
      });
    });
    await importAll(resolve(fixtures, 'csv/plain/in.csv'));
    await seen;
    expect(totals[0]).toBe(0);
    expect(totals.at(-1)).toBeGreaterThan(0);
  });

  it('settings change one at a time and stay', async () => {
    const { client } = running;
    await client.call('settings.set', { theme: 'light' });
    await client.call('settings.set', { density: 'comfortable' });
    const { values, file } = await client.view('settings.view', {});
    expect(values).toMatchObject({ theme: 'light', density: 'comfortable' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(values);
  });
});
