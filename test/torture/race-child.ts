// Waits for a line, then tries to become the holder of the workspace, and says how it went.
import { createInterface } from 'node:readline';
import { acquireLock, type Lock } from '#engine/store/lock.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { sourceEntries } from '#test/support/test-system.ts';

const folder = process.argv[2] ?? '';
const system = createNodeSystem({ entries: sourceEntries });
let lock: Lock | null = null;

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'try') void attempt();
  if (line === 'die') process.kill(process.pid, 'SIGKILL');
  if (line === 'ours') console.log(String(lock?.stillOurs() ?? false));
});

async function attempt(): Promise<void> {
  try {
    lock = await acquireLock(system, folder);
    console.log('won');
  } catch (error) {
    console.log(error instanceof AppError && error.code === 'workspace.held' ? 'held' : String(error));
  }
}
console.log('ready');
