import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const campaignRemind: Command = {
  id: 'campaign remind',
  usage: 'campaign remind CAMPAIGN --out FOLDER',
  summary: 'Writes a calendar file for each reviewer who still owes something.',
  options: { out: text('FOLDER', 'where the files go; it is made where it is absent') },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [campaign = ''] = given.positionals;
    const out = textOf(given, 'out');
    if (out === undefined) throw new AppError('input.invalid', '--out is missing.');
    const writer = await terminal.write({ create: false });
    const written = await writer.call('campaigns.remind', { campaign, folder: terminal.absolute(out) });
    terminal.print(written, () => written.files.join('\n'));
    return exitStatus.success;
  },
};
