// One identity of the demo company, and one out of an export, in the real window: every section, and what it was made of.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const press = (key: string) => bench.press(key);
const section = (id: string) => page().locator(`section[id="identity.${id}"]:visible`);
const bodyOf = async (id: string): Promise<string> => (await section(id).locator('.section-body').textContent()) ?? '';

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('an identity', () => {
  it('is found by name and opened in a tab of its own', async () => {
    await press('Control+P');
    await page().getByRole('combobox').fill('shop-assist');
    await page()
      .getByRole('option', { name: /^shop-assist/ })
      .first()
      .waitFor();
    await press('Enter');
    await page().locator('.identity:visible h1').getByText('shop-assist', { exact: true }).waitFor();
    await eventually(bench.openTabs).toContain('shop-assist');
  });

  it('says why it scores what it scores: the steps of the waterfall add up', async () => {
    const score = Number(
      /^Score (\d+)/.exec(
        (await page()
          .getByRole('img', { name: /^Score \d+/ })
          .getAttribute('aria-label')) ?? '',
      )?.[1],
    );
    const labels = section('why').locator('.recharts-label-list text');
    await eventually(() => labels.count()).toBeGreaterThan(5);
    const words = await labels.allTextContents();
    const steps = words.filter((word) => word.startsWith('+')).map((word) => Number(/[\d.]+/.exec(word)?.[0]));
    expect(Math.round(steps.reduce((sum, step) => sum + step, 0))).toBe(score);
    expect(Number(/^\d+/.exec(words.at(-1) ?? '')?.[0])).toBe(score);
    expect(await section('why').getByRole('button').textContent()).toMatch(
      /^Why this score: what it can do weighs \d+ points, how exposed it is \d+/,
    );
  });

  it.each([
    ['privileges', /orders/],
    ['delegation', /shop-assist/],
    ['credentials', /client secret/i],
    ['lifetime', /offline session/],
    ['grants', /Ana Ruiz/],
    ['activity', /[\d,]+ events?, /],
    ['findings', /Fix/],
  ])('shows its %s', async (id, words) => {
    await section(id).waitFor();
    await eventually(() => bodyOf(id)).toMatch(words);
  });

  it('looks as it should', () => bench.pictures('identity'));

  it('shows what became of it, and says where there is no record of its making', async () => {
    await section('history')
      .getByRole('button', { name: /^History/ })
      .click();
    await eventually(() => bodyOf('history')).toMatch(/#\d+\d{4}-\d\d-\d\d \d\d:\d\d.*Filled with the demo company/);
    await section('source')
      .getByRole('button', { name: /^Source records:/ })
      .click();
    await section('source').getByText('There is no record to show').waitFor();
    expect(await section('source').getByRole('button', { name: 'Copy record' }).count()).toBe(0);
    await bench.running.screenshot('identity-source-dark-1280');
  });

  it('leads to all findings of its rule', async () => {
    const link = section('findings')
      .getByRole('button', { name: /^NHI\d+[a-z]$/ })
      .first();
    const rule = (await link.textContent()) ?? '';
    await link.click();
    await page()
      .locator('.findings:visible')
      .getByRole('heading', { name: new RegExp(`^${rule} .*: [\\d,]+ identit`) })
      .waitFor();
    const rules = page().locator('.findings:visible .grid-row [aria-colindex="2"]');
    await eventually(async () => [...new Set(await rules.allTextContents())]).toEqual([rule]);
  });
});

describe('an identity out of an export', () => {
  it('shows the record that it was made from, without its secret', async () => {
    const [path] = writeFiles({
      'one.json': JSON.stringify({ realm: 'one', clients: [{ clientId: '0-first', secret: 'do-not-show-this' }] }),
    });
    expect(await bench.call('imports.run', { files: [{ path }] })).toMatchObject({ ok: true });
    await press('Alt+1');
    await page().getByRole('combobox', { name: 'Filter identities' }).fill('0-first');
    await eventually(bench.inventoryCount).toMatch(/^1 of /);
    await page().locator('.inventory:visible .name').getByText('0-first', { exact: true }).dblclick();
    const source = page().locator('section[id="identity.source"]:visible');
    await source.getByRole('button', { name: /^Source records:/ }).click();
    await eventually(() => source.locator('pre').textContent()).toContain('"clientId": "0-first"');
    const record = (await source.locator('pre').textContent()) ?? '';
    expect(JSON.parse(record)).toMatchObject({ clientId: '0-first' });
    expect(record).not.toContain('do-not-show-this');
    await source.getByRole('button', { name: 'Copy record' }).click();
    await eventually(bench.clipboard).toBe(record);
    expect(bench.complaints).toEqual([]);
  });
});
