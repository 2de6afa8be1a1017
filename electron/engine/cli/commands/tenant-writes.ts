import { type Command, exitStatus } from '#engine/cli/command.ts';
import { tenantNamed } from '#engine/cli/tenant-option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const tenantWrites: Command = {
  id: 'tenant writes',
  usage: 'tenant writes on|off [TENANT]',
  summary: 'Lets plans change a tenant, or makes it read-only again.',
  options: {},
  positionals: { least: 1, most: 2 },
  async run({ positionals: [word, name] }, terminal) {
    if (word !== 'on' && word !== 'off') throw new AppError('input.invalid', 'tenant writes takes on or off.');
    const writer = await terminal.write({ create: false });
    const { tenant } = await tenantNamed(terminal, name);
    const receipt = await writer.call('tenants.allowWrites', { tenant, writes: word === 'on' });
    terminal.print({ tenant, writes: word === 'on', ...receipt }, () =>
      word === 'on' ? 'Plans may change it.' : 'It is read-only.',
    );
    return exitStatus.success;
  },
};
