import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Verified, verifyJournal } from '#engine/api/audit.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

const entry = resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts');

let folder: ReturnType<typeof temporaryFolder>;
let workspace: string;
let running: TestEngine;

beforeEach(() => {
  folder = temporaryFolder();
  workspace = folder.join('Acme.nhi');
  running = startEngine({ userData: folder.join('user') });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const journal = (): string => resolve(workspace, 'journal.log');
const head = (): string => folder.join('head.json');
const close = (): Promise<unknown> => running.client.call('workspace.close', {});

async function importName(name: string): Promise<void> {
  const path = folder.join('keys.csv');
  writeFileSync(path, `name,kind\n${name},api_key\n`);
  await running.client.call('imports.run', { files: [{ path, tenant: 'Keys' }] });
}

/** Three records, the head of which is exported. */
async function exported(): Promise<void> {
  await running.client.call('workspace.create', { path: workspace });
  await importName('erp');
  expect(await running.client.call('audit.export', { path: head() })).toMatchObject({ format: 1, seq: 3 });
}

/** As `nhi audit verify` does it: another process that only reads. */
async function verify(against?: string): Promise<Verified> {
  const reader = startEngine({ userData: folder.join('reader') });
  try {
    await reader.engine.session.open(workspace, { readOnly: true });
    return await verifyJournal(reader.engine.session, against);
  } finally {
    await reader.stop();
  }
}

/** What an insider with the files can do: changes the text and computes every hash anew. */
function forge(change: (line: string) => string): void {
  let prev = '0'.repeat(64);
  const lines = readFileSync(journal(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const body = change(line)
        .slice(75)
        .replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
      prev = createHash('sha256').update(body).digest('hex');
      return `{"hash":"${prev}",${body}\n`;
    });
  writeFileSync(journal(), lines.join(''));
  rmSync(resolve(workspace, 'snapshot.sqlite'), { force: true });
}

async function nhi(...argv: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [entry, ...argv, '--workspace', workspace], {
    env: { ...process.env, NHI_ACTOR: 'tess' },
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => void err.push(chunk.toString('utf8')));
  const [status] = (await once(child, 'close')) as [number | null]; // As `close` says it.
  return { status, out: out.join(''), err: err.join('') };
}

describe('an exported head', () => {
  it('covers the record of its own export, and is for its owner alone', async () => {
    await exported();
    const said = JSON.parse(readFileSync(head(), 'utf8')) as Record<string, unknown>; // Stated next.
    const list = await running.client.view('audit.list', { first: 0, count: 10 });
    expect(list.rows.at(-1)).toMatchObject({ seq: 3, action: 'audit.exported', object: 'head.json', human: 'tess' });
    expect([said['head'], statSync(head()).mode & 0o777]).toEqual([list.rows.at(-1)?.hash, 0o600]);
    expect(Object.keys(said)).toEqual(['format', 'workspace', 'seq', 'head', 'at', 'publicKey', 'signature']);
    await importName('later');
    await close();
    expect(await verify(head())).toMatchObject({ ok: true, records: 4, firstBad: null, against: { verdict: 'same' } });
  });

  it('overwrites nothing, and a refusal is no record', async () => {
    await exported();
    const before = readFileSync(head(), 'utf8');
    for (const path of [head(), folder.path, folder.join('absent', 'head.json')]) {
      await expect(running.client.call('audit.export', { path })).rejects.toMatchObject({
        code: expect.stringMatching(/^(input\.invalid|file\.absent)$/),
      });
    }
    const { chain } = await running.client.view('workspace.status', {});
    expect([chain.records, readFileSync(head(), 'utf8') === before]).toEqual([3, true]);
  });

  it('is not made where the key is missing, and that is no record', async () => {
    await exported();
    rmSync(resolve(workspace, 'keys/workspace.key'));
    await expect(running.client.call('audit.export', { path: null })).rejects.toMatchObject({
      code: 'file.unreadable',
    });
    expect((await running.client.view('workspace.status', {})).chain.records).toBe(3);
    // The next writer has its turn.
    await importName('later');
  });

  it('tells a journal that was rewritten with every hash made anew', async () => {
    await exported();
    await close();
    forge((line) => line.replace('"human":"tess"', '"human":"mallory"'));
    expect(await verify()).toMatchObject({ ok: true, records: 3, against: null });
    expect(await verify(head())).toMatchObject({
      ok: false,
      records: 3,
      firstBad: 3,
      against: { verdict: 'rewritten' },
    });
  });

  it('tells a journal that was rolled back to an older copy', async () => {
    await running.client.call('workspace.create', { path: workspace });
    await importName('erp');
    await close();
    cpSync(workspace, folder.join('copy'), { recursive: true });
    await running.client.call('workspace.open', { path: workspace });
    await running.client.call('audit.export', { path: head() });
    await close();
    rmSync(workspace, { recursive: true });
    cpSync(folder.join('copy'), workspace, { recursive: true });
    expect(await verify()).toMatchObject({ ok: true, records: 2, against: null });
    expect(await verify(head())).toMatchObject({
      ok: false,
      records: 2,
      firstBad: 3,
      against: { verdict: 'rolled_back' },
    });
    // Whoever goes on from the copy has another record 3.
    await running.client.call('workspace.open', { path: workspace });
    await importName('other');
    await close();
    expect(await verify(head())).toMatchObject({ ok: false, firstBad: 3, against: { verdict: 'rewritten' } });
  });

  it.each(['workspace.json', 'workspace.json and the journal'])(
    'tells that the key in %s was replaced',
    async (where) => {
      await exported();
      await close();
      const { publicKey } = running.system.keys.createPair();
      const file = resolve(workspace, 'workspace.json');
      const old = JSON.parse(readFileSync(file, 'utf8')) as { publicKey: string }; // Made by the workspace itself.
      writeFileSync(file, JSON.stringify({ ...old, publicKey }));
      const [from, to] = [JSON.stringify(old.publicKey), JSON.stringify(publicKey)];
      if (where !== 'workspace.json') forge((line) => line.replace(from, to));
      expect(await verify(head())).toMatchObject({ ok: false, firstBad: 1, against: { verdict: 'other_key' } });
    },
  );

  it.each<[string, (text: string) => string, string?]>([
    ['changed', (text) => text.replace('"seq": 3', '"seq": 2')],
    ['signed by nobody', (text) => text.replace(/"signature": "[^"]+"/, '"signature": ""')],
    ['without a key', (text) => text.replace(/"publicKey": "[^"]+"/, '"publicKey": "x"')],
    ['no JSON', () => 'head'],
    ['far too large', (text) => text + ' '.repeat(100_000), 'file.too_large'],
  ])('that is %s proves nothing and is refused', async (_what, change, code = 'input.invalid') => {
    await exported();
    await close();
    writeFileSync(head(), change(readFileSync(head(), 'utf8')));
    await expect(verify(head())).rejects.toMatchObject({ code });
  });

  it('of another workspace is refused', async () => {
    await exported();
    workspace = folder.join('Other.nhi');
    await running.client.call('workspace.create', { path: workspace });
    await close();
    await expect(verify(head())).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(verify(folder.join('absent.json'))).rejects.toMatchObject({ code: 'file.absent' });
  });
});

describe('nhi audit', () => {
  it('exports, verifies, and leaves status 3 where the journal was rewritten', async () => {
    await running.client.call('workspace.create', { path: workspace });
    // Through the process that holds it.
    const printed = await nhi('audit', 'export', '--json');
    expect(printed.status).toBe(0);
    writeFileSync(head(), printed.out);
    await close();
    const written = await nhi('audit', 'export', folder.join('second.json'));
    expect([written.status, existsSync(folder.join('second.json'))]).toEqual([0, true]);
    expect((await nhi('audit', 'export', folder.join('second.json'))).status).toBe(2);
    for (const file of [head(), folder.join('second.json')]) {
      const verified = await nhi('audit', 'verify', '--against', file, '--json');
      expect([verified.status, JSON.parse(verified.out)]).toMatchObject([0, { ok: true, records: 3, firstBad: null }]);
    }
    forge((line) => line.replace('"object":"Acme"', '"object":"Acne"'));
    const alone = await nhi('audit', 'verify');
    expect(alone.status).toBe(0);
    expect(alone.out).toContain('rollback to an older copy is not provable without an exported head');
    const against = await nhi('audit', 'verify', '--against', head(), '--json');
    expect([against.status, JSON.parse(against.out)]).toMatchObject([3, { ok: false, records: 3, firstBad: 2 }]);
    const words = await nhi('audit', 'verify', '--against', head());
    expect([words.status, words.out]).toEqual([3, expect.stringContaining('was rewritten')]);
  });

  it('makes no workspace in order to export it', async () => {
    const { status, out } = await nhi('audit', 'export');
    expect([status, out, existsSync(workspace)]).toEqual([2, '', false]);
  });
});
