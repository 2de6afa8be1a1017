import { type Command, exitStatus, numberOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import { mostRanked, type Ranked } from '#shared/contract/reach.ts';

const shownByDefault = 20;

export const reachRank: Command = {
  id: 'reach rank',
  usage: `reach rank [--count N]`,
  summary: 'Lists whose stolen credential reaches most, as far as it goes.',
  options: { count: text('N', `how many; ${shownByDefault} where none is given`) },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const count = numberOf(given, 'count', mostRanked) ?? shownByDefault;
    const ranking = await terminal.ask('reach.ranking', { count });
    const share = ({ identities }: Ranked): string => `${((100 * identities) / ranking.inventory).toFixed(1)} %`;
    terminal.print(ranking, () =>
      [
        `Of ${counted(ranking.total, 'active non-human identity', 'active non-human identities')}, those whose thief reaches most:`,
        '',
        table<Ranked>(
          [
            { title: 'Customers and resources', align: 'right', text: ({ weight }) => String(weight) },
            { title: 'Identities', align: 'right', text: ({ identities }) => String(identities) },
            { title: 'Of all', align: 'right', text: share },
            { title: 'Score', align: 'right', text: ({ identity }) => String(identity.score?.value ?? '') },
            { title: 'Kind', text: ({ identity }) => identity.kind },
            { title: 'Name', text: ({ identity }) => identity.name },
            { title: 'Tenant', text: ({ identity }) => identity.tenant },
          ],
          ranking.rows,
        ),
      ].join('\n'),
    );
    return exitStatus.success;
  },
};
