import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import type { ClientRow } from '#shared/contract/issuer.ts';

const most = 500;

export const clientList: Command = {
  id: 'client list',
  usage: 'client list',
  summary: "Lists the local issuer's clients, the newest first.",
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const clients: ClientRow[] = [];
    for (let first = 0; ; first += most) {
      const page = await terminal.view('issuer.clients', { text: '', first, count: most });
      clients.push(...page.rows);
      if (clients.length >= page.total || page.rows.length === 0) break;
    }
    terminal.print({ total: clients.length, clients: clients.map(shown) }, () =>
      table<ClientRow>(
        [
          { title: 'Client', text: ({ id }) => id },
          { title: 'Name', text: ({ name }) => name },
          { title: 'Kind', text: ({ kind }) => kind },
          { title: 'Status', text: ({ status }) => status },
          { title: 'Scopes', text: ({ scopes }) => scopes.join(' ') },
          { title: 'Live tokens', align: 'right', text: ({ liveTokens }) => String(liveTokens) },
        ],
        clients,
      ),
    );
    return exitStatus.success;
  },
};

/** Words of RFC 7591 §2 where there are some. */
const shown = (row: ClientRow) => ({
  client_id: row.id,
  client_name: row.name,
  kind: row.kind,
  status: row.status,
  token_endpoint_auth_method: row.auth,
  grant_types: row.grants,
  scope: row.scopes.join(' '),
  resources: row.resources,
  owner: row.owner,
  createdAt: timeOf(row.createdAt),
  lastUsedAt: timeOf(row.lastUsedAt),
  liveTokens: row.liveTokens,
});
