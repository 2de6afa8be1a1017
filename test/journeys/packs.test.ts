// Which packs of rules a workspace runs: chosen in the window and headless, journalled, taken back, and kept.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
beforeEach(() => {
  folder = temporaryFolder();
  running = startEngine({ userData: folder.join('user') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const packsFound = async (text = ''): Promise<readonly string[]> => {
  const { rules } = await running.client.view('findings.list', { text, first: 0, count: 0 });
  return [...new Set(rules.filter(({ count }) => count > 0).map(({ pack }) => pack))].sort();
};
const matched = async (text: string): Promise<number> =>
  (await running.client.view('findings.list', { text, first: 0, count: 0 })).matched;

describe('packs of rules', () => {
  it('run as somebody chose, until somebody chooses otherwise', async () => {
    const { call, view } = running.client;
    await call('workspace.openDemo', {});
    expect(await packsFound()).toEqual(['owasp']);
    expect(await view('packs.view', {})).toEqual({
      packs: [
        expect.objectContaining({ id: 'owasp', on: true }),
        expect.objectContaining({ id: 'rfc9700', on: false, rules: 12 }),
        expect.objectContaining({ id: 'mcp', on: false, rules: 7 }),
        expect.objectContaining({ id: 'own', on: true, rules: 0 }),
      ],
    });

    const { seq, before } = await call('packs.choose', { on: ['mcp', 'owasp', 'rfc9700'] });
    expect(before).toEqual(['owasp', 'own']);
    expect(await packsFound()).toEqual(['mcp', 'owasp', 'rfc9700']);
    const [all, lints, mcp] = [await matched(''), await matched('pack:rfc9700'), await matched('pack:mcp')];
    expect(mcp).toBeGreaterThan(0);
    expect(await matched('pack:owasp')).toBe(all - lints - mcp);
    expect(await matched('pack:rfc9700 rule:NHI*')).toBe(0);
    expect(await call('packs.choose', { on: ['owasp', 'rfc9700', 'mcp'] })).toMatchObject({ seq: 0 });

    await call('packs.choose', { on: before });
    expect(await packsFound()).toEqual(['owasp']);
    const { rows } = await view('audit.list', { first: 0, count: 200 });
    expect(rows.map((row) => row.seq)).toContain(seq);
  });

  it('are a part of the workspace, headless too, and --pack asks for one without changing it', async () => {
    await running.stop();
    const workspace = folder.join('Demo.nhi');
    const nhi = (...argv: string[]) =>
      spawnSync(process.execPath, [entry, ...argv, '--workspace', workspace], { encoding: 'utf8' });
    expect(nhi('demo').status).toBe(0);
    const rulesIn = (...argv: string[]): readonly string[] => {
      const { status, stdout, stderr } = nhi(
        'findings',
        '--json',
        '--query',
        'name:crm-bridge or name:price-scout',
        ...argv,
      );
      expect([status, stderr]).toEqual([0, '']);
      // Whose shape the expectation below states.
      const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly rule: string }[] };
      return [...new Set(findings.map(({ rule }) => rule.replace(/\d.*$|-.*$/, '')))].sort();
    };
    expect(rulesIn('--pack', 'mcp', '--pack', 'owasp')).toEqual(['MCP', 'NHI']);
    expect(nhi('packs', 'list').stdout).toMatch(/rfc9700\s+no/);
    expect(nhi('packs', 'set', 'rfc9700').status).toBe(0);
    expect(rulesIn()).toEqual(['RFC']);
    const wrong = nhi('packs', 'set', 'owsap');
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('owasp, rfc9700, mcp, own')]);
  }, 300_000);
});
