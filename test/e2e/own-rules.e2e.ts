// A rule of one's own in the real window: written with completion, seen before it is saved, found in Findings, taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const title = () => page().locator('.rule:visible h2').first();
const text = () => page().getByRole('textbox', { name: 'Rule, YAML' });
const flagged = () => page().getByRole('grid', { name: 'Identities that it would flag' });
const own = () => page().getByRole('listbox', { name: 'Rules of your own' });

async function write(yaml: string): Promise<void> {
  await text().click();
  await bench.press('Control+A');
  await page().keyboard.insertText(yaml);
  // What is typed is completed at once.
  await bench.press('Escape');
}

const rule = (when: string): string =>
  `id: OWN-idle-agent\ntitle: Agent that nobody answers for\nwhy: Nobody would notice.\nseverity: high\nwhen: ${when}\n`;

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('a rule of one’s own', () => {
  it('begins with one that works, its examples run and whom it would flag beside it', async () => {
    await bench.command('New Rule…');
    await title()
      .getByText(/^It would flag \d+ identit/)
      .waitFor();
    await page().getByText('an agent of nobody').last().waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('rule-new');
  });

  it('completes names, and the query language inside of when', async () => {
    await write(rule(''));
    await bench.press('Control+End');
    await bench.press('ArrowUp');
    await bench.press('End');
    await page().keyboard.type('kind:ag');
    const list = page().locator('.cm-tooltip-autocomplete');
    await list.getByText('agent', { exact: true }).waitFor();
    await bench.running.screenshot('rule-completion');
    await bench.press('Tab');
    const count = async (): Promise<number> =>
      Number(/^It would flag (\d+) identit/.exec((await title().textContent()) ?? '')?.[1]);
    await eventually(count).toBeGreaterThan(100);
    await page().keyboard.type(' owner:none');
    await bench.press('Escape');
    await eventually(count).toBeLessThan(10);
    await eventually(() => flagged().getByRole('row').count()).toBe((await count()) + 1);
  });

  it('points into the query where it is wrong', async () => {
    await write(rule('kind:agent ownr:none'));
    await title()
      .getByText(/^1 mistake/)
      .waitFor();
    await page().getByText('5:18 There is no field “ownr” here.').waitFor();
    expect(await page().getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await bench.pictures('rule-mistake');
  });

  it('is saved, finds what it said, is edited from the side bar, and is taken back', async () => {
    await write(rule('kind:agent owner:none,departed'));
    await title()
      .getByText(/^It would flag \d+ identit/)
      .waitFor();
    const count = /\d+/.exec((await title().textContent()) ?? '')?.[0] ?? '';
    await bench.press('Control+S');
    await title()
      .getByText(/^It flags \d+ identit/)
      .waitFor();
    await page().getByRole('tab', { name: 'OWN-idle-agent' }).waitFor();
    await bench.command('Show Findings');
    await eventually(() => own().getByRole('option').first().textContent()).toContain(count);
    await page().getByRole('listbox', { name: 'Rule', exact: true }).getByText('Own rules').click();
    await page().getByRole('gridcell', { name: 'OWN-idle-agent' }).first().waitFor();
    await bench.pictures('rule-findings');
    await own().getByRole('option').first().click();
    await title()
      .getByText(/^It flags \d+ identit/)
      .waitFor();
    await page().getByRole('button', { name: 'Remove', exact: true }).click();
    await eventually(() => own().getByRole('option').count()).toBe(0);
    await page().getByRole('button', { name: 'Undo' }).last().click();
    await eventually(() => own().getByRole('option').count()).toBe(1);
    expect(bench.complaints).toEqual([]);
  });
});
