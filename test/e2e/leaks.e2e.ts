// The report of a secret scanner and the inventory, dropped one after the other: what the analyst then sees.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { dropFiles } from '#test/support/drop-files.ts';
import { give, scratchFolder } from '#test/support/electron-app.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const grid = () => page().getByRole('grid', { name: 'Findings' });
const detail = () => page().getByRole('complementary', { name: 'Details of the selected finding' });
const problems = () => page().getByRole('listbox', { name: 'Problems and findings' });

const secret = 'q7Zt-4xNk-orders-W2pL9vRb';
const client = (clientId: string, of: string) => ({ clientId, secret: of, serviceAccountsEnabled: true });
const realm = {
  realm: 'acme',
  id: 'acme',
  clients: [client('orders-sync', secret), client('metrics-feed', 'of-metrics-feed-alone')],
};
const finding = (Secret: string, StartLine: number) => ({
  RuleID: 'generic-api-key',
  Match: `secret: "${Secret}"`,
  Secret,
  File: 'deploy/prod.env',
  StartLine,
  Commit: '1caf0105f0b6b8b0b8a6c6d1b6ad7c9e0f2a3b4c',
  Link: 'https://github.com/acme/shop/blob/1caf0105f0b6b8b0b8a6c6d1b6ad7c9e0f2a3b4c/deploy/prod.env',
  Date: '2026-01-12T09:15:00Z',
  Email: 'ada@acme.example',
});

async function drop(name: string, content: unknown): Promise<void> {
  const folder = scratchFolder();
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  give(folder);
  await dropFiles(bench.running.app, [path]);
  await page().getByRole('heading', { name: 'Import finished' }).waitFor();
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
  await bench.newWorkspace('Leaks');
});
afterAll(() => bench?.running.close());

it('a report waits for whoever its secrets are of, and says so', async () => {
  await drop('gitleaks.json', [finding(secret, 12), finding('nobody-has-this-one', 40)]);
  await page().locator('.import-files').getByText('gitleaks report').waitFor();
  await bench.pictures('leaks-import');
  await bench.command('Show Problems');
  await problems().getByText('2 of 2 secrets that scanners found match no credential').waitFor();
  await bench.press('Alt+5');
  await page().getByRole('combobox', { name: 'Filter events' }).fill('signal:secret_in_open');
  await page().locator('.audit .grid-row').getByText('github.com/acme/shop deploy/prod.env:40').waitFor();
  await bench.pictures('leaks-audit');
});

it('finds its owner when that is imported: the finding names repository, file, line and commit', async () => {
  await bench.press('Escape');
  await drop('acme-realm.json', realm);
  await bench.press('Alt+6');
  await grid().getByRole('row', { name: /NHI2a/ }).first().click();
  if (!(await detail().isVisible())) await bench.press(' ');
  await detail().getByText('github.com/acme/shop deploy/prod.env:12 at 1caf0105f0b6').waitFor();
  expect(await page().content()).not.toContain(secret);
  expect(await axeComplaints(page())).toEqual([]);
  await bench.pictures('leaks-finding');
  await bench.command('Show Problems');
  await problems().getByText('1 of 2 secrets that scanners found match no credential').waitFor();
});

it('its evidence opens the credential', async () => {
  await detail().getByRole('listitem').getByRole('button').first().click();
  await page().locator('.identity:visible').getByText('leaked', { exact: true }).waitFor();
  await eventually(() =>
    page()
      .locator('.identity:visible')
      .getByText(/sha256:/)
      .count(),
  ).toBeGreaterThan(0);
  await bench.pictures('leaks-identity');
});
