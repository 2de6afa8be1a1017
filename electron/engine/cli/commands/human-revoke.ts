import { type Command, exitStatus } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';

export const humanRevoke: Command = {
  id: 'human revoke',
  usage: 'human revoke HUMAN',
  summary: 'Revokes every token with this customer as its subject; the consents stay.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const fallout = await writer.call('issuer.revokeHuman', { id });
    terminal.print({ human: id, ...fallout }, () => falloutWords(fallout));
    return exitStatus.success;
  },
};
