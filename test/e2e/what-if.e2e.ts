// What if, in the real window: supposed from one identity and from a selection, read, taken back; nothing is changed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const head = () => page().locator('.what-if:visible h2').first();
const rows = () => page().getByRole('table', { name: 'Before and after' }).locator('tbody tr');
beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('one identity', () => {
  it('is asked about from its page; what helps is supposed by one press and taken back by another', async () => {
    await bench.press('Control+P');
    await bench.typeText('shop-assist');
    await page()
      .getByRole('option', { name: /shop-assist/ })
      .first()
      .waitFor();
    await bench.press('Enter');
    await page().getByRole('button', { name: 'What If…' }).click();
    await head()
      .getByText(/scores \d+: what if …$/)
      .waitFor();
    await page()
      .getByRole('table', { name: 'What helps most' })
      .getByRole('button', { name: 'Suppose It' })
      .first()
      .click();
    await head()
      .getByText(/would go from \d+ to \d+$/)
      .waitFor();
    await page()
      .getByRole('combobox', { name: 'How long it lives' })
      .selectOption({ label: 'at most 5 minutes a hop' });
    await rows().first().getByText('→').first().waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('what-if-one');
    await bench.command('Suppose Nothing');
    await head()
      .getByText(/what if …$/)
      .waitFor();
  });
});

describe('a selection', () => {
  it('is asked about from the inventory, by what helps most for what it would break', async () => {
    await bench.press('Alt+1');
    await page().locator('.inventory:visible .grid-row[data-id]').first().click();
    for (let more = 0; more < 7; more += 1) await bench.press('Shift+ArrowDown');
    await bench.command('What If…');
    await head()
      .getByText(/^\d of 8 identities are under high: what if …$/)
      .waitFor();
    const table = page().getByRole('table', { name: 'What helps most' });
    await table.getByRole('button', { name: 'Suppose It' }).first().click();
    await head()
      .getByText(/^\d of 8 identities would be under high, now \d$/)
      .waitFor();
    await eventually(() => rows().count()).toBe(8);
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('what-if-selection');
    expect(bench.complaints).toEqual([]);
  });
});
