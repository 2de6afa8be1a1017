// What has little room: the smallest window, twice the size of the words, and names that end nowhere.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

const activities = ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9', 'Alt+0'];

let bench: Workbench;
const page = () => bench.page;
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await bench.running.screenshot('narrow-failed');
});

/** What of the frame is not where it belongs, in CSS px. */
const misplaced = (): Promise<string[]> =>
  page().evaluate(() => {
    const wrong: string[] = [];
    const within = (selector: string): void => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      if (box === undefined || box.top < 0 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5) {
        wrong.push(`${selector}: ${JSON.stringify(box)}`);
      }
    };
    for (const part of ['[data-part="title"]', '[data-part="status"]', '[data-part="status"] > :last-child'])
      within(part);
    for (const button of ['Help', 'Settings']) within(`[data-part="activity"] > [aria-label="${button}"]`);
    for (const head of document.querySelectorAll<HTMLElement>('.editor-page .page-head h2')) {
      if (head.offsetParent !== null && head.offsetWidth < 200) wrong.push(`${head.textContent} is a column of words`);
    }
    return wrong;
  });

const zoom = (factor: number): Promise<void> =>
  bench.running.app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to),
    factor,
  );

describe('with little room', () => {
  beforeAll(async () => {
    bench = await startWorkbench();
    await bench.command('Open the Demo Company');
    await bench.status.getByText(/1,\d{3} shown/).waitFor();
  });
  afterAll(async () => {
    await bench?.running.close();
    expect(bench?.complaints ?? []).toEqual([]);
  });

  it('the frame stays whole in the smallest window, whatever is open', async () => {
    await bench.setSize(960, 600);
    for (const key of activities) {
      await bench.press(key);
      await page().locator('.editor-page:visible').first().waitFor();
      expect([key, await misplaced()]).toEqual([key, []]);
    }
    await bench.running.screenshot('narrow-window');
  });

  it('and at twice the size', async () => {
    await bench.setSize(1280, 800);
    await zoom(2);
    await page().waitForFunction(() => innerWidth === 640);
    for (const key of activities) {
      await bench.press(key);
      await page().locator('.editor-page:visible').first().waitFor();
      expect([key, await misplaced()]).toEqual([key, []]);
    }
    // The last of the activities is reached all the same.
    const demo = page().getByRole('tab', { name: 'Demo' });
    await demo.focus();
    const inSight = await demo.evaluate((button) => {
      const [own, bar] = [button.getBoundingClientRect(), button.parentElement?.getBoundingClientRect()];
      return bar !== undefined && own.top >= bar.top - 1 && own.bottom <= bar.bottom + 1;
    });
    expect(inSight).toBe(true);
    await zoom(1);
    await page().waitForFunction(() => innerWidth === 1280);
  });

  it('the audit keeps rows of its events in sight', async () => {
    await bench.setSize(960, 600);
    await bench.press('Alt+5');
    const events = page().getByRole('grid', { name: 'Events' });
    await eventually(async () => (await events.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(90);
    await bench.setSize(1280, 800);
  });
});

describe('a name that ends nowhere', () => {
  const long = `svc-${'integration-of-the-replenishment-forecast-with-the-supplier-portal-'.repeat(6)}`;
  const words = 'Account of the nightly reconciliation between the ledger and the loyalty programme '.repeat(5).trim();

  beforeAll(async () => {
    bench = await startWorkbench();
    await bench.newWorkspace();
    const rows = [long, words].map((name) => `${name},Ada,api_key,orders:read *,2024-01-01,2024-01-01,2026-01-01`);
    const head = 'name,owner,kind,scopes,created_at,rotated_at,last_used_at';
    const [path] = writeFiles({ 'keys.csv': [head, ...rows].join('\n') });
    expect(await bench.call('imports.run', { files: [{ path, tenant: 'Keys' }] })).toMatchObject({ ok: true });
    await bench.press('Alt+1');
    expect(await bench.wholeInventory()).toBe('2 of 2');
  });
  afterAll(async () => {
    await bench?.running.close();
    expect(bench?.complaints ?? []).toEqual([]);
  });

  it.each([long, words])('is cut on its page and whole on hover: %#', async (name) => {
    await bench.press('Alt+1');
    await page().getByRole('grid', { name: 'Inventory' }).locator('.grid-row', { hasText: name }).dblclick();
    const shown = bench.editor.locator('.identity-name');
    await eventually(() => shown.getAttribute('title')).toBe(name);
    expect((await shown.boundingBox())?.height).toBeLessThanOrEqual(2 * 28);
    const [icon, first] = [await bench.editor.locator('h1 .codicon').first().boundingBox(), await shown.boundingBox()];
    expect(Math.abs((icon?.x ?? 0) + (icon?.width ?? 0) - (first?.x ?? 0))).toBeLessThan(16);
  });

  it('does not hide what a sentence says of it', async () => {
    await bench.command('Show Blast Radius');
    await bench.editor.getByRole('heading', { name: /^A thief of .{1,60} reaches / }).waitFor();
    await bench.press('Alt+1');
    await page().getByRole('grid', { name: 'Inventory' }).locator('.grid-row', { hasText: words }).click();
    await bench.press('Delete');
    const toast = page().locator('.toast', { hasText: 'Only identities of connected tenants can be changed.' });
    const message = toast.locator('.selectable').first();
    await message.waitFor();
    expect(await message.getAttribute('title')).toContain('is not connected');
    expect((await message.boundingBox())?.height).toBeLessThanOrEqual(4 * 20);
  });
});
