// A folder and an archive of exports: dropped, chosen by dialog, watched file by file, cancelled.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realmFile } from '#test/bench/realm-file.ts';
import { dropFiles } from '#test/support/drop-files.ts';
import { give, scratchFolder } from '#test/support/electron-app.ts';
import { whileEngineStands } from '#test/support/engine-of-app.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';
import { zipFile } from '#test/support/zip-file.ts';

let bench: Workbench;
const page = () => bench.page;

const realm = (name: string): string =>
  JSON.stringify({ id: `id-${name}`, realm: name, clients: [{ id: 'c', clientId: `${name}-client` }] });

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(scratchFolder(), 'exports');
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), data);
  }
  give(folder);
  return folder;
}

const names = (): Promise<string[]> =>
  page()
    .locator('.import-files tbody td:first-child')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent.trim()));

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
});
afterAll(() => bench?.running.close());

const mixed = {
  'keycloak/shop.json': realm('shop'),
  'keycloak/.DS_Store': 'x',
  'letters/hello.json': '{"hello":"world"}',
  'more.zip': zipFile([
    { name: 'crm.json', data: realm('crm') },
    { name: 'secret.json', data: realm('secret'), encrypted: true },
  ]),
  'keys.csv': 'Bezeichner,Verantwortung\nlager-sync,Marta\n',
};

it('a folder that is dropped shows each file with what it is, or why it is not read', async () => {
  await bench.newWorkspace('Folder');
  await dropFiles(bench.running.app, [folderOf(mixed)]);
  await page().getByText('3 recognised, 2 not recognised, 1 left out').waitFor();
  expect(await names()).toEqual([
    'keycloak/shop.json',
    'keys.csv',
    'more.zip!/crm.json',
    'letters/hello.json',
    'more.zip!/secret.json',
    'keycloak/.DS_Store',
  ]);
  await page().getByText('it is encrypted: unpack the archive first').waitFor();
  await bench.pictures('import-folder');
  await page().getByLabel('Meaning of the column Bezeichner').selectOption('name');
  await page().getByRole('button', { name: 'Import into Folder' }).click();
  await page().getByRole('heading', { name: 'Import finished' }).waitFor();
  await page().getByText('6 files, 2 not recognised, 1 left out: 3 records, 3 imported').waitFor();
  await bench.pictures('import-folder-done');
  await bench.press('Alt+1');
  await eventually(bench.inventoryCount).toBe('3 of 3');
});

it('a thousand files are listed and imported as one commit, chosen by File › Import a Folder…', async () => {
  const path = await bench.newWorkspace('Many');
  const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`r${1_000 + at}.json`, realm(`r${at}`)]));
  await bench.answerDialogs([folderOf(files)]);
  await bench.command('Import a Folder…');
  await page().getByText('1,000 files: 1,000 records, 1,000 imported').waitFor();
  const shown = await names();
  expect([shown.length < 200, shown.includes('r1000.json')]).toEqual([true, true]);
  const lines = readFileSync(join(path, 'journal.log'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(2);
});

it('shows how far each file is, and Cancel leaves the workspace as it was', async () => {
  const path = await bench.newWorkspace('Cancelled');
  const before = readFileSync(join(path, 'journal.log'));
  const large = [...realmFile(60_000_000)].join('');
  const folder = folderOf({ 'a.json': realm('first'), 'b.json': large, 'c.json': realm('last') });
  expect(existsSync(folder)).toBe(true);
  await dropFiles(bench.running.app, [folder]);
  await page()
    .getByText(/reading \d+%/)
    .waitFor();
  await whileEngineStands(bench.running.app, async () => {
    await page().getByText('waiting', { exact: true }).first().waitFor();
    await page().getByText('done', { exact: true }).waitFor();
    await bench.running.screenshot('import-folder-running-dark');
    await page().locator('.import-running').getByRole('button', { name: 'Cancel' }).click();
  });
  await page().getByText('The import was cancelled. Nothing has changed in the workspace.').waitFor();
  expect(readFileSync(join(path, 'journal.log')).equals(before)).toBe(true);
  expect(bench.complaints).toEqual([]);
});

it('lines that nobody knows are explained once; the mapping is saved and loaded', async () => {
  await bench.newWorkspace('Lines');
  const lines = ['lager-sync', 'kasse'].map((who, at) =>
    JSON.stringify({ zeit: `2026-01-05T09:0${at}:00Z`, wer: { kennung: who }, was: 'lesen', wo: 'regal/1' }),
  );
  const folder = folderOf({ 'log.jsonl': lines.join('\n') });
  await dropFiles(bench.running.app, [join(folder, 'log.jsonl')]);
  await page().getByText('log.jsonl: Say which column is the time.').waitFor();
  await page().getByLabel('Meaning of the column zeit').selectOption('time');
  await page().getByText('log.jsonl: Say which column is the action.').waitFor();
  await page().getByLabel('Meaning of the column was').selectOption('action');
  await page().getByLabel('Meaning of the column wer.kennung').selectOption('client');
  const saved = join(folder, 'shared.json');
  await bench.answerDialogs([saved]);
  await page().getByRole('button', { name: 'Save This Mapping…' }).click();
  await eventually(() => existsSync(saved)).toBe(true);
  await page().getByLabel('Meaning of the column zeit').selectOption('');
  await page().getByText('log.jsonl: Say which column is the time.').waitFor();
  await page().getByRole('button', { name: 'Load a Mapping…' }).click();
  await eventually(() => page().getByLabel('Meaning of the column zeit').inputValue()).toBe('time');
  await page().getByLabel('Tenant of log.jsonl').fill('Lager');
  await bench.pictures('import-events');
  await page().getByRole('button', { name: 'Import into Lines' }).click();
  await page().getByRole('heading', { name: 'Import finished' }).waitFor();
  await eventually(() => page().locator('.import-files tbody tr').first().textContent()).toContain(
    'Activity logLager2200',
  );
  expect(bench.complaints).toEqual([]);
});
