// GOAL D of PERFORMANCE: what the splitter costs over a bare JSON.parse, and a whole import through the worker.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonSplitter } from '#engine/importers/json-splitter.ts';
import { defaultLimits } from '#engine/importers/limits.ts';
import { runImport } from '#engine/importers/run-import.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { fileSource } from '#test/support/file-source.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { realmFile } from './realm-file.ts';

export interface BenchRow {
  readonly goal: string;
  readonly case: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly unit: string;
  readonly goalText: string;
}

const mb = 1_000_000;
const chunk = 256 * 1024;
const elements = ['$.clients[*]', '$.users[*]', '$[*].clients[*]', '$[*].users[*]'];
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

function splitting(): BenchRow {
  const text = [...realmFile(20 * mb)].join('');
  const bytes = new TextEncoder().encode(text);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    peer.push(bytes.length / mb / timed(() => void JSON.parse(new TextDecoder().decode(bytes))));
    ours.push(
      bytes.length /
        mb /
        timed(() => {
          const splitter = new JsonSplitter(elements, defaultLimits);
          for (let at = 0; at < bytes.length; at += chunk) splitter.push(bytes.subarray(at, at + chunk));
          splitter.end();
        }),
    );
  }
  const ratio = median(ours.map((own, round) => own / (peer[round] ?? 1)));
  const goalText = '>= 0.6x JSON.parse';
  return {
    goal: 'D',
    case: 'JSON split, checked and parsed',
    ours: median(ours),
    peer: median(peer),
    ratio,
    unit: 'MB/s',
    goalText,
  };
}

async function wholeImport(megabytes: number, parse: number): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nhi-bench-'));
  const path = join(folder, 'realm.json');
  const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
  try {
    const file = openSync(path, 'w');
    for (const part of realmFile(megabytes * mb)) writeSync(file, part);
    closeSync(file);
    const size = statSync(path).size;
    let identities = 0;
    let peak = 0;
    const start = performance.now();
    for await (const batch of runImport(system, {
      source: fileSource(path),
      digest: '',
      fingerprintKey: '00'.repeat(32),
      now: 0,
    })) {
      identities += batch.identities.length;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const seconds = (performance.now() - start) / 1000;
    const name = `whole import of a ${megabytes} MB realm (${identities} identities)`;
    const rate = size / mb / seconds;
    return [
      {
        goal: 'D',
        case: name,
        ours: rate,
        peer: parse,
        ratio: rate / parse,
        unit: 'MB/s',
        goalText: 'JSON.parse alone; no goal',
      },
      {
        goal: 'D',
        case: `${name}: peak RSS`,
        ours: peak / mb,
        peer: 800,
        ratio: peak / mb / 800,
        unit: 'MB',
        goalText: '<= 800 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function run(megabytes = 50): Promise<readonly BenchRow[]> {
  const split = splitting();
  return [split, ...(await wholeImport(megabytes, split.peer))];
}
