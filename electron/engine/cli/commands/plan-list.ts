import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import type { WatchView } from '#shared/contract/contract.ts';

export const planList: Command = {
  id: 'plan list',
  usage: 'plan list',
  summary: 'Lists plans, the newest first.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { plans } = await terminal.view('plans.list', {});
    terminal.print({ plans }, () =>
      table<WatchView<'plans.list'>['plans'][number]>(
        [
          { title: 'Plan', text: ({ id }) => id },
          { title: 'Title', text: ({ title }) => title },
          { title: 'State', text: ({ state }) => state },
          { title: 'Steps', align: 'right', text: ({ steps }) => String(steps) },
          { title: 'Done', align: 'right', text: ({ done }) => String(done) },
          { title: 'Failed', align: 'right', text: ({ failed }) => String(failed) },
        ],
        plans,
      ),
    );
    return exitStatus.success;
  },
};
