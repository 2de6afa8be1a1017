// What an analyst is told of one finding, and of the rule behind it, in the window and headless.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rules } from '#engine/posture/rules/index.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
beforeEach(async () => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const nhi = (...argv: string[]) => spawnSync(process.execPath, [entry, ...argv], { encoding: 'utf8' });

describe('a finding of the demo company', () => {
  it('says why it matters, how bad it is and why, and what each fix would do and break', async () => {
    await running.client.call('workspace.openDemo', {});
    const text = 'name:shop-assist';
    const { rows } = await running.client.view('findings.list', { text, first: 0, count: 50 });
    expect(rows.length).toBeGreaterThan(2);
    for (const { rule, identity, severity, fixes, evidence } of rows) {
      const detail = await running.client.view('findings.detail', { rule, identity });
      expect(detail).toMatchObject({ identity, severity, evidence, name: 'shop-assist', rule: { id: rule } });
      expect(detail?.grades.at(-1)?.severity).toBe(severity);
      expect(detail?.rule.why).toMatch(/\.$/);
      expect(detail?.fixes.map(({ safety: _, reasons: __, ...fix }) => fix)).toEqual(fixes);
      for (const { safety, reasons } of detail?.fixes ?? []) {
        const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
        expect(safety).toBe(100 - Math.min(100, points));
      }
    }
    // It acts for 40,000 people: whatever stops it is not safe.
    const outlives = await running.client.view('findings.detail', {
      rule: 'NHI7c',
      identity: rows[0]?.identity ?? '',
    });
    expect(outlives?.grades.map(({ severity }) => severity)).toEqual(['high', 'critical']);
    expect(outlives?.grades.at(-1)?.words).toContain('40,000 customers');
    expect(outlives?.fixes[0]?.safety).toBeLessThan(90);
  });

  it('offers every fix of an identity, its most severe finding first', async () => {
    await running.client.call('workspace.openDemo', {});
    const { rows } = await running.client.view('findings.list', { text: 'name:shop-assist', first: 0, count: 50 });
    const identity = rows[0]?.identity ?? '';
    const { name, findings } = await running.client.call('findings.fixes', { identity });
    expect([name, findings.map(({ rule }) => rule)]).toEqual(['shop-assist', rows.map(({ rule }) => rule)]);
    for (const { rule, fixes } of findings) {
      const detail = await running.client.view('findings.detail', { rule, identity });
      expect(fixes).toEqual(detail?.fixes);
    }
    const nobody = running.client.call('findings.fixes', { identity: 'idn_aaaaaaaaaaaaaaaa' });
    await expect(nobody).rejects.toMatchObject({ code: 'identity.absent' });
  });

  it('is null for what no rule flags', async () => {
    await running.client.call('workspace.openDemo', {});
    const { rows } = await running.client.view('findings.list', { first: 0, count: 1 });
    const identity = rows[0]?.identity ?? '';
    expect(await running.client.view('findings.detail', { rule: 'NHI99z', identity })).toBeNull();
    expect(
      await running.client.view('findings.detail', { rule: 'NHI1a', identity: 'idn_aaaaaaaaaaaaaaaa' }),
    ).toBeNull();
  });
});

describe('the help of rules', () => {
  it('runs every example of every rule, with its facts in words, without a workspace', async () => {
    const help = await running.client.call('rules.help', {});
    expect(help.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const { examples } of help.rules) {
      expect(examples.some(({ severity }) => severity !== null)).toBe(true);
      expect(examples.some(({ severity }) => severity === null)).toBe(true);
      for (const { severity, standard } of examples) expect(severity).toBe(standard);
    }
  });

  it('is printed by nhi rules', () => {
    const list = nhi('rules');
    expect(list.status).toBe(0);
    for (const { id } of rules) expect(list.stdout).toContain(id);
    const one = nhi('rules', 'nhi1b');
    expect(one.stdout).toContain('What nobody uses can be taken away');
    expect(one.stdout).toContain('high: last used 200 days ago (Last used: 200 days ago)');
    expect(one.stdout).toContain('clean: used yesterday');
    expect(JSON.parse(nhi('rules', 'NHI1b', '--json').stdout)).toMatchObject({ id: 'NHI1b', severity: 'medium' });
    const wrong = nhi('rules', 'NHI99');
    expect([wrong.status, wrong.stderr.includes('There is no rule NHI99.')]).toEqual([2, true]);
  });
});
