// Files go in by dialog and by drop: real exports, tables that must be explained, files that lie, and one that is
// cancelled half way.
import { copyFileSync, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realmFile } from '#test/bench/realm-file.ts';
import { dropFiles } from '#test/support/drop-files.ts';
import { checkout, give, scratchFolder } from '#test/support/electron-app.ts';
import { whileEngineStands } from '#test/support/engine-of-app.ts';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

const samples = resolve(checkout, process.env['NHI_SAMPLES'] ?? '../shared/samples');
const real = ['keycloak/export-master-26.5.5.json', 'keycloak/moped-realm.json', 'auth0/tenant-example.yaml'].map(
  (name) => join(samples, name),
);
const large = 60_000_000;

let bench: Workbench;
const page = () => bench.page;
const problems = () => page().getByRole('listbox', { name: 'Problems and findings' });

interface Result {
  readonly file: string;
  readonly importer: string;
  readonly tenant: string;
  readonly records: number;
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problems: number;
}

async function results(): Promise<Result[]> {
  await page().getByRole('heading', { name: 'Import finished' }).waitFor();
  const rows = await page()
    .locator('.import-files tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())));
  return rows.map(([file = '', importer = '', tenant = '', ...figures]) => {
    const [records = 0, imported = 0, unchanged = 0, rejected = 0, found = 0] = figures.map((figure) =>
      Number(figure.replaceAll(',', '')),
    );
    return { file, importer, tenant, records, imported, unchanged, rejected, problems: found };
  });
}

/** Every line of the Problems panel, scrolled through from the first to the last. */
async function problemLines(): Promise<string[]> {
  await bench.command('Show Problems');
  await problems().getByRole('option').first().waitFor();
  const scroller = page().locator('.panel-scroll');
  const lines = new Map<number, string>();
  const size = Number(await problems().getByRole('option').first().getAttribute('aria-setsize'));
  for (let top = 0; lines.size < size; top += 44) {
    await scroller.evaluate((element, to) => element.scrollTo(0, to), top % (size * 22));
    const shown = await problems()
      .getByRole('option')
      .evaluateAll((all) => all.map((row) => [Number(row.getAttribute('data-row')), row.textContent] as const));
    for (const [at, text] of shown) if (text !== '') lines.set(at, text);
  }
  return [...lines].sort(([a], [b]) => a - b).map(([, text]) => text);
}

const copied = (paths: readonly string[]): string[] => {
  const folder = scratchFolder();
  const copies = paths.map((path) => join(folder, basename(path)));
  for (const [index, path] of paths.entries()) copyFileSync(path, copies[index] ?? '');
  give(folder);
  return copies;
};

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
});
afterAll(() => bench?.running.close());

describe.skipIf(!real.every((path) => existsSync(path)))('real exports', () => {
  it('go in by the file dialog: every record is accounted for, and the second time all are there already', async () => {
    await bench.newWorkspace('Dialog');
    await bench.answerDialogs(copied(real));
    await bench.press('Control+I');
    const first = await results();
    expect(first.map(({ importer }) => importer)).toEqual([
      'Keycloak realm export',
      'Keycloak realm export',
      'Auth0 tenant export',
    ]);
    for (const { records, imported, unchanged, rejected } of first) {
      expect(records).toBe(imported + unchanged + rejected);
      expect(imported).toBeGreaterThan(0);
    }
    await bench.running.screenshot('import-result-dark');
    await page().getByRole('button', { name: 'Show the Inventory' }).click();
    await eventually(bench.inventoryCount).toMatch(/^(\d+) of \1$/);
    const shown = await bench.inventoryCount();

    await bench.press('Control+I');
    await page().getByText('Nothing new: the workspace is as it was.').waitFor();
    for (const { records, imported, unchanged, rejected } of await results()) {
      expect({ imported, rejected }).toEqual({ imported: 0, rejected: 0 });
      expect(unchanged).toBe(records);
    }
    await bench.press('Alt+1');
    await eventually(bench.inventoryCount).toBe(shown);
  });

  it('go in by a drop on the window', async () => {
    await bench.newWorkspace('Drop');
    await dropFiles(bench.running.app, copied(real.slice(0, 1)));
    await page().getByRole('tab', { name: 'Import', selected: true }).waitFor();
    const [only] = await results();
    expect(only).toMatchObject({ importer: 'Keycloak realm export', tenant: 'master' });
    expect(only?.imported).toBeGreaterThan(0);
    expect(only?.records).toBe((only?.imported ?? 0) + (only?.unchanged ?? 0) + (only?.rejected ?? 0));
  });
});

describe('Cancel', () => {
  it('leaves a journal that is the same to the byte, and a workspace that works on', async () => {
    const workspace = await bench.newWorkspace('Cancel');
    const folder = scratchFolder();
    const file = join(folder, 'large.json');
    await pipeline(Readable.from(realmFile(large)), createWriteStream(file));
    give(folder);
    const journal = () => readFileSync(join(workspace, 'journal.log'));
    const before = journal();

    await bench.answerDialogs([file]);
    await bench.press('Control+I');
    const toast = page().getByRole('region', { name: 'Notifications' });
    await toast.getByText('Importing…').waitFor();
    // Well into the file: rows wait for the commit, objects may have been written.
    const reached = () => toast.getByRole('progressbar').getAttribute('aria-valuenow');
    await eventually(async () => Number(await reached())).toBeGreaterThan(10);
    await whileEngineStands(bench.running.app, async () => {
      await bench.running.screenshot('import-running-dark');
      await toast.getByRole('button', { name: 'Cancel' }).click();
    });
    await toast.getByText('The import was cancelled. Nothing has changed.').waitFor();
    await page().getByText('The import was cancelled. Nothing has changed in the workspace.').waitFor();
    expect(journal().equals(before)).toBe(true);
    await bench.press('Alt+1');
    await eventually(bench.inventoryCount).toBe('0 of 0');

    const [small = ''] = writeFiles({ 'small.json': '{"realm":"small","clients":[{"clientId":"one"}]}' });
    await bench.answerDialogs([small]);
    await bench.press('Control+I');
    expect(await results()).toMatchObject([{ tenant: 'small', records: 1, imported: 1 }]);
    const after = journal();
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect(after.length).toBeGreaterThan(before.length);
  });
});

describe('a table with heads that nobody knows', () => {
  it('is explained once, with its first rows in sight, and remembered', async () => {
    await bench.newWorkspace('Table');
    const text = 'Bezeichner,Verantwortung,Bemerkung\nlager-sync,Marta,alt\nkasse,Jens,\n';
    const [first = '', second = ''] = writeFiles({
      'a.csv': text,
      'b.csv': text.replace('kasse', 'drucker'),
    });
    await bench.answerDialogs([first]);
    await bench.press('Control+I');
    const columns = page().getByRole('region', { name: 'Columns of a.csv' });
    await columns.getByRole('cell', { name: 'lager-sync' }).waitFor();
    await columns.getByRole('cell', { name: 'Marta' }).waitFor();
    const start = page().getByRole('button', { name: 'Import into Table' });
    await page()
      .getByText(/Say which column is the name/)
      .waitFor();
    expect(await start.isDisabled()).toBe(true);
    await page().getByLabel('Meaning of the column Bezeichner').selectOption('name');
    await page().getByLabel('Meaning of the column Verantwortung').selectOption('owner');
    await page().getByText('Name the tenant of a.csv.').waitFor();
    expect(await start.isDisabled()).toBe(true);
    await page().getByLabel('Tenant of a.csv').fill('Lager');
    await bench.running.screenshot('import-mapping-dark');
    await start.click();
    expect(await results()).toMatchObject([
      { importer: 'CSV table', tenant: 'Lager', records: 2, imported: 2, rejected: 0 },
    ]);

    await bench.answerDialogs([second]);
    await bench.press('Control+I');
    const again = page().getByRole('region', { name: 'Columns of b.csv' });
    await again.getByText('as the last time').waitFor();
    expect(await page().getByLabel('Meaning of the column Bezeichner').inputValue()).toBe('name');
    expect(await page().getByLabel('Meaning of the column Verantwortung').inputValue()).toBe('owner');
    await page().getByLabel('Tenant of b.csv').fill('Lager');
    await start.click();
    // Another file name is another source: both of its rows are new (ADR 9).
    await eventually(async () => (await results())[0]?.file).toBe('b.csv');
    expect(await results()).toMatchObject([{ file: 'b.csv', records: 2, imported: 2, unchanged: 0 }]);
  });
});

describe('files that lie', () => {
  const override = '\u202e';
  const realm = (name: string, clients: string): string => `{"realm":"${name}","clients":[${clients}]}`;
  const image = '<img src=x onerror=\\"window.executed=1\\">';
  const imageName = image.replaceAll('\\"', '"');
  const files = {
    'empty.json': '',
    'picture.json': Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAA',
      'base64',
    ),
    'cut.json': '{"realm":"cut","clients":[{"clientId":"whole"},{"clientId":"half","name":"Ha',
    'proto.json': realm('proto', '{"clientId":"poison","__proto__":{"polluted":true}},{"clientId":"beside"}'),
    'huge.json': realm('huge', '{"clientId":"infinite","notBefore":1e400}'),
    'bytes.json': Buffer.concat([
      Buffer.from('{"realm":"bytes","clients":[{"clientId":"br'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('oken"},{"clientId":"unbroken"}]}'),
    ]),
    'names.json': realm(
      'names',
      `{"clientId":"${override}gpj.exe"},{"clientId":"=HYPERLINK(1)"},{"clientId":"${image}","name":"${image}"}`,
    ),
  };

  it('each become a problem that names file, record and field; what is good goes in', async () => {
    await bench.newWorkspace('Hostile');
    await dropFiles(bench.running.app, writeFiles(files));
    const byFile = Object.fromEntries((await results()).map((row) => [row.file, row]));
    expect(Object.keys(byFile).sort()).toEqual(Object.keys(files).sort());
    for (const { records, imported, unchanged, rejected } of Object.values(byFile)) {
      expect(records).toBe(imported + unchanged + rejected);
    }
    expect(byFile).toMatchObject({
      'empty.json': { imported: 0 },
      'picture.json': { imported: 0 },
      'cut.json': { imported: 1 },
      'proto.json': { imported: 1, rejected: 1 },
      'huge.json': { imported: 1 },
      'bytes.json': { imported: 1, rejected: 1 },
      'names.json': { imported: 3, problems: 2 },
    });
    const lines = await problemLines();
    for (const place of [
      /empty\.json/,
      /picture\.json/,
      /cut\.json, \$\.clients\[1\]/,
      /proto\.json, \$\.clients\[0\], __proto__/,
      /huge\.json, \$\.clients\[0\], notBefore/,
      /bytes\.json, \$\.clients\[0\]/,
      /names\.json, \$\.clients\[0\]/,
      /names\.json, \$\.clients\[1\]/,
    ]) {
      expect(lines.filter((line) => place.test(line))).not.toEqual([]);
    }
    await bench.running.screenshot('import-hostile-dark');
    await bench.press('Alt+1');
    await eventually(bench.inventoryCount).toBe('7 of 7');
  });

  it('show their names as text wherever they appear, and run nothing', async () => {
    const name = page().locator('.inventory:visible .name', { hasText: '<img' });
    expect(await name.textContent()).toBe(imageName);
    await name.dblclick();
    await page().getByRole('heading', { name: imageName }).waitFor();
    await bench.press('Control+P');
    await page().getByRole('combobox').fill('<img src');
    await eventually(() => page().getByRole('option').first().textContent()).toContain(imageName);
    await bench.press('Escape');
    expect(
      await page().evaluate(() => [Reflect.get(window, 'executed'), document.querySelectorAll('img').length]),
    ).toEqual([undefined, 0]);
  });

  it('leave the cell of a name in the order in which it was written, whatever its letters do', async () => {
    await bench.press('Alt+1');
    const name = page().locator('.inventory:visible .name', { hasText: 'gpj.exe' });
    expect(await name.textContent()).toBe(`${override}gpj.exe`);
    await bench.running.screenshot('import-names-dark');
  });

  it('are copied so that no spreadsheet takes a name for a formula', async () => {
    await page().locator('.inventory:visible .name', { hasText: '=HYPERLINK' }).click();
    await bench.press('Control+C');
    await eventually(bench.clipboard).toContain("\t'=HYPERLINK(1)\t");
    expect(bench.complaints).toEqual([]);
  });
});
