// GOAL D of PERFORMANCE: an Entra export of 200 MB through the import's worker, beside JSON.parse and a streaming parser over
// the same bytes, with its peak of memory.
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { JSONParser } from '@streamparser/json';
import { runImport } from '#engine/importers/run-import.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { temporaryFolder } from '#test/support/engine.ts';
import { fileSource } from '#test/support/file-source.ts';
import { createTestLog, sourceEntries } from '#test/support/test-system.ts';
import { entraFile } from './entra-file.ts';
import { type BenchRow, compare, noGoal } from './measure.ts';

const mb = 1_000_000;
const chunk = 262_144;
const fingerprintKey = '00'.repeat(32);
/** A streaming parser would take minutes over all of it. */
const streamed = 20 * mb;

const rateOf = (bytes: number, start: number): number => bytes / mb / ((performance.now() - start) / 1000);

function streamingRate(): number {
  const bytes = new TextEncoder().encode([...entraFile(streamed)].join(''));
  const parser = new JSONParser({ paths: ['$.*.*'], keepStack: false });
  let objects = 0;
  parser.onValue = () => {
    objects += 1;
  };
  const start = performance.now();
  for (let at = 0; at < bytes.length; at += chunk) parser.write(bytes.subarray(at, at + chunk));
  const rate = rateOf(bytes.length, start);
  if (objects === 0) throw new Error('the streaming parser saw nothing');
  return rate;
}

function parseRate(path: string): number {
  const bytes = readFileSync(path);
  const start = performance.now();
  const value: unknown = JSON.parse(bytes.toString());
  const rate = rateOf(bytes.length, start);
  if (value === null) throw new Error('JSON.parse saw nothing');
  return rate;
}

export async function run(megabytes = 200): Promise<readonly BenchRow[]> {
  const folder = temporaryFolder();
  const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
  try {
    const path = folder.join('entra.json');
    const file = openSync(path, 'w');
    for (const part of entraFile(megabytes * mb)) writeSync(file, part);
    closeSync(file);
    const size = statSync(path).size;

    let [peak, identities, rejected] = [0, 0, 0];
    const start = performance.now();
    for await (const batch of runImport(system, { source: fileSource(path), digest: '', fingerprintKey, now: 0 })) {
      identities += batch.identities.length;
      rejected += batch.rejected;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const rate = rateOf(size, start);
    if (identities === 0 || rejected > 0) throw new Error('the file was not read');
    // The peers come after: what they hold is none of the import's memory.
    const [parse, streaming] = [parseRate(path), streamingRate()];
    const name = `Entra export of ${megabytes} MB (${identities} identities)`;
    return [
      compare('D', `${name}, beside JSON.parse of the same bytes`, 'MB/s', noGoal(), [rate], [parse]),
      compare('D', `${name}, beside @streamparser/json`, 'MB/s', noGoal(), [rate], [streaming]),
      compare('D', `${name}: peak RSS`, 'MB', { text: '<= 800 MB', atMost: 1 }, [peak / mb], [800]),
    ];
  } finally {
    folder.remove();
  }
}
