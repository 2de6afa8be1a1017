import { type Command, exitStatus } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';

export const tokenRevoke: Command = {
  id: 'token revoke',
  usage: 'token revoke JTI',
  summary: 'Revokes a token and all that came of it.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [jti = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const fallout = await writer.call('issuer.revokeToken', { jti });
    terminal.print({ jti, ...fallout }, () => falloutWords(fallout));
    return exitStatus.success;
  },
};
