// Scores over time are derived by one replay: what a sample says is what the workspace shows as of its record.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');
const head = 'name,owner,kind,scopes,created_at,rotated_at,last_used_at';

async function importText(tenant: string, ...rows: string[]): Promise<void> {
  writeFileSync(folder.join(`${tenant}.csv`), [head, ...rows].join('\n'));
  await running.client.call('imports.run', { files: [{ path: folder.join(`${tenant}.csv`), tenant }] });
}

beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.create', { path: path() });
  await importText('Keys', 'stays,Ada,api_key,orders:read,2024-01-01,2024-01-01,', 'goes,Ada,api_key,*,2024-01-01,,');
  await importText('Other', 'other,Bo,api_key,orders:read,2024-01-01,2024-01-01,');
  await importText(
    'Keys',
    'stays,Ada,api_key,orders:read *,2024-01-01,2026-03-01,',
    'comes,Ada,api_key,a:b,2024-01-01,,',
  );
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const fleet = (tenant: string | null = null) => running.client.call('history.fleet', { tenant });
async function shownNow() {
  const { bands } = await running.client.view('privilege.view', { filter: {} });
  const { rows } = await running.client.view('inventory.grid', {
    filter: {},
    sort: { by: 'name', descending: false },
    first: 0,
    count: 20,
  });
  return { bands, scores: new Map(rows.map(({ id, score }) => [id, score?.value ?? null])) };
}

describe('scores over time', () => {
  it('are those that the workspace shows as of each moment', async () => {
    const { samples, omitted } = await fleet();
    expect([samples.map(({ seq }) => seq), omitted]).toEqual([[2, 3, 4], 0]);
    const ids = [...(await shownNow()).scores.keys()];
    const own = new Map<string, (number | null)[]>();
    for (const id of ids) {
      const answer = await running.client.call('history.identity', { id }).catch(() => null);
      if (answer !== null)
        own.set(
          id,
          answer.samples.map(({ score }) => score),
        );
    }
    for (const [at, { seq, bands, policy, head: hash }] of samples.entries()) {
      const { moment } = await running.client.call('moments.open', { moment: { seq } });
      const then = await shownNow();
      expect(bands).toEqual(then.bands);
      for (const [id, scores] of own) expect(scores[at]).toBe(then.scores.get(id) ?? null);
      const status = await running.client.view('workspace.status', {});
      expect([status.policy, status.chain.head, moment?.seq]).toEqual([policy, hash, seq]);
    }
  });

  it('are not looked at where a record says nothing that a score follows from', async () => {
    const { rows } = await running.client.view('findings.list', { rules: [], first: 0, count: 1 });
    const [{ rule = '', identity = '' } = {}] = rows;
    const about = { identity, rule };
    await running.client.call('risks.accept', { findings: [about], reason: 'for a day' });
    await running.client.call('risks.withdraw', { findings: [about] });
    await running.client.call('packs.choose', { on: ['owasp', 'rfc9700'] });
    await running.client.call('incidents.add', { incidents: [{ vendor: 'Vela Media', reason: 'was breached' }] });
    expect((await running.client.view('workspace.status', {})).chain.records).toBe(8);
    const { samples, omitted } = await fleet();
    expect([samples.map(({ seq }) => seq), omitted]).toEqual([[2, 3, 4], 0]);
    await running.client.call('owners.assign', { identities: [identity], owners: [{ name: 'Ada' }] });
    expect((await fleet()).samples.map(({ seq }) => seq)).toEqual([2, 3, 4, 9]);
  });

  it('show what changed each time, and who moved with the last import', async () => {
    const { movers } = await fleet();
    expect(movers).toMatchObject({ from: 3, to: 4 });
    const [first] = movers?.rows ?? [];
    expect(first?.name).toBe('stays');
    const { samples, name } = await running.client.call('history.identity', { id: first?.id as never });
    expect([name, samples.map(({ score }) => score).slice(1)]).toEqual(['stays', [first?.before, first?.after]]);
    expect(samples.map(({ changes }) => changes.length)).toEqual([0, 0, 2]);
    expect(samples[2]?.changes[0]).toMatch(/^escalated: 1 scope → 2/);
  });

  it('are of one tenant where that is asked, and of what was withdrawn up to then', async () => {
    const { view } = { view: await running.client.view('workspace.status', {}) };
    const other = view.tenants.find(({ name }) => name === 'Other')?.id ?? '';
    expect((await fleet(other)).samples.map(({ scored }) => scored)).toEqual([0, 1, 1]);
    await expect(fleet('ten_nobody')).rejects.toMatchObject({ code: 'tenant.absent' });
    await running.client.call('imports.undo', { seq: null });
    expect((await fleet()).samples.map(({ seq, scored }) => [seq, scored])).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 3],
    ]);
  });

  it('are the same for whoever asks, and cancelled without a trace', async () => {
    const cancelled = running.client.call('history.fleet', {}, { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'import.cancelled' });
    await fleet();
    await importText('Other', 'other,Bo,api_key,orders:*,2024-01-01,2024-01-01,');
    const here = await fleet();
    await running.client.call('workspace.close', {});
    const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
    const nhi = (...argv: string[]) =>
      spawnSync(process.execPath, [entry, 'history', ...argv, '--workspace', path()], { encoding: 'utf8' });
    // What went on sample by sample is what a process of its own finds in one go.
    expect(JSON.parse(nhi('--json').stdout)).toEqual(here);
    expect(nhi('--tenant', 'other').stdout).toContain('#5');
    const [first] = here.movers?.rows ?? [];
    expect(nhi(first?.id ?? '').stdout).toMatch(/escalated|narrowed/);
    expect(nhi('--tenant', 'nobody')).toMatchObject({ status: 2, stdout: '' });
    expect(nhi('idn_nobodynobody')).toMatchObject({ status: 2, stdout: '' });
  });
});
