// The workspace shown as of a moment of its journal: what was, as it was judged then, and nothing that can be changed.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');
const head = 'name,owner,kind,scopes,created_at,rotated_at,last_used_at';

async function importText(...rows: string[]): Promise<void> {
  writeFileSync(folder.join('keys.csv'), [head, ...rows].join('\n'));
  await running.client.call('imports.run', { files: [{ path: folder.join('keys.csv'), tenant: 'Keys' }] });
}

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: path() });
  await importText('first,Ada,api_key,orders:read,2024-01-01,2024-01-01,');
  await importText('first,Ada,api_key,orders:read *,2024-01-01,2024-01-01,', 'second,Ada,api_key,*,2024-01-01,,');
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const open = (seq: number) => running.client.call('moments.open', { moment: { seq } });
const status = () => running.client.view('workspace.status', {});
async function names(): Promise<string[]> {
  const { rows } = await running.client.view('inventory.grid', {
    filter: {},
    sort: { by: 'name', descending: false },
    first: 0,
    count: 10,
  });
  return rows.filter(({ kind }) => kind !== 'human').map(({ name, score }) => `${name} ${score?.value}`);
}

describe('a moment', () => {
  it('shows the inventory and the journal as they were, until it is left', async () => {
    const now = await names();
    expect(now).toHaveLength(2);
    const info = await open(2);
    expect(info).toMatchObject({ readOnly: true, moment: { seq: 2, records: 3, object: 'keys.csv' } });
    const then = await names();
    expect(then).toHaveLength(1);
    expect(now).not.toContain(then[0]);
    const shown = await status();
    expect(shown.now).toBe(info.moment?.at);
    expect(shown.chain.records).toBe(2);
    expect(await running.client.call('moments.leave', {})).toMatchObject({ readOnly: false, moment: null });
    expect(await names()).toEqual(now);
  });

  it('as of the head is what is now, whichever way it is opened', async () => {
    const now = await names();
    await open(3);
    expect(await names()).toEqual(now);
  });

  it('refuses every change and says why', async () => {
    await open(2);
    const change = running.client.call('imports.undo', { seq: null });
    await expect(change).rejects.toMatchObject({
      code: 'workspace.read_only',
      message: 'The workspace is shown as of record 2.',
      hint: 'Go back to now to change it.',
    });
    await expect(running.client.call('issuer.start', { port: 0 })).rejects.toMatchObject({
      code: 'workspace.read_only',
    });
    expect((await status()).workspace?.moment?.seq).toBe(2);
  });

  it('goes over to another one, and leaves for what was before it', async () => {
    await running.client.call('workspace.open', { path: path(), readOnly: true });
    await open(2);
    await open(1);
    expect(await names()).toEqual([]);
    expect(running.engine.openWorkspace()).toEqual({ path: path(), readOnly: true });
    expect(await running.client.call('moments.leave', {})).toMatchObject({ readOnly: true, moment: null });
  });

  it('does not outlive the workspace: closing goes back to now', async () => {
    await open(2);
    expect(running.engine.openWorkspace()).toEqual({ path: path(), readOnly: false });
    await running.client.call('workspace.close', {});
    expect(await running.client.call('workspace.open', { path: path() })).toMatchObject({ moment: null });
    await open(2);
    expect(await running.client.call('workspace.open', { path: path() })).toMatchObject({ moment: null });
  });

  it('that is not there changes nothing', async () => {
    await expect(open(9)).rejects.toMatchObject({ code: 'record.absent', message: 'The journal has no record 9.' });
    const early = running.client.call('moments.open', { moment: { at: 0 } });
    await expect(early).rejects.toMatchObject({ code: 'record.absent', message: 'The workspace was not there yet.' });
    expect((await status()).workspace).toMatchObject({ readOnly: false, moment: null });
  });

  it('behind a damaged record is refused by its number', async () => {
    await running.client.call('workspace.close', {});
    const journal = resolve(path(), 'journal.log');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, [lines[0], lines[1], lines[2]?.replace('keys.csv', 'keys.CSV'), ''].join('\n'));
    await running.client.call('workspace.open', { path: path(), readOnly: true });
    await expect(open(3)).rejects.toMatchObject({
      code: 'workspace.damaged',
      message: 'Record 3 of the journal does not verify.',
      hint: 'No moment behind it can be shown; records 1 to 2 can.',
    });
    expect(await open(2)).toMatchObject({ moment: { seq: 2, records: 2 } });
  });

  it('waits for what runs', async () => {
    await running.client.call('issuer.start', { port: 0 });
    await expect(open(2)).rejects.toMatchObject({
      code: 'workspace.busy',
      message: 'The local issuer would end if the past were shown.',
    });
    await running.client.call('issuer.stop', {});
    expect(await open(2)).toMatchObject({ moment: { seq: 2 } });
  });

  it('is chosen among the records, those that changed the inventory first', async () => {
    const { records, changes, others } = await running.client.call('moments.recent', {});
    expect([records, changes.map(({ seq }) => seq), others.map(({ seq }) => seq)]).toEqual([3, [3, 2], [1]]);
    expect(changes[0]).toMatchObject({ object: 'keys.csv', human: 'tess' });
    await open(1);
    expect((await running.client.call('moments.recent', {})).changes.map(({ seq }) => seq)).toEqual([3, 2]);
  });

  it('is cancelled without a trace', async () => {
    const signal = AbortSignal.abort();
    const cancelled = running.client.call('moments.open', { moment: { seq: 2 } }, { signal });
    await expect(cancelled).rejects.toMatchObject({ code: 'import.cancelled' });
    expect((await status()).workspace).toMatchObject({ readOnly: false, moment: null });
    expect((await status()).jobs).toEqual([]);
  });
});

describe('headless, a moment', () => {
  const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
  const nhi = (...argv: string[]) =>
    spawnSync(process.execPath, [entry, ...argv, '--workspace', path()], { encoding: 'utf8' });

  it('is read by the commands that read, and refused by those that write', async () => {
    await running.client.call('workspace.close', {});
    expect(nhi('inventory', '--as-of', '#2').stdout).not.toContain('second');
    expect(nhi('inventory', '--as-of', '3').stdout).toContain('second');
    expect(nhi('--as-of', '2', 'audit', 'list').stdout).toContain('2 records');
    expect(nhi('inventory', '--as-of', '2020-01-01')).toMatchObject({ status: 2, stdout: '' });
    expect(nhi('inventory', '--as-of', 'soon').stderr).toContain('--as-of: “soon” is no moment.');
    const refused = nhi('owner', 'assign', 'x', '--owner', 'y', '--as-of', '2');
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('What was cannot be changed');
  });
});
