// Certification: who may keep what, asked of owners by name until a day, said, taken back, and in the journal.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewFilter } from '#shared/contract/campaigns.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { testNow } from '#test/support/builders.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');
const start = (now?: number): TestEngine => startEngine({ userData: folder.join('user'), ...(now && { now }) });

beforeEach(async () => {
  folder = temporaryFolder();
  running = start();
  await running.client.call('workspace.create', { path: path() });
  const table = folder.join('keys.csv');
  const rows = ['erp,Ada,orders:write', 'crm,Ada,orders:read', 'bot,Ben,orders:read', 'hook,,orders:read'];
  writeFileSync(table, ['name,owner,scopes', ...rows].join('\n'));
  await running.client.call('imports.run', { files: [{ path: table, tenant: 'Keys' }] });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const due = testNow + 10 * dayMs;
const wish: CallInput<'campaigns.start'> = {
  name: 'Q1 review',
  filter: inventoryFilter.parse({}),
  due,
  byOwner: true,
  reviewer: 'Security',
};
const asked = async (campaign: string, filter: CallInput<'campaigns.identities'>['filter'] = {}) =>
  running.client.view('campaigns.detail', { campaign, filter, first: 0, count: 100 });
const idsOf = async (campaign: string): Promise<Record<string, string>> =>
  Object.fromEntries((await asked(campaign)).rows.map(({ row, identity }) => [row?.name ?? '', identity]));
const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error) => `${error.code} ${error.message}`,
  );

describe('a campaign', () => {
  it('asks owners, and whoever is named where there is none', async () => {
    const { filter, byOwner, reviewer } = wish;
    expect(await running.client.view('campaigns.preview', { filter, byOwner, reviewer })).toEqual({
      total: 4,
      reviewers: [
        { name: 'Ada', total: 2 },
        { name: 'Ben', total: 1 },
        { name: 'Security', total: 1 },
      ],
    });
    const { id, identities } = await running.client.call('campaigns.start', wish);
    expect(identities).toBe(4);
    const { campaign, rows, reviewers } = await asked(id);
    expect(campaign).toMatchObject({ name: 'Q1 review', due, startedBy: 'tess', closedAt: null, overdue: false });
    expect(reviewers[0]).toEqual({ name: 'Ada', open: 2, total: 2 });
    const scores = rows.map(({ row }) => row?.score ?? 0);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect((await asked(id, { reviewers: ['Ben'] })).rows).toMatchObject([{ row: { name: 'bot' }, verdict: null }]);
  });

  it('keeps what was said, by whom and when, through replay and snapshot, and takes it back', async () => {
    const { id } = await running.client.call('campaigns.start', wish);
    const { erp = '', crm = '', bot = '' } = await idsOf(id);
    await running.client.call('campaigns.decide', { campaign: id, identities: [erp, crm], is: 'shrink' });
    const decide = { campaign: id, identities: [erp, bot], is: 'revoke' as const, note: 'not used' };
    const { before } = await running.client.call('campaigns.decide', decide);
    expect(before).toEqual([
      { is: 'shrink', note: '', identities: [erp] },
      { is: null, note: '', identities: [bot] },
    ]);
    const counts = { open: 1, keep: 0, shrink: 1, revoke: 2 };
    expect((await asked(id)).campaign?.counts).toEqual(counts);
    const revoked = { campaign: id, filter: reviewFilter.parse({ states: ['revoke'] }) };
    expect((await running.client.call('campaigns.identities', revoked)).identities.sort()).toEqual([erp, bot].sort());

    await running.stop();
    running = start();
    await running.client.call('workspace.open', { path: path() });
    const { rows, campaign } = await asked(id, { states: ['revoke'] });
    expect(campaign?.counts).toEqual(counts);
    expect(rows[0]?.verdict).toMatchObject({ is: 'revoke', note: 'not used', by: 'tess' });
    for (const each of before) await running.client.call('campaigns.decide', { campaign: id, ...each });
    expect((await asked(id)).campaign?.counts).toEqual({ open: 2, keep: 0, shrink: 2, revoke: 0 });
  });

  it('is overdue once its day is over and something is open; it can be postponed, and closed', async () => {
    const { id } = await running.client.call('campaigns.start', wish);
    const ids = Object.values(await idsOf(id));
    await running.stop();
    running = start(due + 1);
    await running.client.call('workspace.open', { path: path() });
    const first = async () => (await running.client.view('campaigns.list', {})).campaigns[0];
    expect(await first()).toMatchObject({ overdue: true });
    const postponed = await running.client.call('campaigns.postpone', { campaign: id, due: due + dayMs });
    expect([postponed.before, (await first())?.overdue]).toEqual([due, false]);
    await running.client.call('campaigns.postpone', { campaign: id, due });
    await running.client.call('campaigns.decide', { campaign: id, identities: ids, is: 'keep' });
    expect(await first()).toMatchObject({ overdue: false, counts: { open: 0, keep: 4 } });
    await running.client.call('campaigns.close', { campaign: id });
    const again = running.client.call('campaigns.decide', { campaign: id, identities: ids, is: null });
    expect(await refusal(again)).toBe('campaign.closed “Q1 review” is closed.');
    await running.client.call('campaigns.reopen', { campaign: id });
    await running.client.call('campaigns.reassign', { campaign: id, identities: ids, reviewer: 'Cleo' });
    expect((await asked(id)).reviewers).toEqual([{ name: 'Cleo', open: 0, total: 4 }]);
  });

  it('refuses what it cannot ask, and changes nothing by it', async () => {
    const nobody = { ...wish, filter: inventoryFilter.parse({ text: 'kind:agent' }) };
    expect(await refusal(running.client.call('campaigns.start', nobody))).toBe(
      'input.invalid The query finds nobody to review.',
    );
    const wrong = { ...wish, filter: inventoryFilter.parse({ text: 'score:x' }) };
    expect(await refusal(running.client.call('campaigns.start', wrong))).toContain('input.invalid');
    const { id } = await running.client.call('campaigns.start', wish);
    const stranger = `idn_${'a'.repeat(16)}`;
    expect(
      await refusal(running.client.call('campaigns.decide', { campaign: id, identities: [stranger], is: 'keep' })),
    ).toBe(`identity.absent “Q1 review” does not ask about ${stranger}.`);
    expect(await refusal(running.client.call('campaigns.close', { campaign: 'cmp_999' }))).toBe(
      'record.absent This campaign is not there.',
    );
    expect((await asked(id)).campaign?.counts.open).toBe(4);
  });

  it('still asks about whoever has left the inventory', async () => {
    const { id } = await running.client.call('campaigns.start', wish);
    const { rows: imports } = await running.client.view('imports.list', { first: 0, count: 1 });
    await running.client.call('imports.undo', { seq: imports[0]?.seq ?? 0 });
    const { rows, total } = await asked(id);
    expect([total, rows.map(({ row }) => row)]).toEqual([4, [null, null, null, null]]);
  });
});

describe('reminders', () => {
  it('are one calendar file for each who still owes something', async () => {
    const { id } = await running.client.call('campaigns.start', wish);
    const { bot = '' } = await idsOf(id);
    await running.client.call('campaigns.decide', { campaign: id, identities: [bot], is: 'keep' });
    const out = folder.join('out');
    const { files } = await running.client.call('campaigns.remind', { campaign: id, folder: out });
    expect(readdirSync(out).sort()).toEqual(['Q1-review Ada.ics', 'Q1-review Security.ics']);
    expect(files).toHaveLength(2);
    const ada = readFileSync(folder.join('out', 'Q1-review Ada.ics'), 'utf8').replaceAll('\r\n ', '');
    expect(ada).toContain('SUMMARY:Q1 review: 2 to review');
    expect(ada).toMatch(/erp \(Keys\)/);
    const everybody = Object.values(await idsOf(id));
    await running.client.call('campaigns.decide', { campaign: id, identities: everybody, is: 'keep' });
    expect(await refusal(running.client.call('campaigns.remind', { campaign: id, folder: out }))).toBe(
      'input.invalid Nobody owes a review in “Q1 review”.',
    );
  });
});

describe('headless', () => {
  const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
  const nhi = (...argv: string[]) => {
    const all = [entry, 'campaign', ...argv, '--workspace', path()];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
    return { status, out: stdout, err: stderr };
  };

  it('starts, shows, decides, reminds, closes; an overdue one can be a gate', async () => {
    await running.client.call('workspace.close', {});
    expect(nhi('start', 'Q1', '--due', '2026-02-30', '--reviewer', 'Security')).toMatchObject({ status: 2 });
    const started = nhi('start', 'Q1', '--due', '2026-01-31', '--reviewer', 'Security', '--query', 'name:erp');
    expect(started).toMatchObject({ status: 0, out: expect.stringMatching(/^cmp_\d+ asks about 1 identity\.\n$/) });
    const id = /cmp_\d+/.exec(started.out)?.[0] ?? '';
    expect(nhi('list').out).toMatch(/Q1 +overdue +2026-01-31 +1 +0 +0 +0/);
    expect(nhi('list', '--fail-overdue').status).toBe(1);
    const identity = /idn_[a-z2-7]+/.exec(nhi('show', id, '--state', 'open').out)?.[0] ?? '';
    expect(nhi('remind', id, '--out', folder.join('out')).out).toContain('Q1 Security.ics');
    expect(nhi('decide', id, 'revoke', identity, '--note', 'gone')).toMatchObject({
      status: 0,
      out: '1 identity: revoke.\n',
    });
    expect(nhi('show', id, '--reviewer', 'Security').out).toMatch(/Security +revoke .*gone/);
    expect(nhi('list', '--fail-overdue').status).toBe(0);
    expect(nhi('close', id).out).toBe(`${id} is closed.\n`);
    expect(nhi('decide', id, 'keep', identity)).toMatchObject({ status: 2, err: expect.stringContaining('is closed') });
  });
});
