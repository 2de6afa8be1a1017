import { type Command, exitStatus } from '#engine/cli/command.ts';

export const planTake: Command = {
  id: 'plan take',
  usage: 'plan take FILE',
  summary: 'Takes a signed plan of another machine as a draft of this workspace.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [file = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const taken = await writer.call('plans.importSigned', { path: terminal.absolute(file) });
    terminal.print(taken, () => `${taken.plan}, signed by the workspace ${taken.signedBy}.`);
    return exitStatus.success;
  },
};
