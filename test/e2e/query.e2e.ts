// The query language in the real window: completion, mistakes, saved views, its page of help.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const box = (list = 'identities') => page().getByRole('combobox', { name: `Filter ${list}` });
const options = () => page().locator('.query-list:visible [role="option"]');
const chosen = () => page().locator('.query-list:visible [role="option"][aria-selected="true"]');
const problem = () => page().locator('.query-problem:visible');
const view = (name: string) => page().getByRole('option', { name, exact: false }).filter({ hasText: name });

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('a query', () => {
  it('offers fields with their meaning and values with their counts, in both themes', async () => {
    for (const theme of ['Light', 'Dark'] as const) {
      await bench.setTheme(theme);
      await box().fill('kind:agent ');
      await eventually(() => options().allTextContents()).not.toHaveLength(0);
      await page().keyboard.press('ArrowDown');
      await bench.running.screenshot(`query-fields-${theme.toLowerCase()}`);
      await box().fill('scope:');
      await eventually(() => options().allTextContents()).not.toHaveLength(0);
      await bench.running.screenshot(`query-values-${theme.toLowerCase()}`);
    }
    await box().press('Escape');
    await box().press('Escape');
    await eventually(bench.inventoryCount).toMatch(/^1,/);
  });

  it('is completed by the keyboard alone, field and value, with counts', async () => {
    await box().focus();
    await page().keyboard.type('ki');
    await eventually(() => options().first().textContent()).toContain('kind:');
    await page().keyboard.press('Tab');
    await eventually(() => box().inputValue()).toBe('kind:');
    await eventually(() => options().allTextContents()).toHaveLength(6);
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowUp');
    expect(await box().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
    await page().keyboard.type('ag');
    await eventually(() => options().allTextContents()).toHaveLength(1);
    const [, count = ''] = /(\d[\d,]*)$/.exec((await options().first().textContent()) ?? '') ?? [];
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await eventually(() => box().inputValue()).toBe('kind:agent');
    await eventually(bench.inventoryCount).toMatch(new RegExp(`^${count} of `));
    await page().keyboard.press('Escape');
    await eventually(() => box().inputValue()).toBe('');
  });

  it('that is wrong is pointed at, and the last good result stays', async () => {
    await box().fill('kind:agent score:>50');
    await eventually(bench.inventoryCount).toMatch(/^\d{1,3} of /);
    const good = await bench.inventoryCount();
    await box().fill('kind:agent score:hihg ');
    await eventually(() => problem().textContent()).toContain('“hihg” is no number. Expected a number such as 70');
    expect(await problem().locator('mark').textContent()).toBe('hihg');
    expect(await box().getAttribute('aria-invalid')).toBe('true');
    expect(await bench.inventoryCount()).toBe(good);
    await bench.pictures('query-mistake');
    await box().fill('kind:agent score:>50');
    await eventually(() => problem().count()).toBe(0);
    expect(await bench.inventoryCount()).toBe(good);
  });

  it('is saved by name, shown again, renamed, deleted, and brought back', async () => {
    await bench.press('Control+s');
    const question = page().getByRole('dialog', { name: 'Save Query' });
    await question.getByRole('textbox').fill('Dangerous agents');
    await page().keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await view('Dangerous agents').waitFor();

    await bench.press('Control+s');
    await page().getByRole('dialog').getByRole('textbox').fill('dangerous AGENTS');
    await page().keyboard.press('Enter');
    await page().getByRole('dialog').getByText('There is a view “dangerous AGENTS” already.').waitFor();
    await page().keyboard.press('Escape');

    const good = await bench.inventoryCount();
    await bench.command('Clear Inventory Filters');
    await eventually(bench.inventoryCount).not.toBe(good);
    await view('Dangerous agents').click();
    await eventually(bench.inventoryCount).toBe(good);
    expect(await box().inputValue()).toBe('kind:agent score:>50');

    await view('Dangerous agents').press('F2');
    await page().getByRole('dialog').getByRole('textbox').fill('Agents to look at');
    await page().keyboard.press('Enter');
    await view('Agents to look at').waitFor();
    await bench.pictures('query-saved');
    await view('Agents to look at').press('Delete');
    await view('Agents to look at').waitFor({ state: 'detached' });
    await page().getByRole('button', { name: 'Undo' }).click();
    await view('Agents to look at').waitFor();
  });

  it('narrows findings and the timeline as well', async () => {
    await bench.command('Show Findings');
    const matched = async (): Promise<string[]> =>
      ((await page().locator('.findings-filter [role="status"]').textContent()) ?? '').split(' of ');
    await eventually(matched).toSatisfy(([some, all]: string[]) => some !== '' && some === all);
    await box('findings').fill('severity:high kind:agent');
    await eventually(matched).toSatisfy(([some, all]: string[]) => Number(some) > 0 && some !== all);
    await box('findings').fill('severity:hgh ');
    await eventually(() => problem().textContent()).toContain('“high”');
    await box('findings').fill('');
    await bench.command('Show Audit');
    await box('events').fill('decision:denied');
    await page().locator('.audit').getByText('Clear filters').waitFor();
    await bench.pictures('query-timeline');
    await box('events').fill('');
  });

  it('has a page of help with every field', async () => {
    await bench.command('Query Language');
    await page().getByRole('table', { name: 'Fields of identities' }).getByText('lifetime:').waitFor();
    await page().getByRole('table', { name: 'Fields of events' }).getByText('decision:').waitFor();
    await bench.pictures('query-help');
    expect(bench.complaints).toEqual([]);
  });
});
