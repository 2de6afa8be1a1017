// The scopes of the demo company in the real window: found, classified, taken back, and followed by the scores.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const press = (key: string) => bench.press(key);
const scopes = () => page().locator('.scopes:visible');
const count = async (): Promise<string> =>
  (await scopes().locator('.scopes-filter [role="status"]').textContent()) ?? '';
const cells = (scope: string) =>
  scopes()
    .locator('.grid-row', { has: page().getByTitle(scope, { exact: true }) })
    .first();
const filter = (text: string) => page().getByRole('searchbox', { name: 'Filter scopes' }).fill(text);

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
});
afterAll(() => bench?.running.close());

describe.sequential('scopes', () => {
  it('say what to do where there are none', async () => {
    await bench.newWorkspace('Empty');
    await bench.command('Show Scopes');
    await scopes().getByText('Nobody here holds a scope or a role').waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.running.screenshot('scopes-empty-dark-1280');
  });

  it('are listed with their tier, its source and their use', async () => {
    await bench.command('Open the Demo Company');
    await bench.status.getByText(/1,\d{3} shown/).waitFor();
    await bench.command('Show Scopes');
    await cells('Directory.ReadWrite.All').waitFor();
    await eventually(count).toMatch(/^(\d+) of \1$/);
    expect(await cells('Directory.ReadWrite.All').textContent()).toMatch(/^T0.*Microsoft Graph.*entra.*catalogue/);
    await bench.pictures('scopes');
  });

  it('are narrowed, sorted and chosen from the keyboard', async () => {
    await filter('orders:');
    await eventually(count).toMatch(/^\d of \d+$/);
    const rows = scopes().locator('.grid-row[data-id]');
    const all = await rows.count();
    expect(all).toBeGreaterThan(1);
    await scopes().getByRole('grid').focus();
    await press('Home');
    for (let row = 1; row < all; row += 1) await press('Shift+ArrowDown');
    await scopes().getByText(`${all} scopes selected`).waitFor();
    await press('Space');
    await scopes()
      .getByRole('complementary')
      .getByText(/holders?$/)
      .waitFor();
    await bench.pictures('scopes-selected');
    for (const theme of ['Light', 'Dark'] as const) {
      await bench.setTheme(theme);
      expect(await axeComplaints(page())).toEqual([]);
    }
  });

  it('are classified together, and the classification is taken back', async () => {
    const tiers = () => scopes().locator('.scope-tier').allTextContents();
    const before = await tiers();
    await scopes().getByRole('combobox', { name: 'Tier' }).selectOption('0');
    await scopes().getByRole('combobox', { name: 'Verb class' }).selectOption('admin');
    await scopes().getByRole('button', { name: 'Classify' }).click();
    await eventually(tiers).toEqual(before.map(() => 'T0'));
    await page().getByRole('button', { name: 'Undo' }).first().click();
    await eventually(tiers).toEqual(before);
  });

  it('are one click from the side bar, by what wants a word', async () => {
    const cut = page().getByRole('option', { name: /^Tier 0/ });
    await cut.click();
    // The side bar follows what was taken back a moment later.
    await eventually(async () => {
      const [some = ''] = /\d+$/.exec((await cut.textContent()) ?? '') ?? [];
      return (await count()).startsWith(`${some} of `);
    }).toBe(true);
    await eventually(async () => new Set(await scopes().locator('.scope-tier').allTextContents())).toEqual(
      new Set(['T0']),
    );
    await page().getByRole('button', { name: 'Clear filters' }).click();
    await eventually(count).toMatch(/^(\d+) of \1$/);
  });

  it('show in an identity what it was granted and what it used, in a window of one’s own', async () => {
    await press('Control+P');
    await page().getByRole('combobox').fill('shop-assist');
    await page()
      .getByRole('option', { name: /^shop-assist/ })
      .first()
      .waitFor();
    await press('Enter');
    const privileges = page().locator('section[id="identity.privileges"]:visible');
    await privileges.getByText(/4 of 10 used in 90 days/).waitFor();
    await bench.pictures('identity-privileges');
    await privileges.getByRole('combobox', { name: 'Usage window' }).selectOption('1');
    await privileges.getByText(/of 10 used in 1 day/).waitFor();
    await privileges.getByRole('combobox', { name: 'Usage window' }).selectOption('90');
    await privileges.getByText(/4 of 10 used in 90 days/).waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
