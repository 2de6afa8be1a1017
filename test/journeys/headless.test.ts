import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, temporaryFolder } from '#test/support/engine.ts';

// From sources, as a checkout's Node runs them: the launcher and the bundle are tested where they are built.
const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');

let folder: ReturnType<typeof temporaryFolder>;
let workspace: string;
beforeEach(() => {
  folder = temporaryFolder();
  workspace = folder.join('Acme.nhi');
});
afterEach(() => folder.remove());

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function start(...argv: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ran> } {
  const child = spawn(process.execPath, [entry, ...argv], { env: { ...process.env, NHI_ACTOR: 'tess' } });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
  const textOf = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
  const ended = once(child, 'close').then(([status]) => ({
    // As `close` says it.
    status: status as number | null,
    out: textOf(out),
    err: textOf(err),
  }));
  return { child, ended };
}
const nhi = (...argv: string[]): Promise<Ran> => start(...argv, '--workspace', workspace).ended;
// Only ever called on answers whose shape the expectation then states.
const json = (ran: Ran): Record<string, unknown> => JSON.parse(ran.out) as Record<string, unknown>;

function table(name: string, ...rows: string[]): string {
  const path = folder.join(name);
  writeFileSync(path, ['name,owner,kind,scopes,last_used_at', ...rows].join('\n'));
  return path;
}

describe('nhi', () => {
  it('imports, lists, scores and verifies', async () => {
    const file = table('keys.csv', 'erp,,api_key,orders:write,2026-01-05T00:00:00Z', 'metrics,Ada,api_key,read,');
    const imported = await nhi('import', file, '--tenant', 'Keys', '--json');
    expect([imported.status, json(imported)]).toMatchObject([
      0,
      {
        files: [
          { file: 'keys.csv', importer: 'csv', tenant: 'Keys', records: 2, imported: 2, unchanged: 0, rejected: 0 },
        ],
        seq: 2,
      },
    ]);
    const inventory = json(await nhi('inventory', '--json'));
    expect(inventory).toMatchObject({ total: 2 });
    const [first, second] = inventory['identities'] as Record<string, unknown>[]; // Stated next.
    expect(first).toMatchObject({
      kind: 'api_key',
      name: 'erp',
      tenant: 'Keys',
      owner: null,
      status: 'active',
      lastUsedAt: '2026-01-05T00:00:00.000Z',
      lastUsedReason: null,
      sources: [{ file: 'keys.csv', record: 'row 2' }],
    });
    expect(Object.keys(first?.['score'] ?? {}).sort()).toEqual([
      'band',
      'confidence',
      'exposure',
      'high',
      'low',
      'power',
      'value',
    ]);
    expect(second).toMatchObject({ name: 'metrics', owner: 'Ada', lastUsedAt: null });
    const id = String(first?.['id']);
    expect(json(await nhi('show', 'erp', '--json'))).toMatchObject({ id });
    expect(json(await nhi('score', id, '--json'))).toMatchObject({
      id,
      value: (first?.['score'] as { value: number } | undefined)?.value,
    });
    expect(json(await nhi('lifetimes', '--json'))).toMatchObject({ total: 2 });
    const verified = json(await nhi('audit', 'verify', '--json'));
    expect(verified).toMatchObject({ ok: true, records: 2, firstBad: null });
    expect(json(await nhi('audit', 'list', '--json'))).toMatchObject({
      total: 2,
      records: [
        { seq: 1, human: 'tess' },
        { seq: 2, action: 'import.committed', hash: verified['head'] },
      ],
    });
    const again = json(await nhi('import', file, '--tenant', 'Keys', '--json'));
    expect(again).toMatchObject({ files: [{ records: 2, imported: 0, unchanged: 2 }], seq: 2 });
  });

  it('takes an import back by its number', async () => {
    const { seq } = json(
      await nhi('import', table('keys.csv', 'erp,,api_key,orders:write,'), '--tenant', 'Keys', '--json'),
    );
    const undone = await nhi('import', '--undo', String(seq), '--json');
    expect([undone.status, json(undone)]).toEqual([0, { seq: 3, removed: 1, restored: 0 }]);
    expect(json(await nhi('inventory', '--json'))).toMatchObject({ total: 0, identities: [] });
    expect((await nhi('import', '--undo', String(seq))).status).toBe(2);
    expect((await nhi('import', '--undo', 'x')).status).toBe(2);
    expect((await nhi('audit', 'verify')).status).toBe(0);
  });

  it('lets a pipeline fail on findings', async () => {
    const file = table('keys.csv', 'erp,,api_key,admin:*,2026-01-05T00:00:00Z');
    await nhi('import', file, '--tenant', 'Keys');
    const free = await nhi('findings', '--json');
    const { findings, policy } = json(free);
    expect([free.status, typeof policy]).toEqual([0, 'string']);
    const severities = (findings as { severity: string }[]).map(({ severity }) => severity);
    expect(severities).toContain('high');
    expect((await nhi('findings', '--fail-on', 'high')).status).toBe(1);
    expect((await nhi('findings', '--fail-on', 'huge')).status).toBe(2);
  });

  it.each([
    ['no command', ['wat'], /no command “wat”/],
    ['half a command', ['audit'], /audit list, audit verify/],
    ['an option that there is not', ['inventory', '--bogus'], /--bogus/],
    ['too many words', ['inventory', 'more'], /“more”/],
    ['nothing to import', ['import'], /import FILE/],
    ['a workspace that is absent', ['inventory'], /no folder/],
    ['a file that is absent', ['import', '/nowhere/x.json'], /no file/],
  ])('refuses %s with status 2 and one line', async (_what, argv, line) => {
    const { status, out, err } = await nhi(...argv);
    expect([status, err.trim().split('\n').length]).toEqual([2, 1]);
    expect(err).toMatch(line);
    if (argv[0] !== 'import') expect(out).toBe('');
  });

  it('says what it can do', async () => {
    const { status, out } = await start('--help').ended;
    expect(status).toBe(0);
    for (const word of ['init', 'import', 'inventory', 'audit verify', 'demo']) expect(out).toContain(`  ${word}`);
    expect(existsSync(workspace)).toBe(false);
  });

  it('names the first record that is damaged, status 3', async () => {
    await nhi('import', table('keys.csv', 'erp,,api_key,,'), '--tenant', 'Keys');
    const journal = resolve(workspace, 'journal.log');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"client":"nhi"', '"client":"nhj"'));
    const verified = await nhi('audit', 'verify', '--json');
    expect([verified.status, json(verified)]).toMatchObject([3, { ok: false, records: 0, firstBad: 1 }]);
    expect((await nhi('inventory', '--json')).status).toBe(3);
    expect((await nhi('init')).status).toBe(3);
  });

  it('shows no character that would steer a terminal', async () => {
    await nhi('import', table('keys.csv', '\u001b[31mred\u202e,,api_key,,'), '--tenant', 'Keys');
    const { out } = await nhi('inventory');
    for (const character of ['\u001b', '\u202e']) expect(out).not.toContain(character);
    const [identity] = json(await nhi('inventory', '--json'))['identities'] as { name: string }[]; // One was imported.
    expect(identity?.name).toContain('\u202e');
  });

  it('works through the process that holds the workspace', async () => {
    const holder = startEngine({ userData: folder.join('user') });
    try {
      await holder.client.call('workspace.create', { path: workspace });
      const ran = await nhi('import', table('keys.csv', 'erp,,api_key,,'), '--tenant', 'Keys', '--json');
      expect([ran.status, json(ran)]).toMatchObject([0, { files: [{ imported: 1 }], seq: 2 }]);
      const status = await holder.client.view('workspace.status', {});
      expect(status.counts.identities).toBe(1);
      // Reading needs nobody's leave.
      expect(json(await nhi('inventory', '--json'))).toMatchObject({ total: 1 });
    } finally {
      await holder.stop();
    }
  });

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 0],
    ['SIGKILL', null],
  ] as const)('leaves nothing half done on %s', async (signal, expected) => {
    await nhi('init');
    const file = folder.join('many.csv');
    writeFileSync(file, `name,kind\n${'svc,api_key\n'.repeat(200_000)}`);
    const { child, ended } = start('import', file, '--tenant', 'Keys', '--workspace', workspace);
    // The lock shows that the import is under way.
    while (!existsSync(resolve(workspace, 'workspace.lock'))) await new Promise((done) => setImmediate(done));
    child.kill(signal);
    expect((await ended).status).toBe(expected);
    expect(json(await nhi('audit', 'verify', '--json'))).toMatchObject({ ok: true, records: 1 });
    expect(json(await nhi('inventory', '--json'))).toMatchObject({ total: 0 });
    const again = await nhi('import', table('one.csv', 'erp,,api_key,,'), '--tenant', 'Keys', '--json');
    expect([again.status, json(again)]).toMatchObject([0, { files: [{ imported: 1 }] }]);
  });

  it('fills the demo company once', async () => {
    const first = json(await nhi('demo', '--json'));
    expect(first).toMatchObject({ seq: 4 });
    expect(Number(first['identities'])).toBeGreaterThan(1000);
    expect(json(await nhi('demo', '--json'))).toEqual(first);
  });

  it('lists what can be connected, and what each asks for, where there is no workspace yet', async () => {
    const { status, out } = await start('tenant', 'backends').ended;
    expect(status).toBe(0);
    expect(out).toMatch(/^keycloak +Keycloak +yes$/m);
    expect(out).toMatch(/^okta +Okta +There is no connector for it/m);
    const one = (await start('tenant', 'backends', 'keycloak').ended).out;
    expect(one).toMatch(/^realm +yes /m);
    expect(one).toMatch(/^manage-clients +revoke, /m);
    const refused = await nhi('tenant', 'add', '--connector', 'nope');
    expect([refused.status, refused.err]).toMatchObject([2, expect.stringContaining('There are: keycloak, ')]);
    const unset = await nhi('tenant', 'add', '--connector', 'keycloak', '--set', 'address=https://id.example');
    expect([unset.status, unset.err]).toMatchObject([2, expect.stringContaining('Realm is missing. realm')]);
  });
});
