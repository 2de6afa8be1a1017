import { type Command, exitStatus } from '#engine/cli/command.ts';
import { counted } from '#engine/cli/words.ts';

export const issuerAccessWithdraw: Command = {
  id: 'issuer access withdraw',
  usage: 'issuer access withdraw',
  summary: 'Withdraws all initial access tokens: nobody registers with them any more.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const writer = await terminal.write({ create: false });
    const answer = await writer.call('issuer.withdrawAccess', {});
    terminal.print(answer, () => `${counted(answer.withdrawn, 'initial access token')} withdrawn.`);
    return exitStatus.success;
  },
};
