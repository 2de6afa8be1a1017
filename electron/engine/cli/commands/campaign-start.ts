import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { flag, query, text } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { inventoryFilter } from '#shared/contract/values.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { endOfDay } from '#shared/lib/days.ts';

export const campaignStart: Command = {
  id: 'campaign start',
  usage: 'campaign start NAME --due YYYY-MM-DD --reviewer WHO [--by-owner] [--query Q]',
  summary: 'Asks who may keep what: of owners with --by-owner, of WHO where there is none.',
  options: {
    due: text('YYYY-MM-DD', 'the last day to answer'),
    reviewer: text('WHO', 'who is asked where no owner is'),
    'by-owner': flag('asks the owner of each identity, where there is one'),
    query,
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [name = ''] = given.positionals;
    const due = endOfDay(textOf(given, 'due') ?? '');
    if (due === null) throw new AppError('input.invalid', '--due: a day as YYYY-MM-DD.');
    const reviewer = textOf(given, 'reviewer');
    if (reviewer === undefined) throw new AppError('input.invalid', '--reviewer is missing.');
    const filter = inventoryFilter.parse({ text: textOf(given, 'query') ?? '' });
    const writer = await terminal.write({ create: false });
    const byOwner = given.options['by-owner'] === true;
    const started = await writer.call('campaigns.start', { name, filter, due, reviewer, byOwner });
    terminal.print(started, () => `${started.id} asks about ${counted(started.identities, 'identity', 'identities')}.`);
    return exitStatus.success;
  },
};
