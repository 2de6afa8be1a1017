import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dropFiles } from '#test/support/drop-files.ts';
import { give, scratchFolder } from '#test/support/electron-app.ts';
import { startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const out = '/tmp/c4/shots';
let n = 0;
async function shot(name: string) {
  for (const theme of ['Light', 'Dark'] as const) {
    await bench.setTheme(theme);
    for (const [w, h] of [[1920, 1080], [1280, 800]] as const) {
      await bench.setSize(w, h);
      await page().screenshot({ path: `${out}/${String(n).padStart(2, '0')}-${name}-${theme.toLowerCase()}-${w}.png` });
    }
  }
  n += 1;
}
beforeAll(async () => { bench = await startWorkbench(); await bench.setTheme('Dark'); });
afterAll(() => bench?.running.close());

it('walk', async () => {
  await shot('welcome');
  const folder = join(scratchFolder(), 'exports');
  cpSync('/tmp/c4/exports', folder, { recursive: true });
  cpSync('/tmp/c4/exports.zip', join(folder, '..', 'exports.zip'));
  give(folder); give(join(folder, '..'));
  await bench.newWorkspace('Acme');
  const t0 = performance.now();
  await dropFiles(bench.running.app, [folder]);
  await page().getByText(/recognised, /).first().waitFor({ timeout: 60000 });
  console.log('preview ms', performance.now() - t0, await page().getByText(/recognised, /).first().textContent());
  await shot('preview');
  await page().locator('.editor-page:visible').first().hover();
  await page().mouse.wheel(0, 1500);
  await shot('preview-scrolled');
  const t1 = performance.now();
  await page().getByRole('button', { name: /Import into/ }).click();
  for (let i = 0; i < 6; i += 1) { await page().waitForTimeout(350); await page().screenshot({ path: `${out}/run-${i}.png` }); }
  await page().getByRole('heading', { name: 'Import finished' }).waitFor({ timeout: 120000 });
  console.log('import ms', performance.now() - t1);
  await shot('result');
  await bench.press('Control+Shift+M');
  await page().waitForTimeout(500);
  await shot('problems');
  await bench.press('Alt+1');
  await page().waitForTimeout(800);
  await shot('inventory');
  console.log('inv', await bench.inventoryCount());
  await bench.command('Show Scopes').catch((e) => console.log('no command', String(e).slice(0, 200)));
  await page().waitForTimeout(800);
  await shot('scopes');
  // the zip again
  await dropFiles(bench.running.app, [join(folder, '..', 'exports.zip')]);
  await page().getByText(/recognised, /).first().waitFor({ timeout: 60000 });
  await shot('zip-preview');
  await page().getByRole('button', { name: /Import into/ }).click();
  await page().getByRole('heading', { name: 'Import finished' }).waitFor({ timeout: 120000 });
  await shot('zip-result');
  await bench.press('Alt+1');
  await page().waitForTimeout(800);
  console.log('inv after zip', await bench.inventoryCount());
  console.log('complaints', bench.complaints);
  expect(existsSync(folder)).toBe(true);
}, 300_000);
