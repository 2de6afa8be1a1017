import { type Command, exitStatus } from '#engine/cli/command.ts';

export const planUndo: Command = {
  id: 'plan undo',
  usage: 'plan undo PLAN',
  summary: 'Makes the plan that takes another one back, and says what cannot be.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const made = await writer.call('plans.undo', { plan: id });
    terminal.print(
      made,
      () =>
        `${made.plan}: ${made.steps} steps; ${made.refusals} things cannot be taken back. Look at it: nhi plan show ${made.plan}`,
    );
    return exitStatus.success;
  },
};
