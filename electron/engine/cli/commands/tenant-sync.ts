import { type Command, exitStatus } from '#engine/cli/command.ts';
import { flag } from '#engine/cli/option.ts';
import { secretOptions, tenantNamed, unlocked } from '#engine/cli/tenant-option.ts';
import { counted } from '#engine/cli/words.ts';

export const tenantSync: Command = {
  id: 'tenant sync',
  usage: 'tenant sync [TENANT] [--secret-file F | --passphrase-file F] [--afresh]',
  summary: 'Fetches a tenant into the inventory; one that was cut off goes on.',
  options: { ...secretOptions, afresh: flag('from the start, also where the last one was cut off') },
  positionals: { least: 0, most: 1 },
  async run(given, terminal) {
    const writer = await terminal.write({ create: false });
    const { tenant, name } = await tenantNamed(terminal, given.positionals[0]);
    await unlocked(given, terminal, writer, tenant);
    const report = await writer.call('tenants.sync', { tenant, afresh: given.options['afresh'] === true });
    terminal.print(
      report,
      () =>
        `${name}: ${counted(report.imported, 'record')} new or changed, ${report.unchanged} unchanged, ${report.rejected} rejected.`,
    );
    return exitStatus.success;
  },
};
