// Where a server is measured: a process of plain Node, and the utility process of Electron, where the engine lives.
import { type ChildProcess, spawn } from 'node:child_process';
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

export const runtimes: readonly Runtime[] = [node, utility];
