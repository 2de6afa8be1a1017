import { type Command, exitStatus } from '#engine/cli/command.ts';

export const clientEnable: Command = {
  id: 'client enable',
  usage: 'client enable CLIENT',
  summary: 'Lets a disabled client ask for tokens again; its old ones stay dead.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    await writer.call('issuer.enableClient', { id });
    terminal.print({ client_id: id }, () => `${id} is active.`);
    return exitStatus.success;
  },
};
