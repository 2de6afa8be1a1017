import { z } from 'zod';
import { type Command, exitStatus, oneOf, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { certifications } from '#shared/contract/campaigns.ts';

const open = 'open';

export const campaignDecide: Command = {
  id: 'campaign decide',
  usage: 'campaign decide CAMPAIGN keep|shrink|revoke|open IDENTITY… [--note TEXT]',
  summary: 'Says what becomes of identities; open takes it back.',
  options: { note: text('TEXT', 'why, as it will stand beside each verdict') },
  positionals: { least: 3, most: 5002 },
  async run(given, terminal) {
    const [campaign = '', word = '', ...identities] = given.positionals;
    const said = oneOf(z.enum([...certifications, open]), word, 'campaign decide');
    const writer = await terminal.write({ create: false });
    const is = said === open ? null : said;
    await writer.call('campaigns.decide', { campaign, identities, is, note: textOf(given, 'note') ?? '' });
    terminal.print(
      { campaign, is, identities },
      () => `${counted(identities.length, 'identity', 'identities')}: ${word}.`,
    );
    return exitStatus.success;
  },
};
