import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';

export const humanList: Command = {
  id: 'human list',
  usage: 'human list',
  summary: "Lists the local issuer's customers.",
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { rows } = await terminal.view('issuer.humans', {});
    const humans = rows.map((row) => ({ ...row, createdAt: timeOf(row.createdAt) }));
    terminal.print({ humans }, () =>
      table(
        [
          { title: 'Human', text: ({ id }) => id },
          { title: 'Name', text: ({ name }) => name },
          { title: 'Status', text: ({ status }) => status },
          { title: 'Consents', align: 'right', text: ({ consents }) => String(consents) },
          { title: 'Live tokens', align: 'right', text: ({ liveTokens }) => String(liveTokens) },
        ],
        humans,
      ),
    );
    return exitStatus.success;
  },
};
