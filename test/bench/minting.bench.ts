// GOAL A of PERFORMANCE: what the issuer mints beside jose with sixteen in flight, in plain Node and in Electron's utility
// process. Neither is pinned to a core: jose signs on threads of its own and may.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { build } from 'vite';
import { temporaryFolder } from '#test/support/engine.ts';
import { type BenchRow, compare, type Goal, noGoal } from './measure.ts';
import type { Minted } from './programs/mint.ts';
import { type Runtime, runtimes } from './runtimes.ts';

const scale = Number(process.env['NHI_BENCH_SCALE'] ?? 1);
const rounds = 7;
const ms = Math.round(1_000 * Math.min(1, Math.max(scale, 0.1)));
/** RSA is the mathematics alone, and its ratio that of two calls of one library. */
const goals: Readonly<Record<string, Goal>> = {
  EdDSA: { text: '>= 0.9x jose', atLeast: 0.9 },
  ES256: { text: '>= 0.9x jose', atLeast: 0.9 },
};

/** The program in one file that any runtime takes. Answers its path. */
async function bundled(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(import.meta.dirname, 'programs/mint.ts'),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'mint.mjs' } },
    },
  });
  return join(folder, 'mint.mjs');
}

async function mintIn(runtime: Runtime, program: string): Promise<BenchRow[]> {
  const child = runtime.start(program, [String(rounds), String(ms)]);
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += String(chunk);
  });
  for await (const line of createInterface({ input: child.stdout ?? Readable.from([]) })) {
    if (!line.startsWith('[')) continue;
    const minted = JSON.parse(line) as readonly Minted[]; // What the program prints.
    return minted.map(({ algorithm, ours, jose }) =>
      compare('A', `${runtime.name}: minting, ${algorithm}`, 'tokens/s', goals[algorithm] ?? noGoal(), ours, jose),
    );
  }
  throw new Error(`minting in ${runtime.name} gave no figures: ${complaints}`);
}

export async function run(): Promise<BenchRow[]> {
  const folder = temporaryFolder();
  try {
    const program = await bundled(folder.path);
    const rows: BenchRow[] = [];
    for (const runtime of runtimes) {
      runtime.give(folder.path);
      rows.push(...(await mintIn(runtime, program)));
    }
    return rows;
  } finally {
    folder.remove();
  }
}
