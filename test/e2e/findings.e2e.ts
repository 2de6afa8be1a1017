// Findings as an analyst works with them, in the real window: read, understood, opened.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { scratchFolder } from '#test/support/electron-app.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const grid = () => page().getByRole('grid', { name: 'Findings' });
const detail = () => page().getByRole('complementary', { name: 'Details of the selected finding' });
/** While nothing is loaded a row stands there all the same, and keys find nothing to go to. */
async function openFindings(): Promise<void> {
  await bench.press('Alt+6');
  await grid().locator('[data-id]').first().waitFor();
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
  await openFindings();
});
afterAll(() => bench?.running.close());

describe('one finding', () => {
  it('tells why it matters, what shows it, how bad it is and what helps, from the keyboard', async () => {
    await grid().focus();
    await bench.press('Home');
    await grid().locator('[data-focus][data-id]').waitFor();
    if (!(await detail().isVisible())) await bench.press(' ');
    for (const title of ['Evidence', 'Severity']) await detail().getByRole('heading', { name: title }).waitFor();
    await detail().getByText('what the rule begins with').waitFor();
    await detail()
      .getByText(/change-safety \d+ of 100/)
      .first()
      .waitFor();
    await detail().getByText('not flagged', { exact: true }).first().waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('findings-detail');
  });

  it('opens what its evidence names', async () => {
    await detail().getByRole('listitem').getByRole('button').first().click();
    await page().locator('.identity:visible').waitFor();
    await openFindings();
  });
});

describe('the light bulb', () => {
  const menu = () => page().getByRole('menu', { name: 'Fixes' });
  const offered = () => menu().getByRole('menuitem');
  /** The keyboard goes back a moment after the menu has gone. */
  const close = async (backTo: Locator): Promise<void> => {
    await bench.press('Escape');
    await menu().waitFor({ state: 'hidden' });
    await bench.hasKeyboard(backTo);
  };

  it('offers the fixes of a finding with their effect, and gives the keyboard back', async () => {
    for (const theme of ['Light', 'Dark'] as const) {
      await bench.setTheme(theme);
      await grid().focus();
      await bench.press('Home');
      await bench.press('Control+.');
      await menu().getByText('94 → 92, safety 99').waitFor();
      expect(await axeComplaints(page())).toEqual([]);
      await bench.running.screenshot(`light-bulb-finding-${theme.toLowerCase()}`);
      await close(grid());
    }
  });

  it('is there in the inventory, on the page of an identity and in the Problems panel', async () => {
    await bench.press('Alt+1');
    const inventory = page().getByRole('grid', { name: 'Inventory' });
    await inventory.locator('[data-id]').first().waitFor();
    await inventory.focus();
    await bench.press('Home');
    await bench.press('Control+.');
    await eventually(() => offered().count()).toBeGreaterThan(5);
    await bench.running.screenshot('light-bulb-inventory');
    await close(inventory);
    await bench.press('Enter');
    await page().getByRole('button', { name: 'Show Fixes' }).waitFor();
    await bench.press('Control+.');
    await menu().getByText('95 → 50, safety 85').waitFor();
    await close(bench.editor);
    await bench.press('Control+Shift+M');
    const problems = page().getByRole('listbox', { name: 'Problems and findings' });
    await problems.getByRole('option').first().click();
    await problems.getByRole('option').first().focus();
    await bench.press('Control+.');
    await menu().getByText('94 → 92, safety 99').waitFor();
    await close(problems);
    const filter = page().getByRole('searchbox', { name: 'Filter problems' });
    await filter.fill('severity:critical rule:NHI5a');
    await eventually(() => problems.getByRole('option').count()).toBe(4);
    expect(await axeComplaints(page())).toEqual([]);
    await bench.running.screenshot('problems-filter');
    await filter.fill('severity:dreadful');
    await page().getByText('“dreadful” is none of its values.').waitFor();
    await filter.fill('');
    await page()
      .getByRole('button', { name: /^Findings \d+$/ })
      .click();
    await page().getByText('Nothing matches the filter').waitFor();
    await page()
      .getByRole('button', { name: /^Findings \d+$/ })
      .click();
    await problems.getByRole('option').first().waitFor();
    await bench.press('Control+Shift+M');
  });
});

describe('an accepted risk', () => {
  const question = () => page().getByRole('dialog', { name: /^Accept the Risk of 2 Findings/ });

  it('is asked for with a reason and a day, leaves the list, is shown apart, and is taken back', async () => {
    await openFindings();
    await grid().focus();
    await bench.press('Home');
    await bench.press('Shift+ArrowDown');
    const before = await bench.editor.getByText(/^\d+ of \d+$/).textContent();
    await bench.press('Control+.');
    await page().getByRole('menuitem', { name: 'Accept the Risk of 2 Findings…' }).click();
    await question().getByRole('textbox').fill('goes with the old till in May');
    await bench.press('Enter');
    await question().getByText('(2 of 2)').waitFor();
    await eventually(() => question().getByRole('textbox').inputValue()).toBe('2026-06-12');
    await question().getByRole('textbox').fill('2028-01-01');
    await bench.press('Enter');
    await question().getByText('A risk is accepted for 365 days at most.').waitFor();
    await bench.running.screenshot('risk-accept-question');
    await question().getByRole('textbox').fill('2026-04-01');
    await bench.press('Enter');
    await page().getByText('2 findings accepted until 2026-04-01.').waitFor();
    const total = Number(before?.split(' of ')[1]);
    await bench.editor.getByText(`${total - 2} of ${total - 2}`).waitFor();
    await page()
      .getByRole('listbox', { name: 'Accepted risks' })
      .getByRole('option', { name: /^Accepted/ })
      .click();
    await eventually(() => grid().getByText('accepted ·').count()).toBe(2);
    await grid().getByRole('row').nth(1).click();
    await detail().getByRole('heading', { name: 'Accepted until 2026-04-01' }).waitFor();
    await bench.pictures('findings-accepted');
    await bench.command('Show Accepted Risks');
    const risks = page().getByRole('grid', { name: 'Accepted risks' });
    await eventually(() => risks.getByText('ends soon').count()).toBe(2);
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('risks');
    await risks.focus();
    await bench.press('Home');
    await bench.press('Delete');
    await page().getByText('1 finding counts again.').waitFor();
    await eventually(() => risks.getByText('ends soon').count()).toBe(1);
    await page().getByRole('button', { name: 'Undo' }).last().click();
    await eventually(() => risks.getByText('ends soon').count()).toBe(2);
    await risks.focus();
    await bench.press('Control+A');
    await bench.press('Delete');
    await page().getByText('No risk is accepted').waitFor();
    await bench.press('Alt+6');
    await page().getByRole('button', { name: 'Clear filters' }).first().click();
    await bench.editor.getByText(`${total} of ${total}`).waitFor();
  });
});

describe('groups', () => {
  it('are folded and unfolded from the keyboard, with their counts', async () => {
    await bench.press('Alt+6');
    await page().getByRole('combobox', { name: 'Group findings' }).selectOption('identity');
    const tree = page().getByRole('treegrid', { name: 'Findings' });
    const lines = () => tree.getByRole('row');
    await tree.locator('[aria-expanded]').first().waitFor();
    await tree.focus();
    await bench.press('Home');
    await eventually(() => lines().nth(1).getAttribute('aria-expanded')).toBe('true');
    await eventually(() => lines().nth(2).getAttribute('aria-level')).toBe('2');
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('findings-groups');
    await tree.focus();
    await bench.press('Home');
    await bench.press('ArrowLeft');
    await eventually(() => lines().nth(1).getAttribute('aria-expanded')).toBe('false');
    await eventually(() => lines().nth(2).getAttribute('aria-level')).toBe('1');
    await bench.press('ArrowRight');
    await eventually(() => lines().nth(2).getAttribute('aria-level')).toBe('2');
    await bench.press('ArrowRight');
    await bench.press('ArrowDown');
    await bench.press('ArrowLeft');
    await eventually(() => lines().nth(1).getAttribute('data-focus')).toBe('true');
    await bench.command('Fold All Groups');
    await eventually(() => tree.locator('[aria-level="2"]').count()).toBe(0);
    const keys = {
      rule: /^group:NHI\d+[a-z]$/,
      tenant: /^group:ten_/,
      owner: /^group:(?:owner |none|unknown)/,
      pack: /^group:owasp$/,
      severity: /^group:critical$/,
    };
    for (const [by, key] of Object.entries(keys)) {
      await page().getByRole('combobox', { name: 'Group findings' }).selectOption(by);
      await eventually(() => tree.locator('[aria-expanded]').first().getAttribute('data-id')).toMatch(key);
    }
    await page().getByRole('combobox', { name: 'Group findings' }).selectOption('');
    await grid().waitFor();
  });

  it('of rules stand in the side bar by category', async () => {
    const side = page().getByRole('listbox', { name: 'Rule' });
    await side.getByRole('option', { name: /NHI7 Long-lived secrets/ }).click();
    await side.getByRole('option', { name: /No expiry/ }).click();
    await bench.editor
      .getByText(/^NHI7a No expiry/)
      .first()
      .waitFor();
    await side.getByRole('option', { name: 'All rules' }).click();
  });
});

describe('an export', () => {
  it.each(['sarif', 'csv', 'json'])(
    'as %s is written where the dialog says, by the menu of the editor',
    async (format) => {
      const path = join(scratchFolder(), `some.${format}`);
      await bench.answerDialogs([path]);
      await bench.press('Alt+6');
      await page().getByRole('button', { name: 'Export…' }).click();
      await page()
        .getByRole('menuitem', { name: `All as ${format.toUpperCase()}…` })
        .click();
      await page()
        .getByText(new RegExp(`^\\d+ findings exported as ${format.toUpperCase()}\\.$`))
        .waitFor();
      expect(readFileSync(path, 'utf8')).toContain('erp-legacy-sync');
    },
  );
});

describe('the help of a rule', () => {
  it('is a page of its own, reached from the palette', async () => {
    await bench.command('Show the Rules and Their Examples');
    const list = page().getByRole('navigation', { name: 'Rules' });
    await list.getByRole('option', { name: /NHI1b/ }).click();
    const help = page().getByRole('region', { name: 'Rule NHI1b' });
    await help.getByText('last used 200 days ago').waitFor();
    await eventually(() => help.getByRole('listitem').count()).toBeGreaterThan(5);
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('rules');
    expect(bench.complaints).toEqual([]);
  });
});
