// How a client is registered, and which packs of rules run, in the real window.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('the packs of rules', () => {
  const pack = (name: RegExp) => page().getByRole('checkbox', { name });
  const notice = () => page().getByText(/^Rules that run:/);

  it('are chosen beside the rules, and taken back', async () => {
    await bench.command('Show the Rules and Their Examples');
    await pack(/^RFC 9700, 12 rules/).waitFor();
    expect(await pack(/^OWASP/).getAttribute('aria-checked')).toBe('true');
    expect(await pack(/^RFC 9700/).getAttribute('aria-checked')).toBe('false');
    await pack(/^RFC 9700/).click();
    await eventually(() => pack(/^RFC 9700/).getAttribute('aria-checked')).toBe('true');
    await notice().waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('rules-packs');
    await bench.undo('Rules that run:');
    await eventually(() => pack(/^RFC 9700/).getAttribute('aria-checked')).toBe('false');
  });
});

describe('an identity', () => {
  const section = () => page().locator('[id="identity.registration"]:visible');

  it('says how it is registered, and where that comes from', async () => {
    await bench.press('Alt+6');
    await page().getByRole('combobox', { name: 'Filter findings' }).fill('rule:NHI4b name:crm-bridge');
    const row = page()
      .getByRole('grid', { name: 'Findings' })
      .getByRole('row', { name: /crm-bridge/ })
      .nth(0);
    await page()
      .getByText(/^1 of \d/)
      .waitFor();
    await row.waitFor();
    await row.dblclick();
    await section().waitFor();
    await section().getByText('https://crm.northwind.example/*').waitFor();
    await section().getByText('an asterisk stands for any text').waitFor();
    await section().scrollIntoViewIfNeeded();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('identity-registration');
    expect(bench.complaints).toEqual([]);
  });
});
