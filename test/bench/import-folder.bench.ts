// GOAL D of PERFORMANCE: a folder of 1,000 small files and a system log of 1 GB, through the whole engine to the commit,
// beside JSON.parse and a streaming parser over the same bytes; and how long a window waits meanwhile.
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { JSONParser } from '@streamparser/json';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';
import { type BenchRow, compare, noGoal, quantile } from './measure.ts';
import { oktaLog } from './okta-log-file.ts';

const mb = 1_000_000;
const everyMs = 20;

interface Measured {
  readonly seconds: number;
  readonly peak: number;
  /** How long each question to the engine waited, ms. */
  readonly waits: readonly number[];
}

async function measure(engine: TestEngine, path: string): Promise<Measured> {
  const waits: number[] = [];
  let peak = 0;
  let done = false;
  const asking = (async () => {
    while (!done) {
      const asked = performance.now();
      await engine.client.view('workspace.status', {});
      waits.push(performance.now() - asked);
      peak = Math.max(peak, process.memoryUsage().rss);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  const start = performance.now();
  const { files } = await engine.client.call('imports.run', { files: [{ path }] });
  const seconds = (performance.now() - start) / 1000;
  done = true;
  await asking;
  if (files.some(({ importer, rejected }) => importer === null || rejected > 0)) throw new Error('a file was not read');
  return { seconds, peak, waits };
}

async function withEngine<T>(work: (folder: string, engine: TestEngine) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  const engine = startEngine({ userData: folder.join('user') });
  try {
    await engine.client.call('workspace.create', { path: folder.join('Bench.nhi') });
    return await work(folder.path, engine);
  } finally {
    await engine.stop();
    folder.remove();
  }
}

const waiting = (name: string, { waits }: Measured): readonly BenchRow[] => [
  compare('D', `${name}: a window waits, p99`, 'ms', { text: '<= 50 ms', atMost: 1 }, [quantile(waits, 0.99)], [50]),
  compare('D', `${name}: a window waits, longest`, 'ms', noGoal(), [Math.max(...waits)], [50]),
];

function smallFiles(): Promise<readonly BenchRow[]> {
  return withEngine(async (folder, engine) => {
    const path = `${folder}/exports`;
    mkdirSync(path);
    for (let at = 0; at < 1_000; at += 1) {
      const clients = Array.from({ length: 10 }, (_, index) => ({
        id: `c-${at}-${index}`,
        clientId: `client-${at}-${index}`,
        secret: `secret-${at}-${index}`,
        serviceAccountsEnabled: true,
        attributes: { note: 'x'.repeat(60) },
      }));
      writeFileSync(`${path}/${at}.json`, JSON.stringify({ id: 'r', realm: 'acme', clients }));
    }
    const start = performance.now();
    let bytes = 0;
    for (const name of readdirSync(path)) {
      const text = readFileSync(`${path}/${name}`, 'utf8');
      bytes += text.length;
      JSON.parse(text);
    }
    const parse = bytes / mb / ((performance.now() - start) / 1000);
    const measured = await measure(engine, path);
    const name = '1,000 small files to the commit (10,000 identities)';
    const { seconds } = measured;
    return [
      compare('D', `${name}, beside reading and JSON.parse`, 'MB/s', noGoal(), [bytes / mb / seconds], [parse]),
      compare(
        'D',
        `${name}: files a second`,
        'files/s',
        { text: '>= 100 a second', atLeast: 1 },
        [1_000 / seconds],
        [100],
      ),
      ...waiting(name, measured),
    ];
  });
}

/** MB/s over a part of the same lines: JSON.parse cannot hold 1 GB at once, and a streaming parser would take minutes. */
function peers(): { readonly parse: number; readonly streaming: number } {
  const text = [...oktaLog(30 * mb)].join('');
  const lines = text.split('\n').filter((line) => line !== '');
  let start = performance.now();
  for (const line of lines) JSON.parse(line);
  const parse = text.length / mb / ((performance.now() - start) / 1000);
  const parser = new JSONParser({ paths: ['$'], separator: '\n', keepStack: false });
  let events = 0;
  parser.onValue = () => {
    events += 1;
  };
  start = performance.now();
  for (let at = 0; at < text.length; at += 262_144) parser.write(text.slice(at, at + 262_144));
  const streaming = text.length / mb / ((performance.now() - start) / 1000);
  if (events !== lines.length) throw new Error(`the streaming parser saw ${events} of ${lines.length} events`);
  return { parse, streaming };
}

function systemLog(megabytes: number): Promise<readonly BenchRow[]> {
  return withEngine(async (folder, engine) => {
    const path = `${folder}/system-log.json`;
    const file = openSync(path, 'w');
    for (const piece of oktaLog(megabytes * mb)) writeSync(file, piece);
    closeSync(file);
    const size = statSync(path).size / mb;
    const { parse, streaming } = peers();
    const measured = await measure(engine, path);
    const rate = size / measured.seconds;
    const name = `Okta system log of ${megabytes} MB to the commit`;
    return [
      compare('D', `${name}, beside JSON.parse of its lines`, 'MB/s', noGoal(), [rate], [parse]),
      compare('D', `${name}, beside a streaming parser (@streamparser/json)`, 'MB/s', noGoal(), [rate], [streaming]),
      compare(
        'D',
        `${name}: peak RSS of engine and worker`,
        'MB',
        { text: '<= 800 MB', atMost: 1 },
        [measured.peak / mb],
        [800],
      ),
      ...waiting(name, measured),
    ];
  });
}

export async function run(megabytes = 1_000): Promise<readonly BenchRow[]> {
  return [...(await smallFiles()), ...(await systemLog(megabytes))];
}
