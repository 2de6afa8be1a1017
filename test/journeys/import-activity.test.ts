import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const line = (at: string, who: string) =>
  JSON.stringify({ zeit: at, wer: { kennung: who }, was: 'lesen', ergebnis: 'ja' });
const mapping = { zeit: 'time', 'wer.kennung': 'client', was: 'action' } as const;
const run = (path: string, more: object = {}) =>
  running.client.call('imports.run', { files: [{ path, tenant: 'Lager', ...more }] });

it('JSON lines that nobody knows are mapped once, with a preview, and then remembered', async () => {
  const path = folder.join('log.jsonl');
  const text = [line('2026-01-05T09:00:00Z', 'lager-sync'), line('2026-01-05T09:01:00Z', 'kasse')].join('\n');
  writeFileSync(path, text);
  const first = await running.client.call('imports.preview', { paths: [path] });
  expect(first.files[0]).toMatchObject({
    importer: 'activity',
    csv: {
      columns: ['zeit', 'wer.kennung', 'was', 'ergebnis'],
      sample: [
        ['2026-01-05T09:00:00Z', 'lager-sync', 'lesen', 'ja'],
        ['2026-01-05T09:01:00Z', 'kasse', 'lesen', 'ja'],
      ],
      mapping: {},
      lines: true,
      remembered: false,
    },
  });
  const unmapped = await run(path);
  expect(unmapped.files[0]).toMatchObject({ importer: null, records: 0, problems: [{ code: 'import.unrecognised' }] });

  expect((await run(path, { mapping })).files[0]).toMatchObject({ importer: 'activity', records: 2, imported: 2 });
  expect((await run(path)).files[0]).toMatchObject({ importer: 'activity', imported: 0, unchanged: 2 });
  writeFileSync(path, `${text}\n${line('2026-01-05T09:02:00Z', 'kasse')}`);
  const next = await running.client.call('imports.preview', { paths: [path] });
  expect(next.files[0]?.csv).toMatchObject({ remembered: true, mapping });
  expect((await run(path)).files[0]).toMatchObject({ imported: 1, unchanged: 2 });
  const timeline = await running.client.view('timeline.view', { filter: { from: null, to: null } });
  expect(timeline.actions.map(({ key }) => key)).toContain('lesen');
});

it('a table is events or identities as it is mapped, and the log meets the inventory', async () => {
  const inventory = folder.join('keys.csv');
  writeFileSync(inventory, 'Kennung,Team\nlager-sync,Ada\n');
  await run(inventory, { mapping: { Kennung: 'name', Team: 'owner' } });
  const log = folder.join('log.csv');
  writeFileSync(log, 'Wann,Kennung,Was\n2026-01-05T09:00:00Z,lager-sync,lesen\n');
  const report = await run(log, { mapping: { Wann: 'time', Kennung: 'client', Was: 'action' } });
  expect(report.files[0]).toMatchObject({ importer: 'activity', imported: 1 });
  const filter = inventoryFilter.parse({});
  const sort = { by: 'score', descending: true } as const;
  const { rows } = await running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 });
  expect(rows.map(({ name }) => name)).toEqual(['lager-sync']);
  const own = { from: null, to: null, identity: rows[0]?.id ?? null };
  expect(await running.client.view('timeline.view', { filter: own })).toMatchObject({ matched: 1 });
});

it('a mapping is saved as a small file and loaded by another analyst', async () => {
  const path = folder.join('mapping.json');
  await running.client.call('imports.saveMapping', { path, mapping });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ nhiMapping: 1, mapping });
  expect(await running.client.call('imports.loadMapping', { path })).toEqual({ mapping });
  for (const text of ['{', '[]', '{"nhiMapping":2,"mapping":{}}', '{"nhiMapping":1,"mapping":{"a":"power"}}']) {
    writeFileSync(path, text);
    await expect(running.client.call('imports.loadMapping', { path })).rejects.toMatchObject({ code: 'input.invalid' });
  }
  const gone = running.client.call('imports.loadMapping', { path: folder.join('none.json') });
  await expect(gone).rejects.toMatchObject({ code: 'file.absent' });
});
