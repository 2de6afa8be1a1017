import { type Command, exitStatus } from '#engine/cli/command.ts';

export const init: Command = {
  id: 'init',
  usage: 'init',
  summary: 'Creates a workspace where the folder is absent or empty.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { path } = await terminal.write();
    terminal.print({ workspace: path }, () => `Workspace ${path} is ready.`);
    return exitStatus.success;
  },
};
