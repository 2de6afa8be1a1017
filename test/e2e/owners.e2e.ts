// The orphan queue and offboarding in the real window: accepted, undone, named, marked as gone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const heading = (words: RegExp) => page().locator('.owners:visible h2').getByText(words).waitFor();
const rows = () => page().getByRole('grid', { name: 'Orphans' }).getByRole('row');
beforeAll(async () => {
  bench = await startWorkbench();
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
});
afterAll(() => bench?.running.close());

describe('what nobody answers for', () => {
  it('stands in a queue, the most dangerous first, with who might and why', async () => {
    await bench.command('Show the Orphan Queue');
    await heading(/^Nobody answers for \d+ identities$/);
    await eventually(() => rows().count()).toBeGreaterThan(5);
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('owners');
  });

  it('gets the owner who is suggested, and loses it again by Undo', async () => {
    const before = await page().locator('.owners:visible h2').textContent();
    const suggested = rows()
      .filter({ hasText: /owns|used it|made it/ })
      .first();
    await suggested.click();
    await bench.press('Alt+A');
    await page().getByText('1 identity has an owner now.').waitFor();
    await eventually(() => page().locator('.owners:visible h2').textContent()).not.toBe(before);
    await page().getByRole('button', { name: 'Undo' }).first().click();
    await eventually(() => page().locator('.owners:visible h2').textContent()).toBe(before);
  });

  it('gets one by name, who is shown in its page as the word of an analyst', async () => {
    const name = (await rows().nth(1).locator('.name').textContent()) ?? '';
    await rows().nth(1).click();
    await bench.press('Alt+O');
    await bench.typeText('Ada Lee, team Platform');
    await bench.press('Enter');
    await page().getByText('1 identity: Ada Lee, Platform').waitFor();
    await bench.press('Control+P');
    await bench.typeText(name);
    await page().getByRole('option', { name }).first().waitFor();
    await bench.press('Enter');
    await page().locator('.identity:visible').getByText('Ada Lee, Platform').first().waitFor();
  });
});

describe('somebody who leaves', () => {
  it('is shown with all that should go too, and can come back', async () => {
    await bench.press('Control+P');
    await bench.typeText('Marta Lind');
    await page()
      .getByRole('option', { name: /Marta Lind/ })
      .first()
      .waitFor();
    await bench.press('Enter');
    await page().locator('.identity:visible h1').getByText('Marta Lind').waitFor();
    await bench.command('Offboard…');
    await page()
      .getByRole('heading', { name: /go(es)? with Marta Lind/ })
      .waitFor();
    await page().getByText('its only owner').first().waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await bench.pictures('offboard');
    await page().getByRole('button', { name: 'Mark as Gone' }).click();
    await page()
      .getByText(/^Marked as gone by/)
      .waitFor();
    await bench.command('Show the Orphan Queue');
    await page().locator('.owners:visible').getByText('Marta Lind, left').first().waitFor();
    await bench.undo('Marked as gone: whatever');
    await page().locator('.owners:visible').getByText('Marta Lind, left').first().waitFor({ state: 'hidden' });
    expect(bench.complaints).toEqual([]);
  });
});
