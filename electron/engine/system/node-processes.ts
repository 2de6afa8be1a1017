import { fork, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Processes } from './system.ts';

export type ProcessEntries = Readonly<Record<Parameters<Processes['spawn']>[0], URL>>;

/** Under plain Node a process of our own is a child process. Secrets go through the channel, never argv or environment. */
export function createNodeProcesses(entries: ProcessEntries): Processes {
  return {
    spawn(entry) {
      const child = fork(fileURLToPath(entries[entry]), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: {} });
      // A message to a process that has just ended is lost, as it would be a moment later.
      child.on('error', () => undefined);
      return {
        get pid() {
          return child.pid ?? null;
        },
        post(message) {
          if (child.connected) child.send(message as Serializable);
        },
        onStart: (listener) => void child.once('spawn', () => listener(child.pid ?? 0)),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.once('close', (code) => listener(code ?? 1)),
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}

/** For what starts none: workers, tests of other things. */
export const noProcesses: Processes = {
  spawn(entry) {
    throw new Error(`no ${entry} can be started from here`);
  },
};
