import { type Command, exitStatus } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';

export const humanDisable: Command = {
  id: 'human disable',
  usage: 'human disable HUMAN',
  summary: 'Disables a customer: nobody signs in, every token for them is dead.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const fallout = await writer.call('issuer.disableHuman', { id });
    terminal.print({ human: id, ...fallout }, () => falloutWords(fallout));
    return exitStatus.success;
  },
};
