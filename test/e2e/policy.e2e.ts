// The policy as YAML in the real window: completion, mistakes, what it would change, saving, the hash everywhere, undo.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const title = () => page().locator('.policy:visible h2').first();
const text = () => page().getByRole('textbox', { name: 'Policy, YAML' });
const hash = async () => (await bench.status.getByRole('button', { name: /^policy / }).textContent()) ?? '';
const tab = () => page().getByRole('tab', { name: /^Policy/ });

async function write(yaml: string): Promise<void> {
  await text().click();
  await bench.press('Control+A');
  await page().keyboard.insertText(yaml);
  // What is typed is completed at once.
  await bench.press('Escape');
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('the policy', () => {
  let standard = '';

  it('opens from its hash in the status bar, every number with its sentence', async () => {
    standard = await hash();
    await bench.status.getByRole('button', { name: /^policy / }).click();
    await title().getByText('is in force').waitFor();
    await page().getByText('# What it can do. (share, 0–1)').waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('policy-standard');
  });

  it('completes names and values and explains them', async () => {
    await write('limits:\n  ');
    await page().keyboard.type('rot');
    const list = page().locator('.cm-tooltip-autocomplete');
    await list.getByText('rotationDays', { exact: true }).waitFor();
    await bench.press('ArrowDown');
    await page().locator('.cm-completionInfo').waitFor();
    await bench.running.screenshot('policy-completion');
    await bench.press('ArrowUp');
    await bench.press('Tab');
    await page().keyboard.type('10');
    await eventually(() => text().textContent()).toContain('rotationDays: 10');
    await eventually(() => title().textContent()).toMatch(/^\d+ scores would change, \d+ findings would appear$/);
    await tab()
      .and(page().getByRole('tab', { name: 'Policy, not saved' }))
      .waitFor();
    await bench.pictures('policy-preview');
  });

  it('points at every mistake and keeps what is in force', async () => {
    await write('limits:\n  rotationDay: 10\nfloors:\n  F8: 900\n');
    await title()
      .getByText(/^2 mistakes: policy .* stays in force$/)
      .waitFor();
    await eventually(() => page().locator('.cm-lintRange-error').count()).toBe(2);
    await page().getByText('2:3 There is no “rotationDay” here. Expected “rotationDays”.').waitFor();
    expect(await page().getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('policy-mistakes');
    expect(await hash()).toBe(standard);
  });

  it('asks before it is closed with changes, and keeps the tab', async () => {
    await bench.press('Control+W');
    await page().getByText('“Policy” has changes that are not saved.').first().waitFor();
    await tab().waitFor();
  });

  it('is set by Ctrl+S, says so with its hash, and is put back by Undo', async () => {
    await write('limits:\n  rotationDays: 10\n');
    await eventually(() => title().textContent()).toMatch(/would change/);
    await bench.press('Control+S');
    await page().getByRole('tab', { name: 'Policy', exact: true }).waitFor();
    await eventually(hash).not.toBe(standard);
    await title().getByText('is in force').waitFor();
    await page().getByRole('button', { name: 'Undo' }).first().click();
    await eventually(hash).toBe(standard);
    await page().getByRole('button', { name: 'Lay out' }).first().waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
