import { type Command, exitStatus, numberOf, oneOf, textOf } from '#engine/cli/command.ts';
import { algorithm, assertionAudience } from '#shared/contract/issuer.ts';

export const issuer: Command = {
  id: 'issuer',
  usage: 'issuer --port N [--registration] [--dpop-nonces] [--alg ALG] [--assertion-audience A] [--idle-minutes N]',
  summary: 'Serves the local issuer on 127.0.0.1 until a signal, or nobody asks for 8 hours; port 0 takes a free one.',
  options: {
    port: { type: 'string' },
    registration: { type: 'boolean' },
    'dpop-nonces': { type: 'boolean' },
    alg: { type: 'string' },
    'assertion-audience': { type: 'string' },
    'idle-minutes': { type: 'string' },
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const port = numberOf(given, 'port', 65_535) ?? 0;
    const [alg, audience] = [textOf(given, 'alg'), textOf(given, 'assertion-audience')];
    const writer = await terminal.hold();
    terminal.say(
      "The issuer's keys lie in keys/ of the workspace, readable by their owner only: no passphrase protects them.",
    );
    const started = await writer.call('issuer.start', {
      port,
      registration: given.options['registration'] === true,
      dpopNonces: given.options['dpop-nonces'] === true,
      algorithm: alg === undefined ? undefined : oneOf(algorithm, alg, '--alg'),
      assertionAudience:
        audience === undefined ? undefined : oneOf(assertionAudience, audience, '--assertion-audience'),
      idleMinutes: numberOf(given, 'idle-minutes', 10_080),
    });
    const said = { issuer: started.issuer, initial_access_token: started.initialAccessToken };
    // Programs read this line: it is the same with and without --json.
    terminal.print(said, () => JSON.stringify(said));
    await Promise.race([stopped(terminal.stopped), writer.call('issuer.whenStopped', {})]);
    await writer.call('issuer.stop', {});
    return exitStatus.success;
  },
};

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
