// Scores over time in the window: of all and of a tenant under Privilege, of one identity in its History.
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench | null = null;
afterEach(async () => {
  await bench?.running.close();
  bench = null;
});

const head = 'name,owner,kind,scopes,created_at,rotated_at,last_used_at';
const key = (name: string, scopes: string, rotated = '2024-01-01'): string =>
  `${name},Ada,api_key,${scopes},2024-01-01,${rotated},2026-01-01`;
async function importKeys(at: Workbench, tenant: string, ...rows: readonly string[]): Promise<void> {
  const [path] = writeFiles({ [`${tenant}.csv`]: [head, ...rows].join('\n') });
  expect(await at.call('imports.run', { files: [{ path, tenant }] })).toMatchObject({ ok: true });
}

describe('scores over time', () => {
  it('stand under Privilege with who moved, and in the History of an identity with what changed', async () => {
    bench = await startWorkbench();
    await bench.newWorkspace('Acme');
    const names = ['billing', 'shipping', 'returns', 'reporting', 'loyalty'];
    await importKeys(bench, 'Keys', ...names.map((name) => key(name, 'orders:read')));
    await importKeys(bench, 'Other', key('search', 'orders:read'), key('index', 'admin:*'));
    await importKeys(
      bench,
      'Keys',
      key('billing', 'orders:read admin:* *'),
      ...names.slice(1, 4).map((name) => key(name, 'orders:read', '2026-01-10')),
      key('newcomer', '*'),
    );
    await bench.press('Alt+3');
    const tabs = bench.editor.getByRole('tablist', { name: 'Below the charts' });
    await tabs.getByRole('tab', { name: 'Over Time' }).click();
    const movers = bench.editor.locator('.over-time-movers');
    await movers.getByRole('heading', { name: /with the last import, #4/ }).waitFor();
    await movers.getByRole('button', { name: 'billing' }).waitFor();
    await bench.editor
      .getByText(/^policy .*; head .* of record #4$/)
      .first()
      .waitFor();
    await bench.pictures('score-history');
    await movers.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Other' });
    await movers.getByRole('heading', { name: 'No score moved with the last import, #4' }).waitFor();
    await movers.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'All tenants' });
    await movers.getByRole('button', { name: 'billing' }).click();
    await bench.editor.getByRole('button', { name: /^History: / }).click();
    const rows = bench.editor.getByRole('table', { name: 'What became of it' }).locator('tbody tr');
    await rows
      .first()
      .getByText(/escalated: 1 scope → 3/)
      .waitFor();
    // The import of the other tenant, #3, changed nothing of it.
    await eventually(() => rows.locator('td:first-child').allTextContents()).toEqual(['#4', '#2']);
    await rows.first().scrollIntoViewIfNeeded();
    await bench.pictures('identity-score-history');
    await rows.first().getByRole('button', { name: '#4' }).click();
    await bench.editor.getByRole('heading', { name: /between record 3 and record 4/ }).waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
