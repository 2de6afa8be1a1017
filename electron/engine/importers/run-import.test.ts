import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { fileSource } from '#test/support/file-source.ts';
import { createTestClock, createTestLog, sourceEntries } from '#test/support/test-system.ts';
import type { ImportHost, ImportWorker } from './import-host.ts';
import { type Batch, lookInto, previewFile, runImport } from './run-import.ts';

const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
const fingerprintKey = 'ab'.repeat(32);
let folder = '';
let path = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhi-import-'));
  path = join(folder, 'realm.json');
  const clients = Array.from({ length: 2_000 }, (_, index) => ({
    id: `c${index}`,
    clientId: `client-${index}`,
    secret: 'same',
    note: 'x'.repeat(400),
  }));
  writeFileSync(path, JSON.stringify({ id: 'r', realm: 'shop', clients }));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function all(host: ImportHost, options: Partial<Parameters<typeof runImport>[1]> = {}): Promise<Batch[]> {
  const batches: Batch[] = [];
  const given = { source: fileSource(path), digest: 'd', fingerprintKey, now: 5, ...options };
  for await (const batch of runImport(host, given)) batches.push(batch);
  return batches;
}

describe('through a real worker', () => {
  it('hands out whole identities in bounded batches', async () => {
    let done = 0;
    const { digest, size } = await lookInto(system, fileSource(path));
    expect(size).toBe(system.files.size(path));
    const batches = await all(system, { digest, onProgress: (bytes) => (done = bytes) });
    const identities = batches.flatMap((batch) => batch.identities);
    expect(identities).toHaveLength(2_000);
    expect(Math.max(...batches.map((batch) => batch.identities.length))).toBeLessThanOrEqual(500);
    expect(identities[1]?.identity.sources).toEqual([
      { file: 'realm.json', digest, record: '$.clients[1]', importer: 'keycloak-realm', importedAt: 5 },
    ]);
    const prints = new Set(identities.map(({ identity }) => identity.credentials[0]?.fingerprint));
    expect([...prints]).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{12}$/)]);
    expect(batches.at(-1)?.totals).toEqual({
      records: 2_000,
      rejected: 0,
      problems: 0,
      problemsOmitted: 0,
      tenants: [expect.objectContaining({ vendor: 'keycloak', name: 'shop' })],
    });
    expect(done).toBe(system.files.size(path));
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const run = runImport(system, {
      source: fileSource(path),
      digest: 'd',
      fingerprintKey,
      now: 5,
      signal: stop.signal,
    });
    await run.next();
    stop.abort();
    await expect(run.next()).rejects.toMatchObject({ code: 'import.cancelled' });
  });

  it('says of a file that is too large, and does not read it', async () => {
    const batches = await all(system, { limits: { fileBytes: 10 } });
    expect(batches.map((batch) => batch.problems.map((problem) => problem.code))).toEqual([['import.too_large']]);
  });

  it('previews a file', async () => {
    expect(await previewFile(fileSource(path))).toMatchObject({
      importer: 'keycloak-realm',
      tenant: { name: 'shop', id: 'r' },
    });
    const table = join(folder, 'keys.csv');
    writeFileSync(table, 'Key Name;Owner;Colour\na;b;c\n');
    expect((await previewFile(fileSource(table))).csv).toEqual({
      columns: ['Key Name', 'Owner', 'Colour'],
      sample: [['a', 'b', 'c']],
      mapping: { 'Key Name': 'name', Owner: 'owner' },
      lines: false,
    });
  });

  it('finds the tenant of a file that carries only its name', async () => {
    const users = join(folder, 'shop-users-0.json');
    writeFileSync(users, JSON.stringify({ realm: 'shop', users: [{ username: 'ana' }] }));
    const first = (await all(system)).at(-1)?.totals?.tenants ?? [];
    const second = (await all(system, { source: fileSource(users), tenants: first })).at(-1)?.totals?.tenants;
    expect(second).toEqual(first);
  });
});

describe('with a worker that fails', () => {
  function hostWith(worker: Partial<ImportWorker>): { host: ImportHost; clock: ReturnType<typeof createTestClock> } {
    const clock = createTestClock();
    const still: ImportWorker = {
      post: () => undefined,
      onMessage: () => undefined,
      onExit: () => undefined,
      terminate: async () => undefined,
    };
    return {
      clock,
      host: { clock, hash: system.hash, workers: { spawn: () => ({ ...still, ...worker }) } },
    };
  }

  it('gives up after 30 s without a sign of life', async () => {
    const { host, clock } = hostWith({
      post(message) {
        if (typeof message === 'object' && message !== null && 't' in message && message.t === 'chunk')
          queueMicrotask(() => clock.advance(30_000));
      },
    });
    await expect(all(host)).rejects.toMatchObject({ code: 'import.failed', message: expect.stringContaining('30 s') });
  });

  it('reports a worker that dies', async () => {
    const { host } = hostWith({ onExit: (listener) => queueMicrotask(() => listener(1, 'out of memory')) });
    await expect(all(host)).rejects.toMatchObject({ code: 'import.failed', cause: 'out of memory' });
  });

  it('does not believe nonsense', async () => {
    const { host } = hostWith({
      onMessage: (listener) => queueMicrotask(() => listener({ t: 'batch', identities: 7 })),
    });
    await expect(all(host)).rejects.toMatchObject({ code: 'import.failed' });
  });
});
