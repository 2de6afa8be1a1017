// Who answers for what, by the word of an analyst, and what goes with somebody who left: derived, journalled, taken back.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');
const start = (): TestEngine => startEngine({ userData: folder.join('user') });

const rows = [
  'name,owner,kind,scopes,last_used_at',
  'Ada,,human,,',
  'Ben,,human,,',
  'bakery-hook,Ada,api_key,orders:read,',
  'bakery-sync,Ada,api_key,orders:read,',
  'bakery-new,,api_key,orders:write,',
  'other,Ben,api_key,orders:read,',
];

async function importText(name: string, text: string): Promise<void> {
  writeFileSync(folder.join(name), text);
  await running.client.call('imports.run', { files: [{ path: folder.join(name), tenant: 'Keys' }] });
}

beforeEach(async () => {
  folder = temporaryFolder();
  running = start();
  await running.client.call('workspace.create', { path: path() });
  await importText('keys.csv', rows.join('\n'));
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

async function rowOf(name: string) {
  const filter = inventoryFilter.parse({ humans: true, text: `name:${name}` });
  const sort = { by: 'name', descending: false } as const;
  const { rows: found } = await running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 });
  const [row] = found;
  if (row === undefined) throw new Error(`${name} is not in the inventory`);
  return row;
}
const queue = async () => (await running.client.view('owners.queue', { first: 0, count: 50 })).rows;
const found = async (text: string): Promise<number> => {
  const sort = { by: 'name', descending: false } as const;
  const grid = { filter: inventoryFilter.parse({ text }), sort, first: 0, count: 1 };
  return (await running.client.view('inventory.grid', grid)).matched;
};
const assign = async (name: string, owner: string | null) =>
  running.client.call('owners.assign', {
    identities: [(await rowOf(name)).id],
    owners: owner === null ? null : [{ name: owner }],
  });

describe('the queue of orphans', () => {
  it('says who might own what nobody does, and why', async () => {
    expect((await queue()).map(({ row, suggestions }) => [row.name, suggestions])).toEqual([
      ['bakery-new', [{ name: 'Ada', id: (await rowOf('Ada')).id, reason: 'owns 2 of 2 others of bakery' }]],
    ]);
  });

  it('is left by whatever an analyst gives an owner: score, finding, query and words follow, also in the next session', async () => {
    const before = await rowOf('bakery-new');
    const { before: said } = await assign('bakery-new', 'ada');
    expect(said).toEqual([{ identities: [before.id], owners: null }]);
    const after = await rowOf('bakery-new');
    expect(after.owner).toEqual({ state: 'single', label: 'ada', reason: null });
    expect(after.score?.value ?? 100).toBeLessThan(before.score?.value ?? 0);
    expect([await queue(), await found('owner:ada'), await found('owner:none')]).toEqual([[], 3, 0]);

    await running.stop();
    running = start();
    await running.client.call('workspace.open', { path: path() });
    const detail = await running.client.view('identities.detail', { id: before.id });
    expect(detail?.assigned).toMatchObject({ by: 'tess' });
    expect(detail?.identity.owners).toMatchObject([{ name: 'ada', status: 'active', id: (await rowOf('Ada')).id }]);
    expect(detail?.findings.map(({ rule }) => rule)).not.toContain('NHI1a');

    // What the file says later does not outweigh the analyst; taken back, it counts again.
    await importText('keys.csv', rows.join('\n').replace('bakery-new,', 'bakery-new,Ben'));
    expect((await rowOf('bakery-new')).owner.label).toBe('ada');
    await assign('bakery-new', null);
    expect((await rowOf('bakery-new')).owner.label).toBe('Ben');
  });

  it('refuses identities that are not there', async () => {
    const stranger = `idn_${'a'.repeat(16)}`;
    await expect(
      running.client.call('owners.assign', { identities: [stranger], owners: [{ name: 'Ada' }] }),
    ).rejects.toMatchObject({ code: 'identity.absent' });
  });
});

describe('somebody who left', () => {
  it('leaves orphans behind, and stands beside what should go too', async () => {
    const ada = await rowOf('Ada');
    await assign('other', 'Ada');
    const { leaving } = await running.client.view('departures.detail', { identity: ada.id });
    expect(leaving?.gone).toBeNull();
    expect(leaving?.items.map(({ name, what, why, connected }) => [name, what, why, connected]).sort()).toEqual([
      ['Ada', 'revoke', 'the account itself', false],
      ['bakery-hook', 'assign', 'its only owner, by the name alone', false],
      ['bakery-sync', 'assign', 'its only owner, by the name alone', false],
      ['other', 'assign', 'its only owner', false],
    ]);
    await running.client.call('departures.mark', { identities: [ada.id], note: 'last day was Friday' });
    expect((await rowOf('other')).owner.state).toBe('departed');
    expect((await queue()).map(({ row }) => row.name)).toContain('other');
    const detail = await running.client.view('identities.detail', { id: ada.id });
    expect(detail?.departure).toMatchObject({ by: 'tess', note: 'last day was Friday' });
    await running.client.call('departures.unmark', { identities: [ada.id] });
    expect((await rowOf('other')).owner.state).toBe('single');
  });

  it('is an integration that ended: it stands in the findings as long as it can sign in', async () => {
    const client = {
      clientId: 'orders',
      serviceAccountsEnabled: true,
      publicClient: false,
      secret: 'very-secret-value',
    };
    await importText('realm.json', JSON.stringify({ id: 'shop', realm: 'shop', clients: [client] }));
    const { id } = await rowOf('orders');
    const rules = async () =>
      (await running.client.view('identities.detail', { id }))?.findings.map(({ rule }) => rule);
    expect(await rules()).not.toContain('NHI1c');
    await running.client.call('departures.mark', { identities: [id] });
    expect(await rules()).toContain('NHI1c');
    await running.client.call('departures.unmark', { identities: [id] });
    expect(await rules()).not.toContain('NHI1c');
  });

  it('is forgotten with its import, and remembered when that comes back', async () => {
    const ada = await rowOf('Ada');
    await running.client.call('departures.mark', { identities: [ada.id] });
    await running.client.call('imports.undo', { seq: null });
    expect(await running.client.view('departures.detail', { identity: ada.id })).toEqual({ leaving: null });
    await importText('keys.csv', rows.join('\n'));
    const { leaving } = await running.client.view('departures.detail', { identity: ada.id });
    expect(leaving?.gone).toMatchObject({ by: 'tess' });
  });
});

describe('headless', () => {
  const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
  const nhi = (...argv: string[]) => {
    const all = [entry, ...argv, '--workspace', path()];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
    return { status, out: stdout, err: stderr };
  };

  it('lists the queue, assigns, forgets, and offboards', async () => {
    const [{ id }, ada] = [await rowOf('bakery-new'), await rowOf('Ada')];
    await running.client.call('workspace.close', {});
    expect(nhi('owner', 'queue').out).toMatch(/bakery-new .*nobody +Ada +owns 2 of 2/);
    expect(nhi('owner', 'assign', id, '--owner', 'Ada', '--team', 'Bakers').out).toBe('1 identity: Ada, Bakers.\n');
    expect(nhi('owner', 'queue').out).toContain('0 identities');
    expect(nhi('owner', 'assign', id, '--forget').status).toBe(0);
    expect(nhi('owner', 'assign', id).status).toBe(2);
    const left = nhi('offboard', ada.id, '--gone', '--note', 'left');
    expect(left).toMatchObject({ status: 0, out: expect.stringMatching(/Ada +Keys +revoke +the account itself/) });
    expect(nhi('offboard', ada.id, '--back', '--json').out).toContain('"gone":null');
  });
});
