import { type Command, exitStatus } from '#engine/cli/command.ts';
import { flag } from '#engine/cli/option.ts';

export const campaignClose: Command = {
  id: 'campaign close',
  usage: 'campaign close CAMPAIGN [--reopen]',
  summary: 'Ends a campaign: nothing more can be said; --reopen takes that back.',
  options: { reopen: flag('lets more be said again') },
  positionals: { least: 1, most: 1 },
  async run({ positionals: [campaign = ''], options }, terminal) {
    const writer = await terminal.write({ create: false });
    const isOpen = options['reopen'] === true;
    await writer.call(isOpen ? 'campaigns.reopen' : 'campaigns.close', { campaign });
    terminal.print({ campaign, closed: !isOpen }, () => `${campaign} is ${isOpen ? 'open' : 'closed'}.`);
    return exitStatus.success;
  },
};
