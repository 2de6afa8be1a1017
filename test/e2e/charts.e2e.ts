// The three chart editors on the demo company, in the real window: what a mark counts is what a click on it opens.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LaunchedApp } from '#test/support/electron-app.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
let running: LaunchedApp;

const activity = async (key: string, editor: string): Promise<void> => {
  await running.page.keyboard.press(key);
  await running.page.locator(editor).waitFor();
};
const digits = (words: string | null): number => Number((words ?? '').replace(/\D/g, ''));

/** Rows that the inventory lets through, once it is open with a mark. */
async function opened(): Promise<number> {
  await running.page.locator('.chips .chip').first().waitFor();
  const words = running.page.locator('.inventory-query [role="status"]');
  await running.page.waitForFunction((element) => / of /.test(element?.textContent ?? ''), await words.elementHandle());
  return digits(((await words.textContent()) ?? '').split(' of ')[0] ?? '');
}

/** A chart keeps how it was shown, and says so with its data. */
async function showAs(chart: string, form: 'table' | 'chart'): Promise<void> {
  const toggle = running.page.locator(`${chart} button[aria-label^="Show as"]`);
  if ((await toggle.getAttribute('aria-label')) === `Show as ${form}`) await toggle.click();
  await running.page
    .locator(form === 'table' ? `${chart} tbody tr` : `${chart} svg`)
    .first()
    .waitFor();
}

/** Opens every row of a chart's table that has something behind it, and compares the counts. */
async function tableAgrees(key: string, editor: string, chart: string, column: number, most: number): Promise<number> {
  const { page } = running;
  await activity(key, editor);
  await showAs(chart, 'table');
  const rows = page.locator(`${chart} tbody tr`, { has: page.locator('button') });
  const count = Math.min(most, await rows.count());
  for (let index = 0; index < count; index += 1) {
    if (index > 0) {
      await activity(key, editor);
      await showAs(chart, 'table');
    }
    const row = rows.nth(index);
    const expected = digits(await row.locator('td').nth(column).textContent());
    await row.locator('button').click();
    // The grid keeps the last window while the next arrives.
    await eventually(opened).toBe(expected);
  }
  return count;
}

beforeAll(async () => {
  bench = await startWorkbench();
  running = bench.running;
  expect(await bench.call('workspace.openDemo', {})).toMatchObject({ ok: true });
});
afterAll(async () => {
  await bench?.running.close();
  expect(bench?.complaints ?? []).toEqual([]);
});

describe('lifetimes', () => {
  it('proves its title and opens what a bin counts', async () => {
    await activity('Alt+2', '.lifetimes');
    const title = running.page.locator('.lifetimes .chart-title').first();
    await eventually(() => title.textContent()).toMatch(/outlives? the 30-day policy$/);
    await running.screenshot('lifetimes');
    expect(await tableAgrees('Alt+2', '.lifetimes', '.lifetimes-distribution', 0, 4)).toBeGreaterThan(1);
  });

  it('tries another policy from the keyboard and comes back', async () => {
    await activity('Alt+2', '.lifetimes');
    await showAs('.lifetimes-distribution', 'chart');
    const line = running.page.locator('.policy-line');
    await line.focus();
    await line.press('ArrowLeft');
    const title = running.page.locator('.lifetimes .chart-title').first();
    await eventually(() => title.textContent()).toMatch(/would outlive a 14-day policy$/);
    await line.press('Escape');
    await eventually(() => title.textContent()).toMatch(/the 30-day policy$/);
  });
});

describe('privilege', () => {
  it('opens what a bin and a cell count', async () => {
    await activity('Alt+3', '.privilege');
    await running.page.locator('.cell-mark').first().waitFor();
    await running.screenshot('privilege');
    const basis = (): Promise<string[]> => running.page.locator('.privilege .chart-basis').allTextContents();
    await eventually(async () => (await basis()).length).toBe(2);
    expect([...new Set(await basis())]).toEqual([expect.stringMatching(/^policy [0-9a-f]{6}$/)]);
    expect(await tableAgrees('Alt+3', '.privilege', '.privilege-distribution', 1, 3)).toBeGreaterThan(1);
    expect(await tableAgrees('Alt+3', '.privilege', '.privilege-scatter', 1, 3)).toBeGreaterThan(1);
  });
});

describe('audit', () => {
  it('goes from event to event, draws the chain and follows in the list', async () => {
    await activity('Alt+5', '.audit');
    const lanes = running.page.locator('.lanes-plot');
    await lanes.focus();
    await lanes.press('End');
    const words = lanes.locator('[role="status"]');
    await eventually(() => words.textContent()).toMatch(/allowed|denied/);
    await running.page.locator('.audit .grid-row[aria-selected="true"]').waitFor();
    await eventually(() => running.page.locator('.audit-event').textContent()).toMatch(
      /From (?:203\.0\.113|198\.51\.100)\.\d+ in AS64\d+/,
    );
    await running.screenshot('audit');
    const last = await words.textContent();
    await lanes.press('ArrowLeft');
    await eventually(() => words.textContent()).not.toBe(last);
  });

  it('narrows the window from the keyboard and shows the whole span again', async () => {
    const brush = running.page.locator('.brush-bars');
    await brush.focus();
    for (let step = 0; step < 4; step += 1) {
      const before = await brush.getAttribute('aria-valuetext');
      await brush.press('ArrowUp');
      await eventually(() => brush.getAttribute('aria-valuetext')).not.toBe(before);
    }
    await brush.press('Escape');
    await eventually(() => running.page.locator('.brush-words').textContent()).toMatch(/^Whole span/);
  });

  it('verifies the chain', async () => {
    await running.page.locator('.audit-head').getByRole('button', { name: 'Verify' }).click();
    await eventually(() => running.page.locator('.chain-badge').textContent()).toMatch(
      /^Chain verified \d\d:\d\d, [\d,]+ records, head /,
    );
  });
});
