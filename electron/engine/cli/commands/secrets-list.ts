import { type ListedSecret, listSecrets, secretsCsv } from '#engine/api/secrets-listing.ts';
import { type Command, choiceOf, exitStatus } from '#engine/cli/command.ts';
import { flag, oneOfThese, text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { counted, dayOf } from '#engine/cli/words.ts';

const formats = ['table', 'json', 'csv'];

export const secretsList: Command = {
  id: 'secrets list',
  usage: 'secrets list [--unmatched] [--format table|json|csv] [--fail-on-unmatched]',
  summary: 'Lists secrets that scanners found, and whose they are.',
  options: {
    unmatched: flag('only those of nobody here'),
    format: text('FORMAT', `${oneOfThese(formats)}; table where none is given`),
    'fail-on-unmatched': flag('exits 1 when there is one of nobody here'),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const format = choiceOf(given, 'format', formats) ?? 'table';
    const listing = listSecrets(await terminal.read(), given.options['unmatched'] === true);
    const { secrets, unmatched, sightings } = listing;
    const found = counted(secrets, 'secret');
    const texts: Record<string, () => string> = {
      table: () => [asTable(sightings), '', `${found}, ${unmatched.toLocaleString('en-US')} of nobody here`].join('\n'),
      json: () => JSON.stringify(listing),
      csv: () => secretsCsv(listing),
    };
    terminal.print(listing, texts[format] ?? (() => ''));
    return given.options['fail-on-unmatched'] === true && unmatched > 0 ? exitStatus.gateFails : exitStatus.success;
  },
};

const asTable = (rows: readonly ListedSecret[]): string =>
  table<ListedSecret>(
    [
      { title: 'Found', text: ({ at }) => dayOf(at) },
      { title: 'Scanner', text: ({ tool }) => tool },
      { title: 'Of', text: ({ identities }) => identities.map(({ name }) => name).join(', ') || 'nobody here' },
      {
        title: 'What',
        text: ({ what, hidden, dismissed }) => `${what}${hidden ? ' (hidden)' : ''}${dismissed ? ' (dismissed)' : ''}`,
      },
      { title: 'Place', text: ({ place }) => place },
    ],
    rows,
  );
