// What would be, asked of the engine and headless: scores, findings, levers and the cheapest fixes; nothing is changed.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { type Supposed, supposed } from '#shared/contract/what-if.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');

const rows = [
  'name,owner,kind,scopes,last_used_at,created_at,expires_at',
  'Ada,,human,,,,',
  'legacy-key,,api_key,*,2020-01-01T00:00:00Z,2019-01-01T00:00:00Z,never',
  'orders-sync,Ada,api_key,orders:read,,2024-01-01T00:00:00Z,never',
];

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: path() });
  writeFileSync(folder.join('keys.csv'), rows.join('\n'));
  await running.client.call('imports.run', { files: [{ path: folder.join('keys.csv'), tenant: 'Keys' }] });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

async function inventory() {
  const sort = { by: 'name', descending: false } as const;
  const filter = inventoryFilter.parse({ humans: true });
  return (await running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 })).rows;
}
const suppose = async (change: Partial<Supposed>) => {
  const identities = (await inventory()).map(({ id }) => id);
  return running.client.view('whatif.view', { identities, supposed: supposed.parse(change), below: 'medium' });
};

describe('what if', () => {
  it('stands beside what is, which stays as it is', async () => {
    const before = await inventory();
    const { rows: found, leftOut } = await suppose({ owner: 'backed', lifetime: 86_400 });
    expect(leftOut).toBe(1);
    expect(found.map(({ name }) => name)).toEqual(['legacy-key', 'orders-sync']);
    for (const row of found) {
      expect(row.before.score.value).toBe(before.find(({ id }) => id === row.id)?.score?.value);
      expect(row.after.score.value).toBeLessThan(row.before.score.value);
      expect([row.before.lifetime, row.after.lifetime, row.connected]).toEqual(['never', 86_400, false]);
      expect(row.fixed.map(({ rule }) => rule)).toContain('NHI7a');
    }
    expect(await inventory()).toEqual(before);
  });

  it('says what the findings say of the same fix', async () => {
    const [, key] = await inventory();
    const detail = await running.client.view('identities.detail', { id: key?.id ?? '' });
    const fix = detail?.fixes.find(({ intent }) => intent === 'assign_owner');
    const { rows: found } = await suppose({ owner: 'backed' });
    expect(found[0]?.after.score.value).toBe(fix?.scoreAfter);
  });

  it('takes single grants away, and lets the identity go on', async () => {
    const [, key] = await inventory();
    const detail = await running.client.view('identities.detail', { id: key?.id ?? '' });
    const grants = detail?.identity.grants.map(({ id }) => id) ?? [];
    const { rows: found } = await suppose({ grants });
    expect(grants.length).toBeGreaterThan(0);
    expect(found.map(({ before, after }) => [before.scopes > 0, after.scopes])[0]).toEqual([true, 0]);
    expect(found[0]?.reasons.map(({ words }) => words).join()).not.toContain('it stops');
  });

  it('finds the cheapest way under a band, and ranks what can be done by points for what it breaks', async () => {
    const { rows: found, levers } = await suppose({});
    expect(found.map(({ cheapest }) => [cheapest.met, cheapest.levers])).toEqual([
      [true, ['disable']],
      [expect.any(Boolean), expect.any(Array)],
    ]);
    const rates = levers.map(({ rate }) => rate);
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    expect(levers.every(({ points, identities }) => points > 0 && identities.length > 0)).toBe(true);
  });

  it('is there headless, by name or by query', async () => {
    const sync = (await inventory()).find(({ name }) => name === 'orders-sync');
    const detail = await running.client.view('identities.detail', { id: sync?.id ?? '' });
    const grant = detail?.identity.grants[0]?.id ?? '';
    await running.client.call('workspace.close', {});
    const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
    const nhi = (...argv: string[]) =>
      spawnSync(process.execPath, [entry, 'what-if', ...argv, '--workspace', path()], { encoding: 'utf8' });
    expect(nhi('legacy-key', '--below', 'medium', '--rotate').stdout).toMatch(
      /legacy-key +Keys +disable → 0, breaks 13/,
    );
    const told = JSON.parse(nhi('--query', 'owner:ada', '--json', '--grant', grant).stdout);
    expect(told.rows).toMatchObject([{ name: 'orders-sync', before: { scopes: 1 }, after: { scopes: 0 } }]);
    for (const bad of [['nobody'], ['--lifetime', '5'], ['--proof', 'hope'], ['--query', 'name:nobody']])
      expect(nhi(...bad)).toMatchObject({ status: 2, stdout: '' });
  });
});
