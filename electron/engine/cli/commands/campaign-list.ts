import { type Command, exitStatus } from '#engine/cli/command.ts';
import { flag } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import { dayOf } from '#engine/cli/words.ts';
import type { Campaign } from '#shared/contract/campaigns.ts';

export const campaignList: Command = {
  id: 'campaign list',
  usage: 'campaign list [--fail-overdue]',
  summary: 'Lists certification campaigns, the newest first.',
  options: { 'fail-overdue': flag('exits 1 when one is past its day with something open') },
  positionals: { least: 0, most: 0 },
  async run({ options }, terminal) {
    const { campaigns } = await terminal.view('campaigns.list', {});
    const document = campaigns.map((one) => ({
      ...one,
      due: timeOf(one.due),
      startedAt: timeOf(one.startedAt),
      closedAt: timeOf(one.closedAt),
    }));
    terminal.print({ campaigns: document }, () =>
      table<(typeof document)[number]>(
        [
          { title: 'Campaign', text: ({ id }) => id },
          { title: 'Name', text: ({ name }) => name },
          { title: 'State', text: ({ closedAt, overdue }) => stateWord(closedAt !== null, overdue) },
          { title: 'Due', text: ({ due }) => dayOf(due) },
          ...(['open', 'keep', 'shrink', 'revoke'] as const).map((state) => ({
            title: titles[state],
            align: 'right' as const,
            text: ({ counts }: { readonly counts: Campaign['counts'] }) => String(counts[state]),
          })),
        ],
        document,
      ),
    );
    const isLate = options['fail-overdue'] === true && campaigns.some(({ overdue }) => overdue);
    return isLate ? exitStatus.gateFails : exitStatus.success;
  },
};

const titles = { open: 'Open', keep: 'Keep', shrink: 'Shrink', revoke: 'Revoke' } as const;
const stateWord = (isClosed: boolean, isOverdue: boolean): string =>
  isClosed ? 'closed' : isOverdue ? 'overdue' : 'open';
