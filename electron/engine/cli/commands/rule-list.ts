import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import { dayOf } from '#engine/cli/words.ts';

export const ruleList: Command = {
  id: 'rule list',
  usage: 'rule list',
  summary: 'Lists the rules of the workspace’s own, and how many identities each flags.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { rules } = await terminal.view('ownRules.list', {});
    terminal.print({ rules }, () =>
      table<(typeof rules)[number]>(
        [
          { title: 'Rule', text: ({ id }) => id },
          { title: 'Severity', text: ({ severity }) => severity },
          { title: 'Flags', align: 'right', text: ({ count }) => String(count) },
          { title: 'Saved', text: ({ at }) => dayOf(timeOf(at)) },
          { title: 'By', text: ({ by }) => by },
          { title: 'Title', text: ({ title, stale }) => `${title}${stale ? ' (its newest text cannot be read)' : ''}` },
        ],
        rules,
      ),
    );
    return exitStatus.success;
  },
};
