import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';

export const packsList: Command = {
  id: 'packs list',
  usage: 'packs list',
  summary: 'Lists the packs of rules, and which of them the workspace runs.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { packs } = await terminal.view('packs.view', {});
    terminal.print({ packs }, () =>
      table<(typeof packs)[number]>(
        [
          { title: 'Pack', text: ({ id }) => id },
          { title: 'Runs', text: ({ on }) => (on ? 'yes' : 'no') },
          { title: 'Rules', align: 'right', text: ({ rules }) => String(rules) },
        ],
        packs,
      ),
    );
    return exitStatus.success;
  },
};
