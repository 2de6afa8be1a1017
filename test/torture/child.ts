import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the next line of its standard output, null at the end. */
  line(): Promise<string | null>;
  readonly ended: Promise<number | null>;
  say(text: string): void;
}

/** Runs a file of this folder as a process of its own, straight from its source. */
export function startChild(name: string, ...parameters: readonly string[]): Child {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async line() {
      const next = await lines.next();
      return next.done === true ? null : next.value;
    },
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    say: (text) => void child.stdin.write(`${text}\n`),
  };
}
