// The headless command: argv to the same recipes that the window uses. Answers on standard output, all else on standard
// error. The engine is loaded only when a command runs, so that help and refusals cost nothing.
import { keepHeapSmall } from '#engine/system/heap.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { helpText, type Invocation, parseCommandLine } from './arguments.ts';
import { exitStatus } from './command.ts';
import { commands } from './commands/index.ts';
import { exitOf } from './exit.ts';
import { momentIn } from './moment.ts';
import { pointerOf } from './pointer.ts';
import { harmless } from './table.ts';

const stopWithinMs = 1_800;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const answer = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(argv: readonly string[], stopped: AbortController): Promise<number> {
  const invocation = parseCommandLine(argv, commands);
  if (invocation === null) {
    answer(helpText(commands));
    return exitStatus.success;
  }
  if (invocation.help) {
    answer(helpText(commands, invocation.command));
    return exitStatus.success;
  }
  return run(invocation, stopped);
}

async function run({ command, given, workspace, asOf, json }: Invocation, stopped: AbortController): Promise<number> {
  const [
    { createEngine },
    { createNodeSystem },
    { processEntries, workerEntries },
    { createNodeProcesses },
    { openTerminal },
  ] = await Promise.all([
    import('#engine/engine.ts'),
    import('#engine/system/node-system.ts'),
    import('#engine/worker-entries.ts'),
    import('#engine/system/node-processes.ts'),
    import('./terminal.ts'),
  ]);
  const system = createNodeSystem({ entries: workerEntries, processes: createNodeProcesses(processEntries) });
  const engine = createEngine({ system, userData: null, human: system.host.account, client: 'nhi' });
  const terminal = openTerminal({
    system,
    engine,
    workspace,
    until: asOf === undefined ? undefined : momentIn(asOf, '--as-of'),
    signal: stopped.signal,
    say,
    print: (document, text) => answer(json ? JSON.stringify(document) : text()),
  });
  try {
    return await command.run(given, terminal);
  } finally {
    await terminal.close();
  }
}

/** An answer to a pipe is only gone when it was written. */
function leave(status: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
}

function refusal(error: unknown): number {
  if (error instanceof AppError) {
    say(harmless(`nhi: ${error.message}${error.hint === '' ? '' : ` ${error.hint}`}`));
    const pointer = pointerOf(error.details);
    if (pointer !== null) say(pointer);
    return exitOf(error);
  }
  say(`nhi: an unexpected fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitStatus.gateFails;
}

keepHeapSmall();
const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    stopped.abort();
    // Whatever hangs, the process ends; what was acknowledged is on the disk.
    setTimeout(() => process.exit(exitStatus.success), stopWithinMs).unref();
  });
}
// `nhi inventory | head` closes the pipe: that is no fault.
process.stdout.on('error', () => process.exit(exitStatus.success));

main(process.argv.slice(2), stopped).then(
  (status) => leave(stopped.signal.aborted ? exitStatus.success : status),
  (error: unknown) => leave(stopped.signal.aborted ? exitStatus.success : refusal(error)),
);
