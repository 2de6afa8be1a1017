import { type Command, exitStatus, numberOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';

export const clientRotate: Command = {
  id: 'client rotate',
  usage: 'client rotate CLIENT [--overlap SECONDS]',
  summary: 'Gives a client a new secret and prints it, once; the old one works on for the overlap.',
  options: { overlap: text('SECONDS', 'how long the old secret works on; 0 where none is given, 30 days at the most') },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const overlap = numberOf(given, 'overlap', 30 * 86_400) ?? 0;
    const writer = await terminal.write({ create: false });
    const { clientId, clientSecret, apiKey } = await writer.call('issuer.rotateClient', {
      id: given.positionals[0] ?? '',
      overlap,
    });
    const made = { client_id: clientId, client_secret: clientSecret, ...(apiKey === null ? {} : { api_key: apiKey }) };
    terminal.print(made, () => JSON.stringify(made));
    return exitStatus.success;
  },
};
