// Vendors with an incident: a list of the workspace, what it flags, taken back, and headless.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { daysAgo } from '#test/support/builders.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');
const rows = [
  'name,kind,publisher,scopes,credential type,status',
  'vela-feed,client,"Vela Media, Inc.",customers.read,client secret,active',
  'vela-old,client,VELA MEDIA,customers.read,client secret,disabled',
  'chart-sync,client,Chart Works,charts.read,client secret,active',
];

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: path() });
  writeFileSync(folder.join('apps.csv'), rows.join('\n'));
  await running.client.call('imports.run', { files: [{ path: folder.join('apps.csv'), tenant: 'Apps' }] });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const flagged = async () => (await running.client.view('findings.list', { rules: ['NHI3b'], first: 0, count: 9 })).rows;
const list = () => running.client.view('incidents.list', {});

it('flags what a vendor with an incident published and can still get in, until it is taken off the list', async () => {
  expect(await flagged()).toEqual([]);
  const incident = { vendor: 'Vela Media', reason: 'tokens of customers were read', at: daysAgo(3) };
  expect(await running.client.call('incidents.add', { incidents: [incident] })).toMatchObject({ before: [] });
  const [finding, ...others] = await flagged();
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ name: 'vela-feed', severity: 'critical' });
  expect(finding?.evidence.slice(0, 2)).toEqual([
    { label: 'Incident of Vela Media, Inc.', value: 'tokens of customers were read', ref: 'publisher' },
    { label: 'Since', value: '2026-03-11, entered by tess', ref: 'publisher' },
  ]);
  const { rows: shown, publishers } = await list();
  expect(shown).toMatchObject([{ ...incident, by: 'tess', published: 2, live: [finding?.identity] }]);
  expect(publishers.map(({ name, identities }) => [name, identities])).toEqual([
    ['Vela Media, Inc.', 2],
    ['Chart Works', 1],
  ]);

  // The last word on a vendor counts, and says what it took the place of.
  const later = { ...incident, vendor: 'vela media', reason: 'keys were rotated' };
  expect((await running.client.call('incidents.add', { incidents: [later] })).before).toEqual([incident]);
  expect((await list()).rows).toHaveLength(1);

  await running.stop();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.open', { path: path() });
  expect(await flagged()).toHaveLength(1);
  expect((await running.client.call('incidents.remove', { vendors: ['VELA MEDIA'] })).before).toEqual([later]);
  expect(await flagged()).toEqual([]);
  await expect(running.client.call('incidents.remove', { vendors: ['Vela Media'] })).rejects.toMatchObject({
    code: 'input.invalid',
  });
  await expect(
    running.client.call('incidents.add', { incidents: [{ vendor: '…', reason: 'x', at: null }] }),
  ).rejects.toMatchObject({ code: 'input.invalid' });
});

it('is there headless', async () => {
  await running.stop();
  const nhi = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('scripts/nhi.mjs'), ...args, '--workspace', path(), '--json'], {
      encoding: 'utf8',
    });
  const added = nhi('incident', 'add', 'Vela Media', '--reason', 'tokens were read', '--date', '2026-03-11');
  expect(added.status, added.stderr).toBe(0);
  const listed = JSON.parse(nhi('incident', 'list').stdout);
  expect(listed.incidents).toMatchObject([{ vendor: 'Vela Media', at: '2026-03-11T00:00:00.000Z', published: 2 }]);
  expect(nhi('incident', 'add', 'Vela Media').status).toBe(2);
  expect(nhi('incident', 'add', 'Vela Media', '--reason', 'x', '--date', 'soon').status).toBe(2);
  expect(nhi('incident', 'remove', 'Vela Media').status).toBe(0);
  expect(JSON.parse(nhi('incident', 'list').stdout).incidents).toEqual([]);
});
