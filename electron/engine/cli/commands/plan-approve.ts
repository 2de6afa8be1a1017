import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const planApprove: Command = {
  id: 'plan approve',
  usage: 'plan approve PLAN [--typed TEXT]',
  summary: 'Approves a plan as it was shown; a dangerous one asks for a text to be typed.',
  options: { typed: text('TEXT', 'what a dangerous plan asks for, as nhi plan show says it') },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [id = ''] = given.positionals;
    const writer = await terminal.write({ create: false });
    const { plan } = await terminal.view('plans.detail', { plan: id });
    if (plan === null) throw new AppError('plan.absent', `There is no plan ${id}.`);
    const receipt = await writer.call('plans.approve', {
      plan: id,
      digest: plan.digest,
      typed: textOf(given, 'typed') ?? null,
    });
    terminal.print(receipt, () => `Approved. Run it: nhi plan run ${id}`);
    return exitStatus.success;
  },
};
