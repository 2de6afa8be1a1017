import { listJournal } from '#engine/api/journal-listing.ts';
import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { query, text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Row = ReturnType<typeof listJournal>['records'][number];

export const auditList: Command = {
  id: 'audit list',
  usage: 'audit list [--last N] [--query Q]',
  summary: 'Lists the records of the journal, oldest first.',
  options: { last: text('N', 'only the newest so many'), query },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const text = textOf(given, 'last');
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) {
      throw new AppError('input.invalid', `--last takes a number, not “${text}”.`, { hint: 'audit list --last 20' });
    }
    const listed = listJournal(await terminal.read(), {
      last: text === undefined ? null : Number(text),
      query: textOf(given, 'query') ?? '',
    });
    terminal.print(listed, () =>
      [
        table<Row>(
          [
            { title: 'Record', align: 'right', text: ({ seq }) => String(seq) },
            { title: 'At', text: ({ at }) => at },
            { title: 'Human', text: ({ human }) => human },
            { title: 'Agent', text: ({ agent }) => agent ?? '' },
            { title: 'Client', text: ({ client }) => client },
            { title: 'Action', text: ({ action }) => action },
            { title: 'Object', text: ({ object }) => object },
            { title: 'Decision', text: ({ decision }) => decision },
            { title: 'Summary', text: ({ summary }) => summary },
            { title: 'Address', text: ({ address }) => address ?? '' },
            { title: 'User agent', text: ({ userAgent }) => userAgent ?? '' },
          ],
          listed.records,
        ),
        '',
        counted(listed.total, 'record'),
      ].join('\n'),
    );
    return exitStatus.success;
  },
};
