import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { fileSource } from '#test/support/file-source.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import type { ImportHost, ImportWorker } from './import-host.ts';
import { ImportWorkers } from './import-workers.ts';
import { type Batch, runImport } from './run-import.ts';

const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
let folder: string;
let workers: ImportWorkers;
/** How many were started, and how many of them have ended. */
let started: number;
let ended: number;
let kill: () => Promise<void>;

const host: ImportHost = {
  ...system,
  workers: {
    spawn(entry, data, limits): ImportWorker {
      const worker = system.workers.spawn(entry, data, limits);
      started += 1;
      worker.onExit(() => {
        ended += 1;
      });
      kill = () => worker.terminate();
      return worker;
    },
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhi-workers-'));
  [started, ended] = [0, 0];
  workers = new ImportWorkers(host);
});
afterEach(async () => {
  await workers.close();
  rmSync(folder, { recursive: true });
});

function realm(name: string, clients: number): string {
  const path = join(folder, `${name}.json`);
  const list = Array.from({ length: clients }, (_, index) => ({ clientId: `${name}-${index}`, note: 'x'.repeat(400) }));
  writeFileSync(path, JSON.stringify({ id: name, realm: name, clients: list }));
  return path;
}

const begin = (path: string, more: Partial<Parameters<typeof runImport>[1]> = {}): AsyncGenerator<Batch> =>
  runImport(host, { source: fileSource(path), digest: 'd', fingerprintKey: 'ab'.repeat(32), now: 5, workers, ...more });

async function namesIn(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { identities } of begin(path)) names.push(...identities.map(({ identity }) => identity.name));
  return names;
}

describe('the workers of an import', () => {
  it('are one, however many files there are', async () => {
    for (let file = 0; file < 15; file += 1) {
      expect(await namesIn(realm(`r${file}`, 3))).toEqual([`r${file}-0`, `r${file}-1`, `r${file}-2`]);
    }
    expect([started, ended]).toEqual([1, 0]);
    await workers.close();
    expect(ended).toBe(1);
  });

  it('read on after a file that nobody knows', async () => {
    const odd = join(folder, 'odd.bin');
    writeFileSync(odd, Buffer.from([0, 1, 2]));
    expect(await namesIn(odd)).toEqual([]);
    expect(await namesIn(realm('shop', 1))).toEqual(['shop-0']);
    expect(started).toBe(1);
  });

  it.each([
    ['was cancelled', async (stop: AbortController) => stop.abort(), 'import.cancelled'],
    ['died', () => kill(), 'import.failed'],
  ] as const)('are replaced when one %s', async (_what, harm, code) => {
    const stop = new AbortController();
    const run = begin(realm('large', 4_000), { signal: stop.signal });
    await run.next();
    await harm(stop);
    const rest = async (): Promise<void> => {
      for await (const _batch of run);
    };
    await expect(rest()).rejects.toMatchObject({ code });
    expect(await namesIn(realm('shop', 1))).toEqual(['shop-0']);
    expect([started, ended]).toEqual([2, 1]);
  });

  it('are replaced when one dies between two files', async () => {
    await namesIn(realm('one', 1));
    await kill();
    expect(await namesIn(realm('two', 1))).toEqual(['two-0']);
    expect(started).toBe(2);
  });

  it('are replaced when a reader turned away before the end', async () => {
    for await (const _batch of begin(realm('large', 4_000))) break;
    expect(await namesIn(realm('shop', 1))).toEqual(['shop-0']);
    expect([started, ended]).toEqual([2, 1]);
  });
});
