import { type Command, exitStatus } from '#engine/cli/command.ts';
import { counted } from '#engine/cli/words.ts';

export const demo: Command = {
  id: 'demo',
  usage: 'demo',
  summary: 'Fills a workspace with the deterministic demo company.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const writer = await terminal.write();
    const filled = await writer.call('workspace.fillDemo', {});
    terminal.print(
      { workspace: writer.path, ...filled },
      () =>
        `${writer.path} holds the demo company: ${counted(filled.identities, 'identity', 'identities')}, ${counted(filled.humans, 'human')}, ${counted(filled.events, 'event')}.`,
    );
    return exitStatus.success;
  },
};
