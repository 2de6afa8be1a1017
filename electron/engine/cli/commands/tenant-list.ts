import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import type { TenantRow } from '#shared/contract/tenants.ts';

export const tenantList: Command = {
  id: 'tenant list',
  usage: 'tenant list',
  summary: 'Lists connected tenants.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { tenants } = await terminal.view('tenants.list', {});
    terminal.print({ tenants }, () =>
      table<TenantRow>(
        [
          { title: 'Tenant', text: ({ tenant }) => tenant },
          { title: 'Name', text: ({ name }) => name },
          { title: 'Backend', text: ({ vendor }) => vendor },
          { title: 'Writing', text: ({ writes }) => (writes ? 'on' : 'read-only') },
          { title: 'Identities', align: 'right', text: ({ identities }) => String(identities) },
          { title: 'Last sync', text: ({ lastSync }) => timeOf(lastSync?.endedAt ?? null) ?? 'never' },
        ],
        tenants,
      ),
    );
    return exitStatus.success;
  },
};
