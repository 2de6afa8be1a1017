// Two moments compared in the window: since the last import, from the journal's menu, filtered, exported, both sides of one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scratchFolder } from '#test/support/electron-app.ts';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench | null = null;
afterEach(async () => {
  await bench?.running.close();
  bench = null;
});

const head = 'name,owner,kind,scopes,created_at,rotated_at,last_used_at';
const key = (name: string, owner: string, scopes: string, rotated: string): string =>
  `${name},${owner},api_key,${scopes},2024-01-01,${rotated},2026-01-01`;
async function importKeys(at: Workbench, ...rows: readonly string[]): Promise<void> {
  const [path] = writeFiles({ 'keys.csv': [head, ...rows].join('\n') });
  expect(await at.call('imports.run', { files: [{ path, tenant: 'Keys' }] })).toMatchObject({ ok: true });
}

describe('two moments', () => {
  it('are compared since the last import, narrowed, opened side by side and exported', async () => {
    bench = await startWorkbench();
    await bench.newWorkspace('Acme');
    const names = ['billing', 'shipping', 'returns', 'reporting', 'loyalty', 'search'];
    await importKeys(bench, ...names.map((name) => key(name, 'Ada', 'orders:read stock:read', '2024-01-01')));
    await importKeys(
      bench,
      key('billing', 'Ada', 'orders:read orders:admin *', '2025-06-01'),
      key('shipping', 'Bo', 'orders:read stock:read', '2024-01-01'),
      key('returns', 'Ada', 'orders:read', '2024-01-01'),
      key('reporting', 'Ada', 'orders:read stock:read', '2025-09-01'),
      key('newcomer', 'Ada', 'admin:*', '2025-09-01'),
      key('search', 'Ada', 'orders:read stock:read', '2024-01-01'),
    );
    await bench.command('Go: Show What Changed Since the Last Import');
    const grid = bench.page.getByRole('grid', { name: 'Changes' });
    await grid.getByRole('row', { name: /escalated .*billing/ }).waitFor();
    await bench.editor.getByRole('heading', { name: /changes between record 2 and record 3/ }).waitFor();
    const words = async (): Promise<string> =>
      (await grid.getByRole('row').allTextContents()).map((row) => row.replaceAll(/[\d\s→–-]/g, '')).join('|');
    for (const word of [
      'addednewcomer',
      'removedloyalty',
      'narrowedreturns',
      'rotatedreporting',
      'owner changedshipping',
    ])
      await eventually(words).toContain(word.replaceAll(/\s/g, ''));
    await grid.getByRole('row', { name: /escalated .*billing/ }).click();
    const sides = bench.page.getByRole('table', { name: 'billing, before and after' });
    await sides.getByText('orders:admin').waitFor();
    await bench.pictures('diff');
    await bench.editor.getByRole('group', { name: 'Changes shown' }).getByRole('button', { name: /added/ }).click();
    await eventually(() => grid.getByText('newcomer').count()).toBe(0);
    await bench.editor.getByRole('searchbox', { name: 'Filter changes' }).fill('no such thing');
    await bench.editor.getByText('No change matches the filters').waitFor();
    await bench.editor.getByRole('button', { name: 'Clear filters' }).click();
    await grid.getByText('newcomer').waitFor();
    for (const format of ['csv', 'json']) {
      const path = join(scratchFolder(), `changes.${format}`);
      await bench.answerDialogs([path]);
      await bench.editor.getByRole('button', { name: 'Export…' }).click();
      await bench.page.getByText(`changes exported as ${format.toUpperCase()}.`).waitFor();
      expect(readFileSync(path, 'utf8')).toContain('newcomer');
    }
    expect(bench.complaints).toEqual([]);
  });

  it('are chosen by the menu of the journal, and nothing differs between a moment and itself', async () => {
    bench = await startWorkbench();
    await bench.newWorkspace('Acme');
    await importKeys(bench, key('billing', 'Ada', 'orders:read', '2024-01-01'));
    await bench.command('View: Show Journal');
    const journal = bench.page.getByRole('grid', { name: 'Journal' });
    const choose = async (record: RegExp, entry: string): Promise<void> => {
      await journal.getByRole('row', { name: record }).click({ button: 'right' });
      await bench?.page.getByRole('menuitem', { name: entry }).click();
    };
    await choose(/#1 /, 'Select for Compare');
    await choose(/#2 /, 'Compare with Selected');
    await bench.editor.getByRole('heading', { name: '1 change between record 1 and record 2' }).waitFor();
    await bench.editor.getByRole('button', { name: 'Swap' }).click();
    await bench.editor.getByRole('heading', { name: '1 change between record 2 and record 1' }).waitFor();
    await choose(/#2 /, 'Compare with Now');
    await bench.editor.getByRole('heading', { name: /Nothing differs between record 2 and record 2/ }).waitFor();
    await bench.editor.getByText('Nothing differs between these moments.').waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
