import { type Command, exitStatus } from '#engine/cli/command.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const planShow: Command = {
  id: 'plan show',
  usage: 'plan show PLAN',
  summary: 'Shows what a plan will do, step by step, and what came back.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const { plan } = await terminal.view('plans.detail', { plan: id });
    if (plan === null) throw new AppError('plan.absent', `There is no plan ${id}.`);
    const { words, danger } = plan;
    const lines = [
      `${plan.title} (${plan.state}${plan.why === '' ? '' : `: ${plan.why}`})`,
      ...words.will,
      ...words.irreversible.map((sentence) => `Cannot be undone: ${sentence}`),
      ...words.alive.map((sentence) => `Stays alive: ${sentence}`),
      ...plan.rows.map(
        ({ id: step, title, state, message }) => `${step} ${state}: ${title}${message === '' ? '' : ` (${message})`}`,
      ),
      ...plan.refusals.map(({ reason }) => `Left out: ${reason}`),
      ...(danger.mustType === null ? [] : [`To approve it: nhi plan approve ${plan.id} --typed "${danger.mustType}"`]),
    ];
    terminal.print(plan, () => lines.join('\n'));
    return exitStatus.success;
  },
};
