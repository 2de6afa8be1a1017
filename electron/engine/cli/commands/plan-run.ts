import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { flag, text } from '#engine/cli/option.ts';
import { secretOptions, tenantNamed, unlocked } from '#engine/cli/tenant-option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const planRun: Command = {
  id: 'plan run',
  usage: 'plan run PLAN [--secret-file F | --passphrase-file F] [--secrets-out FILE] [--retry]',
  summary: 'Runs an approved plan, or goes on with one; exits 4 unless every step is verified or was so before.',
  options: {
    ...secretOptions,
    'secrets-out': text('FILE', 'where new secrets are written, once, readable by you alone'),
    retry: flag('tries again what failed'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [id = ''] = given.positionals;
    const writer = await terminal.write({ create: false });
    const before = (await terminal.view('plans.detail', { plan: id })).plan;
    if (before === null) throw new AppError('plan.absent', `There is no plan ${id}.`);
    for (const { tenant } of before.tenants)
      await unlocked(given, terminal, writer, (await tenantNamed(terminal, tenant)).tenant);
    if (given.options['retry'] === true) await writer.call('plans.retry', { plan: id });
    const { why } = await writer.call('plans.run', { plan: id });
    const out = textOf(given, 'secrets-out');
    if (out !== undefined) await writer.call('plans.saveSecrets', { plan: id, path: terminal.absolute(out) });
    const { plan } = await terminal.view('plans.detail', { plan: id });
    if (plan === null) throw new AppError('plan.absent', `There is no plan ${id}.`);
    const counts = Object.entries(plan.counts).map(([outcome, count]) => `${count} ${outcome}`);
    terminal.print({ plan: id, state: plan.state, why, counts: plan.counts, steps: plan.rows }, () =>
      [
        `${plan.state}${why === '' ? '' : `: ${why}`}`,
        counts.join(', '),
        ...plan.rows.map((row) => `${row.id} ${row.state}: ${row.title} (${row.message})`),
      ].join('\n'),
    );
    return plan.done === plan.steps ? exitStatus.success : exitStatus.tenant;
  },
};
