import { type Command, exitStatus } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';

export const clientRevoke: Command = {
  id: 'client revoke',
  usage: 'client revoke CLIENT',
  summary: 'Revokes every token of a client, and what came of them; the client stays.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const fallout = await writer.call('issuer.revokeClient', { id });
    terminal.print({ client_id: id, ...fallout }, () => falloutWords(fallout));
    return exitStatus.success;
  },
};
