import { type Command, exitStatus, numberOf, oneOf, textOf } from '#engine/cli/command.ts';
import { flag, oneOfThese, text } from '#engine/cli/option.ts';
import { algorithm, assertionAudience } from '#shared/contract/issuer.ts';

export const issuer: Command = {
  id: 'issuer',
  usage: 'issuer --port N [--registration] [--dpop-nonces] [--alg ALG] [--assertion-audience A] [--idle-minutes N]',
  summary: 'Serves the local issuer on 127.0.0.1 until a signal, or nobody asks for 8 hours; port 0 takes a free one.',
  options: {
    port: text('N', 'where it listens; 0 takes a free one'),
    registration: flag('lets clients register themselves (RFC 7591)'),
    'dpop-nonces': flag('asks for a nonce in each DPoP proof (RFC 9449 §8)'),
    alg: text('ALG', `what it signs with; ${oneOfThese(algorithm.options)}`),
    'assertion-audience': text(
      'WHO',
      `whom client assertions must be meant for; ${oneOfThese(assertionAudience.options)}`,
    ),
    'idle-minutes': text('N', 'ends when nobody asked for so long; 0 never'),
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
