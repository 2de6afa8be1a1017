import { type Command, exitStatus } from '#engine/cli/command.ts';
import { secretOptions, tenantNamed, unlocked } from '#engine/cli/tenant-option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const tenantProbe: Command = {
  id: 'tenant probe',
  usage: 'tenant probe [TENANT] [--secret-file F | --passphrase-file F]',
  summary: 'Tests the connection and what the admin credential may do; exits 4 when it does not work.',
  options: { ...secretOptions },
  positionals: { least: 0, most: 1 },
  async run(given, terminal) {
    const writer = await terminal.write({ create: false });
    const { tenant } = await tenantNamed(terminal, given.positionals[0]);
    await unlocked(given, terminal, writer, tenant);
    const { tenant: detail } = await terminal.view('tenants.detail', { tenant });
    if (detail === null) throw new AppError('tenant.absent', 'This tenant is not connected.');
    const { secret: _secret, ...test } = await writer.call('tenants.test', { ...detail.form, tenant, secret: null });
    const lines = [
      ...test.steps.map(({ step, ok, message }) => `${ok ? 'ok    ' : 'FAILED'} ${step}: ${message}`),
      ...test.access.map((need) => `${need.state.padEnd(7)} ${need.name} (${need.for.join(', ')})`),
    ];
    terminal.print(test, () => lines.join('\n'));
    return test.ok ? exitStatus.success : exitStatus.tenant;
  },
};
