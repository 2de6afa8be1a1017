import { type Command, exitStatus } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';

export const clientDisable: Command = {
  id: 'client disable',
  usage: 'client disable CLIENT',
  summary: 'Disables a client: every token of it is dead.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const fallout = await writer.call('issuer.disableClient', { id });
    terminal.print({ client_id: id, ...fallout }, () => falloutWords(fallout));
    return exitStatus.success;
  },
};
