import { type Command, exitStatus } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';

export const humanDelete: Command = {
  id: 'human delete',
  usage: 'human delete HUMAN',
  summary: 'Deletes a customer for good: every token for them is dead.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const fallout = await writer.call('issuer.deleteHuman', { id });
    terminal.print({ human: id, ...fallout }, () => falloutWords(fallout));
    return exitStatus.success;
  },
};
