// Two moments of one workspace, compared by replaying its journal: the same for whoever reads the folder, whenever.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallOutput } from '#shared/contract/contract.ts';
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
  await importText(
    'stays,Ada,api_key,orders:read,2024-01-01,2024-01-01,',
    'goes,Ada,api_key,orders:read,2024-01-01,2024-01-01,',
  );
  await importText(
    'stays,Ada,api_key,orders:read *,2024-01-01,2025-01-01,',
    'comes,Ada,api_key,orders:read,2024-01-01,,',
  );
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const words = ({ rows }: CallOutput<'moments.compare'>) => rows.map(({ what, name }) => `${what} ${name}`);
const compare = (from: number, to: number | null) =>
  running.client.call('moments.compare', { from: { seq: from }, to: to === null ? null : { seq: to } });

describe('two moments', () => {
  it('show what an import brought, and backwards what it took', async () => {
    const forth = await compare(2, 3);
    expect(words(forth)).toEqual(['added comes', 'removed goes', 'escalated stays', 'rotated stays']);
    expect(forth.counts).toEqual({
      added: 1,
      removed: 1,
      escalated: 1,
      narrowed: 0,
      rotated: 1,
      owner: 0,
      quiet: 0,
    });
    expect(words(await compare(3, 2))).toEqual(['added goes', 'removed comes', 'narrowed stays']);
    expect(words(await compare(1, 2)).map((one) => one.split(' ')[0])).toEqual(['added', 'added']);
  });

  it('say the same while the workspace goes on, and after an undo of what lies between', async () => {
    const before = await compare(2, 3);
    await running.client.call('imports.undo', { seq: null });
    expect(await compare(2, 3)).toEqual(before);
    expect(words(await compare(2, null))).toEqual([]);
  });

  it('are narrowed, windowed, and refused where there is no record', async () => {
    const { total, rows, counts } = await running.client.call('moments.compare', {
      from: { seq: 2 },
      what: ['rotated', 'added'],
      first: 1,
      count: 5,
    });
    expect([total, rows.map(({ name }) => name), counts.removed]).toEqual([2, ['stays'], 1]);
    await expect(compare(99, null)).rejects.toMatchObject({ code: 'record.absent' });
    await expect(running.client.call('moments.compare', { from: { at: 0 } })).rejects.toMatchObject({
      code: 'record.absent',
    });
  });

  it('show one identity on both sides, and nobody where it was not there', async () => {
    const { rows } = await compare(2, 3);
    const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    const sides = (name: string) =>
      running.client.call('moments.sides', { from: { seq: 2 }, to: { seq: 3 }, id: idOf(name) });
    const { before, after } = await sides('stays');
    expect([before, after].map((one) => one?.scopes.map(({ name }) => name))).toEqual([
      ['orders:read'],
      ['*', 'orders:read'],
    ]);
    expect((await sides('comes')).before).toBeNull();
    const escalated = rows.find(({ what }) => what === 'escalated');
    expect(escalated?.scoreBefore).toBe(before?.score?.value);
    expect(escalated?.score).toBe(after?.score?.value);
  });

  it('are exported as a table and as a document, and never over a file', async () => {
    const asked = { from: { seq: 2 }, to: { seq: 3 }, text: 'stays' };
    for (const format of ['csv', 'json'] as const) {
      const file = folder.join(`diff.${format}`);
      expect(await running.client.call('moments.export', { ...asked, format, path: file })).toEqual({ rows: 2 });
      const text = readFileSync(file, 'utf8');
      expect(text).toContain('stays');
      expect(text).not.toContain('comes');
      const again = running.client.call('moments.export', { ...asked, format, path: file });
      await expect(again).rejects.toMatchObject({ code: 'input.invalid' });
    }
    expect(readFileSync(folder.join('diff.csv'), 'utf8').split('\n')).toHaveLength(4);
  });

  it('call quiet what the policy calls dormant, unless days are said', async () => {
    const plain = await running.client.call('moments.compare', { from: { seq: 2 } });
    const asked = await running.client.call('moments.compare', { from: { seq: 2 }, quietDays: 7 });
    expect([plain.quietDays, asked.quietDays]).toEqual([90, 7]);
  });

  it('are not compared where the analyst cancels', async () => {
    const cancelled = running.client.call('moments.compare', { from: { seq: 2 } }, { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'import.cancelled' });
    expect(words(await compare(2, 3))).toContain('added comes');
  });

  it('are compared headless, by default what the last import brought', async () => {
    await running.client.call('workspace.close', {});
    const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
    const nhi = (...argv: string[]) =>
      spawnSync(process.execPath, [entry, 'diff', ...argv, '--workspace', path()], { encoding: 'utf8' });
    const { stdout, status } = nhi();
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /record 2 .* to record 3 .*: 1 added, 1 removed, 1 escalated, 0 narrowed, 1 rotated, 0 owner changed, 0 gone quiet/,
    );
    expect(stdout).toMatch(/escalated +\d+ +stays +Keys +.*1 scope → 2/);
    expect(nhi('--from', '#1', '--to', '2', '--what', 'added', '--json').stdout).toContain('"total":2');
    for (const bad of [
      ['--from', 'yesterday'],
      ['--from', '#99'],
      ['--what', 'lost'],
    ])
      expect(nhi(...bad)).toMatchObject({ status: 2, stdout: '' });
  });
});
