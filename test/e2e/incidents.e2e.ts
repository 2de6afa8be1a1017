// Vendors with an incident in the real window: entered, seen as findings, taken back, and made one plan.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const heading = (words: RegExp) => page().locator('.incidents:visible h2').getByText(words).waitFor();
const vendors = () => page().getByRole('table', { name: 'Vendors with an incident' });
beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('the list of incidents', () => {
  it('shows what of each vendor can still get in', async () => {
    await bench.command('Show Vendor Incidents');
    await heading(/^1 identity of 1 vendor with an incident can still get in$/);
    await vendors().getByText('Automation vendor').waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('incidents');
  });

  it('takes a vendor by form and keyboard, and loses it again by Undo', async () => {
    await page()
      .getByRole('textbox', { name: 'Vendor' })
      .or(page().getByRole('combobox', { name: 'Vendor' }))
      .fill('Vela Media');
    await page().getByRole('textbox', { name: 'What happened' }).fill('tokens of customers were read');
    await page().getByRole('textbox', { name: 'Day it happened' }).fill('soon');
    await bench.press('Enter');
    await page().getByRole('alert').getByText('As in 2026-03-14.').waitFor();
    await page().getByRole('textbox', { name: 'Day it happened' }).fill('2026-03-11');
    await bench.press('Enter');
    await vendors().getByText('tokens of customers were read').waitFor();
    await heading(/^2 identities of 2 vendors/);
    await page().getByRole('button', { name: 'Undo' }).first().click();
    await heading(/^1 identity of 1 vendor /);
  });

  it('makes one plan of all that a vendor published', async () => {
    await vendors().getByRole('button', { name: 'Revoke Everything…' }).click();
    await page().getByText('Only identities of connected tenants can be changed.').first().waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
