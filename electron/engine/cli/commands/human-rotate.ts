import { type Command, exitStatus } from '#engine/cli/command.ts';

export const humanRotate: Command = {
  id: 'human rotate',
  usage: 'human rotate HUMAN',
  summary: 'Gives a customer a new code to sign in with and prints it, once; the last one is void.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const made = await writer.call('issuer.resetHumanCode', { id });
    terminal.print(made, () => JSON.stringify(made));
    return exitStatus.success;
  },
};
