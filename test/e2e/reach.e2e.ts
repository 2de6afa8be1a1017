// The blast radius on the demo company, in the real window: what is drawn stands in the table, and a fix is compared.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const reach = () => page().locator('.reach:visible');
const compared = (label: string) => reach().locator('.reach-comparison tr', { hasText: label }).first().locator('td');

beforeAll(async () => {
  bench = await startWorkbench();
  expect(await bench.call('workspace.openDemo', {})).toMatchObject({ ok: true });
});
afterAll(() => bench?.running.close());

describe('blast radius', () => {
  it('opens from the inventory by key and counts what a thief reaches', async () => {
    await bench.press('Alt+1');
    await page().getByRole('combobox', { name: 'Filter identities' }).fill('shop-assist');
    await eventually(bench.inventoryCount).toMatch(/^3 of /);
    await page().locator('.inventory:visible .name').getByText('shop-assist', { exact: true }).click();
    await bench.press('Control+Shift+R');
    await reach().locator('h2', { hasText: 'A thief of shop-assist reaches' }).waitFor();
    await eventually(() => compared('Humans').or(compared('of them humans')).first().textContent()).toMatch(/^[1-9]/);
    await eventually(() => reach().getByRole('grid').locator('[role="row"]').count()).toBeGreaterThan(10);
    await bench.pictures('reach');
  });

  it('shows the way to a chosen identity, with the scopes that are left', async () => {
    await reach().getByRole('grid').getByText('concierge-sub-2', { exact: true }).click();
    const detail = reach().locator('.split-detail');
    await detail.getByRole('heading', { name: 'concierge-sub-2' }).waitFor();
    await eventually(() => detail.locator('.reach-way li').count()).toBe(2);
  });

  it('compares before and after what is taken away, and puts it back', async () => {
    const before = (await compared('Identities').first().textContent()) ?? '';
    await reach()
      .getByRole('button', { name: /^acts for/ })
      .click();
    await reach()
      .locator('h3', { hasText: /The fix puts \d+ identities.* out of reach/ })
      .waitFor();
    await eventually(() => compared('Identities').first().textContent()).toBe(before);
    await reach().getByText('out of reach', { exact: true }).first().waitFor();
    await bench.pictures('reach-fix');
    expect(await axeComplaints(page())).toEqual([]);
    await reach().getByRole('button', { name: 'Put Everything Back' }).click();
    await reach().locator('h3', { hasText: 'Take something away' }).waitFor();
  });

  it('steals the next one from the row menu', async () => {
    await reach().getByRole('grid').getByText('concierge-sub-2', { exact: true }).click();
    await reach().getByRole('button', { name: 'Steal This One' }).click();
    await reach().locator('h2', { hasText: 'A thief of concierge-sub-2 reaches' }).waitFor();
    expect(bench.complaints).toEqual([]);
  });

  it('ranks everybody from the palette, and Enter opens the way of the first', async () => {
    await bench.command('Rank Everybody by Blast Radius');
    await reach()
      .locator('h2', { hasText: /^A thief of .+ reaches most/ })
      .waitFor();
    await eventually(() => reach().getByRole('grid').locator('[role="row"]').count()).toBeGreaterThan(10);
    await bench.pictures('reach-ranking');
    expect(await axeComplaints(page())).toEqual([]);
    const first = reach().getByRole('grid').locator('.name').first();
    const name = (await first.textContent()) ?? '';
    await first.click();
    await bench.press('Enter');
    await reach()
      .locator('h2', { hasText: `A thief of ${name} reaches` })
      .waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
