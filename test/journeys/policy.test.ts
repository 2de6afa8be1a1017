import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const strict = 'limits:\n  rotationDays: 10\n  dormantDays: 20\nfloors:\n  F8: 90\n';

describe('the policy of a workspace', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let running: TestEngine;
  beforeEach(async () => {
    folder = temporaryFolder();
    running = startEngine({ userData: folder.join('user') });
    await running.client.call('workspace.create', { path: folder.join('Acme.nhi') });
    await running.client.call('workspace.fillDemo', {});
  });
  afterEach(async () => {
    await running.stop();
    folder.remove();
  });

  const status = () => running.client.view('workspace.status', {});
  const filter = { text: '', kinds: [], bands: [], tenants: [], owners: [], statuses: [], humans: false, mark: null };
  const scores = async () =>
    (
      await running.client.view('inventory.grid', {
        filter,
        sort: { by: 'name', descending: false },
        first: 0,
        count: 500,
      })
    ).rows.map(({ id, score, findings }) => [id, score?.value, score?.low, score?.high, findings]);

  it('is weighed before it is set, and then does just what was said', async () => {
    const before = { scores: await scores(), status: await status() };
    const { problems, hash, effect } = await running.client.call('policy.check', { text: strict });
    expect(problems).toEqual([]);
    expect(await scores()).toEqual(before.scores);
    expect((await status()).counts).toEqual(before.status.counts);
    if (effect === null) throw new Error('nothing is open');
    expect(effect.appear.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['NHI7b', 'NHI1b']));
    const findings = Object.entries(effect.severities);
    expect(Object.fromEntries(findings.map(([name, counts]) => [name, counts.before]))).toEqual(
      before.status.counts.findings,
    );
    const set = await running.client.call('policy.set', { text: strict });
    const after = await status();
    expect([after.policy, set.hash]).toEqual([hash, hash]);
    expect(Object.fromEntries(findings.map(([name, counts]) => [name, counts.after]))).toEqual(after.counts.findings);
    const moved = (await scores()).filter((row, index) => row[1] !== before.scores[index]?.[1]);
    expect(moved.length).toBeLessThanOrEqual(effect.scores);
    for (const { id, after: score } of effect.movers) {
      expect((await running.client.view('identities.detail', { id }))?.score?.value).toBe(score);
    }
  });

  it('stays as it is when a bad one comes', async () => {
    await running.client.call('policy.set', { text: strict });
    const { policy, chain } = await status();
    await expect(running.client.call('policy.set', { text: 'limits:\n  rotationDays: never\n' })).rejects.toMatchObject(
      {
        code: 'input.invalid',
        message: 'Line 2, column 17: This is no value here.',
        details: { line: 2, column: 17, problems: 1 },
      },
    );
    await expect(running.client.call('policy.change', { path: ['limits'], value: 1 })).rejects.toMatchObject({
      code: 'input.invalid',
    });
    expect((await status()).policy).toBe(policy);
    expect((await status()).chain.records).toBe(chain.records);
    expect((await running.client.view('policy.view', {})).text).toBe(strict);
  });

  it('has a history, goes back, and stands in the journal with its text and hash', async () => {
    const standard = (await status()).policy;
    const { seq } = await running.client.call('policy.set', { text: strict });
    await running.client.call('policy.set', { text: '' });
    const view = await running.client.view('policy.view', {});
    expect([view.hash, view.text]).toEqual([standard, '']);
    expect(view.history.map(({ inForce, standard: isStandard }) => [inForce, isStandard])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(await running.client.call('policy.text', { seq })).toEqual({ text: strict });
    const journal = readFileSync(resolve(folder.join('Acme.nhi'), 'journal.log'), 'utf8');
    expect(journal).toContain(JSON.stringify(strict));
    // The same again is no record.
    const { records } = (await status()).chain;
    await running.client.call('policy.set', { text: '' });
    expect((await status()).chain.records).toBe(records);
  });

  it('is there again when the workspace is opened anew, by its journal and by its snapshot', async () => {
    await running.client.call('policy.set', { text: strict });
    const path = folder.join('Acme.nhi');
    const [before, policy] = [await scores(), (await status()).policy];
    for (let round = 0; round < 2; round += 1) {
      await running.client.call('workspace.close', {});
      await running.client.call('workspace.open', { path });
      expect((await status()).policy).toBe(policy);
      expect(await scores()).toEqual(before);
    }
  });

  it('is the one of its time when two moments are compared', async () => {
    const old = (await status()).policy;
    const { seq, hash } = await running.client.call('policy.set', { text: strict });
    const answer = await running.client.call('moments.compare', { from: { seq: seq - 1 }, to: { seq } });
    expect([answer.from.policy, answer.to.policy]).toEqual([old, hash]);
  });
});
