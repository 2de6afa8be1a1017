import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { flag, text } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const planSign: Command = {
  id: 'plan sign',
  usage: 'plan sign PLAN --out FILE [--receipt]',
  summary: 'Writes a plan, or what came back of it, as a signed document.',
  options: {
    out: text('FILE', 'where it is written'),
    receipt: flag('what came back of it, in place of the plan'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [id = ''] = given.positionals;
    const out = textOf(given, 'out');
    if (out === undefined) throw new AppError('input.invalid', '--out is missing.');
    const writer = await terminal.write({ create: false });
    const what = given.options['receipt'] === true ? 'receipt' : 'plan';
    const written = await writer.call('plans.export', { plan: id, what, path: terminal.absolute(out) });
    terminal.print(written, () => written.path);
    return exitStatus.success;
  },
};
