import { type Command, exitStatus } from '#engine/cli/command.ts';

export const humanEnable: Command = {
  id: 'human enable',
  usage: 'human enable HUMAN',
  summary: 'Lets a disabled customer sign in again; dead tokens stay dead.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    await writer.call('issuer.enableHuman', { id });
    terminal.print({ human: id, status: 'active' }, () => `${id} may sign in.`);
    return exitStatus.success;
  },
};
