// A risk that may stay until a day, by the word of an analyst: it leaves counts and gates, and comes back by itself.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sarifOf } from '#engine/api/findings-sarif.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { testNow } from '#test/support/builders.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
const head = 'name,owner,kind,scopes,created_at,expires_at';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
const path = (): string => folder.join('Acme.nhi');
const startAt = (now: number): TestEngine => startEngine({ userData: folder.join('user'), now });

async function importRows(...rows: readonly string[]): Promise<void> {
  const file = folder.join('keys.csv');
  writeFileSync(file, [head, ...rows].join('\n'));
  await running.client.call('imports.run', { files: [{ path: file, tenant: 'Keys' }] });
}
async function reopenAt(now: number): Promise<void> {
  await running.stop();
  running = startAt(now);
  await running.client.call('workspace.open', { path: path() });
}

beforeEach(async () => {
  folder = temporaryFolder();
  running = startAt(testNow);
  await running.client.call('workspace.create', { path: path() });
  await importRows('till,,api_key,orders:read,2026-01-05,never', 'metrics,,api_key,orders:read,2026-01-05,never');
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const list = (text = '') => running.client.view('findings.list', { text, first: 0, count: 100 });
async function keyOf(name: string, rule: string) {
  const { rows } = await list(`name:${name} rule:${rule} accepted:no,yes,expired,graver`);
  const [row] = rows;
  if (row === undefined) throw new Error(`${rule} does not flag ${name}`);
  return { rule, identity: row.identity };
}
const counts = async () => (await running.client.view('workspace.status', {})).counts.findings;
const risks = () => running.client.view('risks.list', { first: 0, count: 100 });
async function findingsIn(text: string): Promise<number> {
  const filter = inventoryFilter.parse({ text });
  const sort = { by: 'name', descending: false } as const;
  return (await running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 })).matched;
}

describe('an accepted risk', () => {
  it('leaves the counts, lists and queries, is shown when it is asked for, and is taken back', async () => {
    const key = await keyOf('till', 'NHI7a');
    const [before, all, flagged] = [await counts(), await list(), await findingsIn('rule:NHI7a')];
    const { before: nothing, until } = await running.client.call('risks.accept', {
      findings: [key],
      reason: 'goes in May',
    });
    expect(nothing).toEqual([{ findings: [key], said: null }]);
    // The 90 days of the policy, to the end of the day.
    expect(new Date(until).toISOString()).toBe('2026-06-12T23:59:59.999Z');
    expect(await counts()).toEqual({ ...before, high: before.high - 1 });
    expect([(await list()).total, (await list()).matched]).toEqual([all.total - 1, all.matched - 1]);
    expect(await findingsIn('rule:NHI7a')).toBe(flagged - 1);
    expect(await findingsIn('accepted:yes')).toBe(1);
    const { rows } = await list('accepted:yes');
    expect(rows).toMatchObject([
      { ...key, acceptance: { state: 'accepted', reason: 'goes in May', severity: 'high' } },
    ]);
    expect(await risks()).toMatchObject({ total: 1, counts: { accepted: 1, soon: 0 }, days: { usual: 90, most: 365 } });
    const { before: said } = await running.client.call('risks.withdraw', { findings: [key] });
    expect(said).toMatchObject([{ said: { reason: 'goes in May', until } }]);
    expect([await counts(), (await risks()).total]).toEqual([before, 0]);
  });

  it('stands in the journal, survives a snapshot, and comes back by itself after its day, and says so', async () => {
    const key = await keyOf('till', 'NHI7a');
    const until = testNow + 10 * dayMs;
    await running.client.call('risks.accept', { findings: [key], reason: 'goes in May', until });
    const open = (await counts()).high;
    expect((await risks()).counts).toMatchObject({ accepted: 1, soon: 1 });
    await reopenAt(until);
    expect((await counts()).high).toBe(open);
    await reopenAt(until + 1);
    expect((await counts()).high).toBe(open + 1);
    const { rows } = await list('accepted:expired');
    expect(rows).toMatchObject([{ ...key, acceptance: { state: 'expired', reason: 'goes in May' } }]);
    expect((await list()).rows.some(({ rule, identity }) => rule === key.rule && identity === key.identity)).toBe(true);
  });

  it('is open again once a changed fact makes it graver than what was accepted', async () => {
    const key = await keyOf('till', 'NHI7a');
    await running.client.call('risks.accept', { findings: [key], reason: 'harmless' });
    const { rows: scopes } = await running.client.view('scopes.list', {
      filter: {},
      sort: { by: 'scope', descending: false },
      first: 0,
      count: 10,
    });
    const [held] = scopes;
    if (held === undefined) throw new Error('it holds a scope');
    const { vendor, api, scope } = held;
    await running.client.call('scopes.classify', {
      changes: [{ vendor, api, scope, said: { tier: 0, verb: 'admin' } }],
    });
    const { rows } = await list('rule:NHI7a name:till');
    expect(rows).toMatchObject([{ ...key, severity: 'critical', acceptance: { state: 'graver', severity: 'high' } }]);
    expect((await risks()).rows).toMatchObject([{ state: 'graver', severity: 'high', now: 'critical' }]);
    // Bringing the word back does not make it a word about what is graver.
    const { before } = await running.client.call('risks.withdraw', { findings: [key] });
    for (const { findings, said } of before) if (said) await running.client.call('risks.accept', { findings, ...said });
    expect((await risks()).rows).toMatchObject([{ state: 'graver', severity: 'high' }]);
  });

  it('needs a reason, a finding, and a day that is to come and within a year', async () => {
    const key = await keyOf('till', 'NHI7a');
    const accept = (input: object) => running.client.call('risks.accept', { findings: [key], reason: 'x', ...input });
    await expect(accept({ reason: '  ' })).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(accept({ until: testNow })).rejects.toMatchObject({ message: '2026-03-14 has passed.' });
    await expect(accept({ until: testNow + 367 * dayMs })).rejects.toMatchObject({
      hint: expect.stringContaining('2027-03-14'),
    });
    await expect(accept({ findings: [{ ...key, rule: 'NHI2a' }] })).rejects.toMatchObject({ code: 'finding.absent' });
    expect((await risks()).total).toBe(0);
  });

  it('is suppressed in SARIF, with who, why and until when', async () => {
    const key = await keyOf('till', 'NHI7a');
    await running.client.call('risks.accept', { findings: [key], reason: 'goes in May' });
    const results = sarifOf(running.engine.session).runs[0]?.results ?? [];
    const suppressed = results.filter(({ suppressions }) => suppressions.length > 0);
    expect(suppressed).toMatchObject([
      { ruleId: 'NHI7a', suppressions: [{ kind: 'external', status: 'accepted', justification: 'goes in May' }] },
    ]);
    expect(results.length).toBeGreaterThan(suppressed.length);
  });
});

describe('headless', () => {
  const nhi = (...argv: string[]) =>
    spawnSync(process.execPath, [entry, ...argv, '--workspace', path()], { encoding: 'utf8' });

  const gate = () => nhi('findings', '--query', 'rule:NHI7a,NHI1a,NHI4c', '--fail-on', 'high').status;

  it('accepts by query, and opens the gate', async () => {
    await running.stop();
    expect(gate()).toBe(1);
    expect(nhi('risk', 'accept', '--query', 'severity:high,critical', '--reason', 'known').status).toBe(0);
    expect(gate()).toBe(0);
    running = startAt(testNow);
  });

  it('names one finding, lists and withdraws', async () => {
    await running.stop();
    expect(nhi('risk', 'accept', 'till', '--rule', 'NHI7a', '--reason', 'goes in May').status).toBe(0);
    const listed = nhi('risk', 'list', '--fail-lapsed', '--json');
    expect([listed.status, JSON.parse(listed.stdout)]).toMatchObject([
      0,
      { risks: [{ rule: 'NHI7a', name: 'till', state: 'accepted', reason: 'goes in May' }], counts: { accepted: 1 } },
    ]);
    expect(nhi('risk', 'withdraw', 'till', '--rule', 'NHI7a').stdout).toContain('1 acceptance withdrawn');
    running = startAt(testNow);
    await running.client.call('workspace.open', { path: path() });
    expect((await risks()).total).toBe(0);
  });
});
