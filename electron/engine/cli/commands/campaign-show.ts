import { z } from 'zod';
import { type Command, exitStatus, oneOf, textsOf } from '#engine/cli/command.ts';
import { oneOfThese, texts } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { type Review, reviewFilter, reviewStates } from '#shared/contract/campaigns.ts';
import { AppError } from '#shared/errors/app-error.ts';

const atOnce = 500;

export const campaignShow: Command = {
  id: 'campaign show',
  usage: 'campaign show CAMPAIGN [--reviewer WHO]… [--state open|keep|shrink|revoke]…',
  summary: 'Lists who is asked about whom, and what was said: the most dangerous first.',
  options: {
    reviewer: texts('WHO', 'only what this reviewer was asked'),
    state: texts('STATE', `only what was answered so; ${oneOfThese(reviewStates)}`),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [campaign = ''] = given.positionals;
    const states = textsOf(given, 'state').map((state) => oneOf(z.enum(reviewStates), state, '--state'));
    const filter = reviewFilter.parse({ reviewers: textsOf(given, 'reviewer'), states });
    const reviews: Review[] = [];
    for (let first = 0, matched = 1; first < matched; first += atOnce) {
      const view = await terminal.view('campaigns.detail', { campaign, filter, first, count: atOnce });
      if (view.campaign === null) throw new AppError('record.absent', `There is no campaign ${campaign}.`);
      reviews.push(...view.rows);
      matched = view.matched;
    }
    const { policy } = await terminal.view('workspace.status', {});
    const asTable = (): string =>
      table<Review>(
        [
          { title: 'Score', align: 'right', text: ({ row }) => String(row?.score ?? '–') },
          { title: 'Name', text: ({ row }) => row?.name ?? 'not in the inventory any more' },
          { title: 'Tenant', text: ({ row }) => row?.tenant ?? '' },
          { title: 'Reviewer', text: ({ reviewer }) => reviewer },
          { title: 'Verdict', text: ({ verdict }) => verdict?.is ?? 'open' },
          { title: 'By', text: ({ verdict }) => verdict?.by ?? '' },
          { title: 'Note', text: ({ verdict }) => verdict?.note ?? '' },
          { title: 'Id', text: ({ identity }) => identity },
        ],
        reviews,
      );
    terminal.print({ campaign, policy, reviews }, () => `${asTable()}\n\nScores by policy ${policy}.`);
    return exitStatus.success;
  },
};
