import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const issuer: Command = {
  id: 'issuer',
  usage: 'issuer --port N [--registration]',
  summary: 'Serves the local issuer on 127.0.0.1 until a signal; port 0 takes a free one.',
  options: { port: { type: 'string' }, registration: { type: 'boolean' } },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const port = portOf(textOf(given, 'port'));
    const writer = await terminal.hold();
    terminal.say(
      "The issuer's keys lie in keys/ of the workspace, readable by their owner only: no passphrase protects them.",
    );
    const started = await writer.call('issuer.start', { port, registration: given.options['registration'] === true });
    const said = { issuer: started.issuer, initial_access_token: started.initialAccessToken };
    // Programs read this line: it is the same with and without --json.
    terminal.print(said, () => JSON.stringify(said));
    await stopped(terminal.stopped);
    await writer.call('issuer.stop', {});
    return exitStatus.success;
  },
};

function portOf(text: string | undefined): number {
  const port = Number(text ?? '0');
  if (!/^\d{1,5}$/.test(text ?? '0') || port > 65_535) {
    throw new AppError('input.invalid', `--port: ${text} is no port.`, {
      hint: 'Take one from 1 to 65535, or 0 for a free one.',
    });
  }
  return port;
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
