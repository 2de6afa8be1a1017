import { type Command, exitStatus, numberOf } from '#engine/cli/command.ts';

export const issuer: Command = {
  id: 'issuer',
  usage: 'issuer --port N [--registration] [--dpop-nonces]',
  summary: 'Serves the local issuer on 127.0.0.1 until a signal; port 0 takes a free one.',
  options: { port: { type: 'string' }, registration: { type: 'boolean' }, 'dpop-nonces': { type: 'boolean' } },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const port = numberOf(given, 'port', 65_535) ?? 0;
    const writer = await terminal.hold();
    terminal.say(
      "The issuer's keys lie in keys/ of the workspace, readable by their owner only: no passphrase protects them.",
    );
    const started = await writer.call('issuer.start', {
      port,
      registration: given.options['registration'] === true,
      dpopNonces: given.options['dpop-nonces'] === true,
    });
    const said = { issuer: started.issuer, initial_access_token: started.initialAccessToken };
    // Programs read this line: it is the same with and without --json.
    terminal.print(said, () => JSON.stringify(said));
    await stopped(terminal.stopped);
    await writer.call('issuer.stop', {});
    return exitStatus.success;
  },
};

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
