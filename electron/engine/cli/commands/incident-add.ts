import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { endOfDay } from '#shared/lib/days.ts';
import { dayMs } from '#shared/lib/duration.ts';

export const incidentAdd: Command = {
  id: 'incident add',
  usage: 'incident add VENDOR… --reason TEXT [--date YYYY-MM-DD]',
  summary: 'Notes that vendors have an incident: whatever they published and can still get in becomes a finding.',
  options: {
    reason: text('TEXT', 'what happened'),
    date: text('YYYY-MM-DD', 'since when; left open where none is given'),
  },
  positionals: { least: 1, most: 500 },
  async run(given, terminal) {
    const reason = textOf(given, 'reason');
    if (reason === undefined) throw new AppError('input.invalid', 'Say what happened: --reason TEXT.');
    const day = textOf(given, 'date');
    const end = day === undefined ? null : endOfDay(day);
    if (day !== undefined && end === null)
      throw new AppError('input.invalid', `“${day}” is no day.`, { hint: 'As in 2026-03-14.' });
    const at = end === null ? null : end + 1 - dayMs;
    const writer = await terminal.write({ create: false });
    const incidents = given.positionals.map((vendor) => ({ vendor, reason, at }));
    const receipt = await writer.call('incidents.add', { incidents });
    terminal.print(
      receipt,
      () => `${counted(incidents.length, 'vendor', 'vendors')} on the list. nhi findings shows what is live.`,
    );
    return exitStatus.success;
  },
};
