// A certification campaign as an analyst runs it: started from what the inventory shows, said from the keyboard, planned.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { give, scratchFolder } from '#test/support/electron-app.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

const verdicts = () => page().getByRole('group', { name: 'Say what becomes of the chosen' });
const rows = () => page().getByRole('grid', { name: 'Reviews' }).getByRole('row');

describe('a certification campaign', () => {
  it('says what it is for where there is none', async () => {
    await bench.command('Show Certification Campaigns');
    await page().getByText('Nobody was asked who may keep what').waitFor();
    await bench.pictures('campaigns-empty');
  });

  it('is started with whom it asks in sight, and says which field is wrong', async () => {
    await bench.command('Start a Certification Campaign…');
    await page().getByRole('combobox', { name: 'Identities to review' }).fill('kind:agent score:>50');
    await page()
      .getByText(/^It asks \d+ reviewers? about 5 identities: /)
      .waitFor();
    await page().getByRole('button', { name: 'Start the Campaign' }).click();
    await page().getByText('It needs a name.').waitFor();
    await bench.pictures('campaign-new');
    await page().getByLabel('Name of the campaign').fill('Dangerous agents');
    await page().getByLabel('Reviewer', { exact: true }).fill('Security');
    expect(await axeComplaints(page())).toEqual([]);
    await page().getByRole('button', { name: 'Start the Campaign' }).click();
    await page().getByText('5 of 5 reviews are open').waitFor();
  });

  it('is answered from the keyboard, and a verdict is taken back', async () => {
    await page().getByRole('grid', { name: 'Reviews' }).focus();
    await bench.press('Home');
    await bench.press('Alt+R');
    await page().getByText('4 of 5 reviews are open').waitFor();
    await page().getByRole('button', { name: 'Undo' }).click();
    await page().getByText('5 of 5 reviews are open').waitFor();
    await page().getByRole('grid', { name: 'Reviews' }).focus();
    await bench.press('Home');
    await bench.press('Alt+N');
    await bench.typeText('revoke: nobody asked for it');
    await bench.press('Enter');
    await page().getByText('4 of 5 reviews are open').waitFor();
    await page().getByText('nobody asked for it').waitFor();
    await page().getByRole('grid', { name: 'Reviews' }).focus();
    await bench.press('Control+a');
    await verdicts().getByText('5 chosen').waitFor();
    await bench.press('End');
    await bench.press('Alt+S');
    await page().getByText('3 of 5 reviews are open').waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('campaign');
  });

  it('is narrowed to what was said, and writes a reminder for each who still owes something', async () => {
    await page().getByLabel('Verdict', { exact: true }).selectOption('open');
    await eventually(() => rows().count()).toBe(4);
    await page().getByRole('button', { name: 'Clear filters' }).click();
    await eventually(() => rows().count()).toBe(6);
    const out = give(scratchFolder());
    await bench.answerDialogs([out]);
    await page().getByRole('button', { name: 'Write Reminders…' }).click();
    await page()
      .getByText(/written: a calendar file for each reviewer/)
      .waitFor();
    expect(readdirSync(out).length).toBeGreaterThan(0);
  });

  it('stands in the side bar and the list, and is closed and opened again', async () => {
    await page().getByRole('button', { name: 'Close Campaign' }).click();
    await page().getByText('Closed while 3 of 5 reviews are open').waitFor();
    await page().getByRole('button', { name: 'Open Again' }).click();
    await page().getByText('3 of 5 reviews are open', { exact: true }).waitFor();
    await page().getByRole('listbox', { name: 'Certification campaigns' }).getByText('Dangerous agents').waitFor();
    await bench.command('Show Certification Campaigns');
    await page().getByText('1 campaign is open, none overdue').waitFor();
    await bench.pictures('campaigns');
    expect(bench.complaints).toEqual([]);
  });
});
