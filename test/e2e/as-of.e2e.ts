// The workspace shown as of a moment: chosen by keyboard, said everywhere, nothing to change, and back again.
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench | null = null;
afterEach(async () => {
  await bench?.running.close();
  bench = null;
});

const head = 'name,owner,kind,scopes,created_at,rotated_at,last_used_at';
async function importKeys(at: Workbench, ...rows: readonly string[]): Promise<void> {
  const [path] = writeFiles({ 'keys.csv': [head, ...rows].join('\n') });
  expect(await at.call('imports.run', { files: [{ path, tenant: 'Keys' }] })).toMatchObject({ ok: true });
}

describe('a moment of the journal', () => {
  it('is opened, said in every bar, and left', async () => {
    bench = await startWorkbench();
    await bench.newWorkspace('Acme');
    await importKeys(bench, 'billing,Ada,api_key,orders:read,2024-01-01,2024-01-01,2026-01-01');
    await importKeys(
      bench,
      'billing,Ada,api_key,orders:read *,2024-01-01,2025-06-01,2026-01-01',
      'reporting,Ada,api_key,orders:read,2024-01-01,,',
    );
    await bench.press('Alt+1');
    await eventually(() => bench?.inventoryCount()).toBe('2 of 2');
    await bench.press('Control+Shift+P');
    const box = bench.page.getByRole('dialog');
    await box.getByRole('combobox').fill('>Import an Export');
    await box.getByRole('option', { name: 'Import an Export…' }).waitFor();
    await box.getByRole('combobox').fill('>Open As Of');
    await box.getByRole('option', { name: 'Go: Open As Of…' }).waitFor();
    await bench.press('Enter');
    await box.getByRole('option', { name: /#3 / }).waitFor();
    await bench.running.screenshot('as-of-pick');
    await box.getByRole('combobox').fill('#2');
    await box.getByRole('option', { name: 'Record #2' }).waitFor();
    await bench.press('Enter');
    const strip = bench.page.locator('.moment-strip');
    await strip.getByText(/^As of record #2 of 3, /).waitFor();
    await eventually(() => bench?.inventoryCount()).toBe('1 of 1');
    await bench.page
      .locator('.command-centre')
      .getByText(/Acme as of #2, /)
      .waitFor();
    await bench.status.getByText(/^as of #2, /).waitFor();
    await bench.press('Control+Shift+P');
    await box.getByRole('combobox').fill('>Import an Export');
    await box.getByText('No command of this name.').waitFor();
    await bench.press('Escape');
    await bench.command('View: Show Journal');
    const journal = bench.page.getByRole('grid', { name: 'Journal' });
    await journal.getByRole('row', { name: /#2 / }).waitFor();
    await eventually(() => journal.getByRole('row').count()).toBe(3);
    await bench.pictures('as-of');
    await strip.getByRole('button', { name: 'Back to Now' }).click();
    await strip.waitFor({ state: 'detached' });
    await eventually(() => bench?.inventoryCount()).toBe('2 of 2');
    await journal.getByRole('row', { name: /#3 / }).waitFor();
    await journal.getByRole('row', { name: /#1 / }).dblclick();
    await strip.getByText(/^As of record #1 of 3, /).waitFor();
    await eventually(() => bench?.inventoryCount()).toBe('0 of 0');
    await bench.command('Close Workspace');
    await strip.waitFor({ state: 'detached' });
    expect(bench.complaints).toEqual([]);
  });
});
