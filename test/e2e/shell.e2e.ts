// The frame of the workbench in the real window: first start, demo company, keyboard, import by dialog and by drop, and
// what is still there after the plug was pulled.
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dropFiles } from '#test/support/drop-files.ts';
import { checkout, give, scratchFolder } from '#test/support/electron-app.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

const samples = resolve(checkout, process.env['NHI_SAMPLES'] ?? '../shared/samples');
const realm = join(samples, 'keycloak/export-master-26.5.5.json');

let bench: Workbench;

const page = () => bench.page;
const press = (key: string) => bench.press(key);

async function start(home?: string): Promise<void> {
  bench = await startWorkbench(home === undefined ? {} : { home });
}

async function close(): Promise<void> {
  await bench?.running.close();
  expect(bench?.complaints ?? []).toEqual([]);
}

describe('the first window', () => {
  beforeAll(() => start());
  afterAll(close);

  it('welcomes with four ways to begin', async () => {
    for (const way of ['Open the demo company', 'New workspace…', 'Open workspace…', 'Import an export…']) {
      await page().locator('.welcome-start', { hasText: way }).waitFor();
    }
  });

  it('opens the demo company and shows its inventory', async () => {
    await page().locator('.welcome-start', { hasText: 'Open the demo company' }).click();
    await eventually(bench.inventoryCount).toMatch(/^1,\d{3} of 1,\d{3}$/);
    await eventually(() => bench.status.textContent()).toMatch(/Northwind Loyalty[\s\S]*verified[\s\S]*4 tenants/);
  });

  it('reaches every activity by key, and every page says what it is', async () => {
    await bench.command('Theme: Dark');
    for (const [key, title] of [
      ['Alt+2', 'Lifetimes'],
      ['Alt+3', 'Privilege'],
      ['Alt+5', 'Audit'],
      ['Alt+6', 'Findings'],
      ['Alt+1', 'Inventory'],
    ] as const) {
      await press(key);
      await page().getByRole('tab', { name: title, exact: true, selected: true }).first().waitFor();
      await page().locator('.side-head', { hasText: title }).waitFor();
      await page().locator('.editor-page:visible :is(canvas, svg.recharts-surface, [role="grid"])').first().waitFor();
      await bench.running.screenshot(`shell-${title.toLowerCase()}-dark-1280`);
    }
  });

  it('finds an identity by name, opens it, and names its tab', async () => {
    await press('Control+P');
    await page().getByRole('combobox').fill('shop-assist');
    await page()
      .getByRole('option', { name: /shop-assist.*score/ })
      .first()
      .waitFor();
    await press('Enter');
    await eventually(bench.openTabs).toContain('shop-assist');
    await press('Control+W');
    await eventually(bench.openTabs).not.toContain('shop-assist');
    await press('Control+Shift+T');
    await eventually(bench.openTabs).toContain('shop-assist');
  });

  it('narrows the inventory by a tick in the side bar, and widens it again', async () => {
    await press('Alt+1');
    const all = await bench.wholeInventory();
    const agents = page().getByRole('checkbox', { name: /^Agent / });
    await agents.click({ modifiers: ['Control'] });
    await eventually(bench.inventoryCount).toMatch(/^\d{2,3} of /);
    const [shown = ''] = (await bench.inventoryCount()).split(' ');
    await eventually(() => agents.textContent()).toContain(shown);
    await agents.click({ modifiers: ['Control'] });
    await eventually(bench.inventoryCount).toBe(all);
  });

  it('goes round its parts by F6 and never loses the focus', async () => {
    const part = () =>
      page().evaluate(() => document.activeElement?.closest('[data-part]')?.getAttribute('data-part') ?? 'none');
    const seen = new Set<string>();
    for (let step = 0; step < 5; step += 1) {
      const before = await part();
      await press('F6');
      await eventually(part).not.toBe(before);
      seen.add(await part());
    }
    expect([...seen].sort()).toEqual(['activity', 'editor', 'panel', 'side', 'status']);
  });

  it('splits in two groups and comes together again', async () => {
    await press('Control+\\');
    await eventually(() => page().locator('.editor-group').count()).toBe(2);
    await press('Control+W');
    await eventually(() => page().locator('.editor-group').count()).toBe(1);
  });

  it('changes its theme at once, in both sizes', async () => {
    const theme = () => page().evaluate(() => document.documentElement.getAttribute('data-theme'));
    await bench.command('Theme: Light');
    await eventually(theme).toBe('light');
    await press('Alt+1');
    await bench.running.screenshot('shell-inventory-light-1280');
    await bench.setSize(1920, 1080);
    await bench.running.screenshot('shell-inventory-light-1920');
    await bench.command('Theme: Dark');
    await eventually(theme).toBe('dark');
    await bench.running.screenshot('shell-inventory-dark-1920');
    await bench.setSize(1280, 800);
  });

  it('verifies the chain when it is asked to', async () => {
    await bench.command('Verify the Audit Chain');
    await page()
      .getByText(/^Chain verified: \d+ records?, head/)
      .waitFor();
  });
});

describe('an import', () => {
  beforeEach(() => start());
  afterEach(close);

  it.skipIf(!existsSync(realm))(
    'by the file dialog goes ahead at once, and a second time changes nothing',
    async () => {
      await bench.newWorkspace();
      const folder = scratchFolder();
      const file = join(folder, 'realm.json');
      copyFileSync(realm, file);
      give(folder);
      await bench.answerDialogs([file]);
      await press('Control+I');
      await page().getByRole('heading', { name: 'Import finished' }).waitFor();
      const cells = async (): Promise<string[]> =>
        (await page().locator('.import-files tbody tr').first().locator('td').allTextContents()).map((cell) =>
          cell.trim(),
        );
      const [, importer, tenant, records, imported] = await cells();
      expect({ importer, tenant }).toEqual({ importer: 'Keycloak realm export', tenant: 'master' });
      expect(Number(imported)).toBeGreaterThan(0);
      expect(imported).toBe(records);
      await bench.running.screenshot('shell-import-done');

      await press('Control+I');
      await page().getByText('Nothing new: the workspace is as it was.').waitFor();
      expect((await cells()).slice(3, 6)).toEqual([records, '0', records]);
    },
  );

  it('by drop asks what a CSV leaves open, tells what it could not use, and survives the plug', async () => {
    const path = await bench.newWorkspace();
    const folder = scratchFolder();
    const table = join(folder, 'keys.csv');
    const junk = join(folder, 'junk.txt');
    writeFileSync(table, 'Label,Type,Owner,Notes\nbilling-sync,service account,Marta,=cmd()\nmetrics,api key,,x\n');
    writeFileSync(junk, 'hello world');
    give(folder);
    await dropFiles(bench.running.app, [table, junk]);
    await page().getByLabel('Tenant of keys.csv').fill('spreadsheet');
    const meaning = page().getByLabel('Meaning of the column Label');
    await meaning.selectOption('name');
    await bench.running.screenshot('shell-import-csv');
    await page().getByRole('button', { name: 'Import into Acme' }).click();
    await page().getByRole('heading', { name: 'Import finished' }).waitFor();
    await page().getByRole('listbox', { name: 'Problems and findings' }).getByText('junk.txt').waitFor();
    await press('Alt+1');
    await eventually(bench.inventoryCount).toBe('2 of 2');

    const { home } = bench.running;
    expect(bench.complaints).toEqual([]);
    await bench.running.kill();
    await start(home);
    await bench.answerDialogs([path]);
    await bench.command('Open Workspace…');
    await eventually(bench.inventoryCount).toBe('2 of 2');
  });
});
