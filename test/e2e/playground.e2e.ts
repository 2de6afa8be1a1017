// The five questions and the playground in the real window, each with an issuer that it starts itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const press = (key: string) => bench.press(key);

async function pictures(name: string): Promise<void> {
  await bench.pictures(name);
  for (const theme of ['Light', 'Dark'] as const) {
    await bench.setTheme(theme);
    expect(await axeComplaints(page())).toEqual([]);
  }
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
  await bench.newWorkspace('Demo');
});
afterAll(() => bench?.running.close());

describe.sequential('what the local issuer is shown by', () => {
  it('is asked the five questions and passes every check', async () => {
    await press('Alt+0');
    await page().locator('.side-head', { hasText: 'Demo' }).waitFor();
    await bench.command('Run the Five Questions');
    const questions = page().locator('.questions:visible');
    await questions.getByText(/^The local issuer passes all \d+ checks$/).waitFor({ timeout: 120_000 });
    await questions.locator('.answers-check').first().click();
    await page().getByRole('complementary', { name: 'The chosen check' }).getByText('Request').first().waitFor();
    await press('ArrowDown');
    await page().getByText('Evidence 1.2').waitFor();
    await pictures('questions');
  });

  it('plays: an agent spawns, one misbehaves, a token is stolen, the consent goes', async () => {
    await press('Alt+0');
    const playground = page().locator('.playground:visible');
    await playground.getByText('Nobody plays').waitFor();
    expect(await axeComplaints(page())).toEqual([]);
    await playground.getByRole('button', { name: 'Start' }).click();
    const agents = playground.getByRole('treeitem');
    const requests = playground.locator('.grid-row');
    const detail = page().getByRole('complementary', { name: 'The chosen agent' });
    await requests.filter({ hasText: 'orders.read' }).first().waitFor();
    await agents.filter({ hasText: /^assistant/ }).click();
    await detail.getByRole('button', { name: 'Spawn' }).click();
    await agents.filter({ hasText: 'buyer' }).waitFor();
    await requests.filter({ hasText: 'buyer' }).first().waitFor();
    await detail.getByRole('button', { name: 'Ask for More' }).click();
    await requests.filter({ hasText: 'denied' }).filter({ hasText: 'invalid_scope' }).first().waitFor();
    await agents.filter({ hasText: /^assistant/ }).click();
    await detail.getByRole('button', { name: 'Pay Too Much' }).click();
    await requests.filter({ hasText: 'denied' }).filter({ hasText: 'payments.create' }).first().waitFor();
    await detail.getByRole('button', { name: 'Steal Its Token' }).click();
    await requests.filter({ hasText: 'thief' }).filter({ hasText: 'allowed' }).first().waitFor();
    await pictures('playground');

    await playground.getByRole('radio', { name: 'Reads tokens itself' }).click();
    await playground.getByRole('radio', { name: 'Reads tokens itself', checked: true }).waitFor();
    await playground.getByRole('button', { name: 'Withdraw Consent' }).click();
    await playground.getByText('has a consent that is withdrawn').waitFor();
    await playground.getByRole('table', { name: /still be deceived/ }).waitFor();
    await agents.filter({ hasText: 'buyer' }).click();
    const before = await requests.filter({ hasText: 'buyer' }).filter({ hasText: 'orders.read' }).count();
    await detail.getByRole('button', { name: 'Go On Anyway' }).click();
    // A shop that never asks serves it: that is the difference.
    await eventually(() =>
      requests.filter({ hasText: 'buyer' }).filter({ hasText: 'orders.read' }).count(),
    ).toBeGreaterThan(before);
    await agents.filter({ hasText: /^assistant/ }).click();
    await playground.getByRole('radio', { name: 'Asks the issuer' }).click();
    await requests.filter({ hasText: '401' }).filter({ hasText: 'thief' }).first().waitFor();
    await pictures('playground-withdrawn');
    await playground.getByRole('button', { name: 'Stop', exact: true }).click();
    await playground.getByText('Nobody plays').waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
