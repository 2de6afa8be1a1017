// Where a server is measured: a process of plain Node, and the utility process of Electron, where the engine lives.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { freshHome, give, startOf } from '#test/support/electron-app.ts';

export interface Runtime {
  readonly name: string;
  /** Starts a program whose standard output and standard error can be read. */
  start(entry: string, argv: readonly string[]): ChildProcess;
  /** Hands a folder to the account that the program runs as. */
  give(folder: string): void;
}

/** The built engine's command, as it is shipped. */
export const builtCommand = resolve(import.meta.dirname, '../../out/engine/nhi.js');

const environment = { NODE_ENV: 'production', NHI_ACTOR: 'bench' };

const node: Runtime = {
  name: 'Node',
  start: (entry, argv) =>
    spawn(process.execPath, [entry, ...argv], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  give: () => undefined,
};

const utility: Runtime = {
  name: 'Electron',
  start(entry, argv) {
    const wanted = { ...environment, NHI_BENCH_ENTRY: entry, NHI_BENCH_ARGV: JSON.stringify(argv) };
    const folder = join(import.meta.dirname, 'apps/utility');
    const { executablePath, args, cwd, env } = startOf(freshHome(), { folder, env: wanted });
    return spawn(executablePath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  },
  give: (folder) => void give(folder),
};

interface Cores {
  /** As taskset lists them. */
  readonly all: string;
  readonly servers: string;
  readonly load: string;
}

/** Servers on one core, this process, which is the load, on another; null where they cannot be kept apart. */
function separateCores(): Cores | null {
  if (process.platform !== 'linux') return null;
  try {
    const all = execFileSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' }).split(': ')[1] ?? '';
    const [servers, load] = [/^\d+/.exec(all)?.[0], /\d+(?=\s*$)/.exec(all)?.[0]];
    return servers === undefined || load === undefined || servers === load ? null : { all: all.trim(), servers, load };
  } catch (error) {
    process.stderr.write(`servers and load share the cores: taskset cannot be used (${String(error)})\n`);
    return null;
  }
}

const cores = separateCores();

function move(pid: number | undefined, to: string): void {
  execFileSync('taskset', ['-a', '-c', '-p', to, String(pid)], { stdio: 'ignore' });
}

/** Keeps this process on the core that no server has while the work lasts. */
export async function asLoad<T>(work: () => Promise<T>): Promise<T> {
  if (cores === null) return work();
  move(process.pid, cores.load);
  try {
    return await work();
  } finally {
    move(process.pid, cores.all);
  }
}

/** The same runtime with its programs on the servers' core: they have started nothing of their own yet. */
export const pinned = (runtime: Runtime): Runtime => ({
  ...runtime,
  start(entry, argv) {
    const child = runtime.start(entry, argv);
    if (cores !== null) move(child.pid, cores.servers);
    return child;
  },
});

export const runtimes: readonly Runtime[] = [node, utility];
