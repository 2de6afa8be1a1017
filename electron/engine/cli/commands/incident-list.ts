import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { counted, dayOf } from '#engine/cli/words.ts';

export const incidentList: Command = {
  id: 'incident list',
  usage: 'incident list',
  summary: 'Lists vendors with an incident, and what of them can still get in.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { rows } = await terminal.view('incidents.list', {});
    const document = rows.map(({ at, enteredAt, ...row }) => ({
      ...row,
      at: new Date(at).toISOString(),
      enteredAt: new Date(enteredAt).toISOString(),
    }));
    terminal.print(
      { incidents: document },
      () =>
        `${table<(typeof document)[number]>(
          [
            { title: 'Vendor', text: ({ vendor }) => vendor },
            { title: 'Since', text: ({ at }) => dayOf(at) },
            { title: 'Live', align: 'right', text: ({ live, published }) => `${live.length} of ${published}` },
            { title: 'What happened', text: ({ reason }) => reason },
            { title: 'Entered by', text: ({ by }) => by },
          ],
          document,
        )}\n\n${counted(document.length, 'incident', 'incidents')}`,
    );
    return exitStatus.success;
  },
};
