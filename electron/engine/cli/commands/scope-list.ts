import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';

export const scopeList: Command = {
  id: 'scope list',
  usage: 'scope list',
  summary: 'Lists the scopes that have limits of their own.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { rows: scopes } = await terminal.view('issuer.scopePolicies', {});
    terminal.print({ scopes }, () =>
      table(
        [
          { title: 'Scope', text: ({ scope }) => scope },
          { title: 'Seconds', align: 'right', text: ({ accessTtl }) => String(accessTtl ?? '') },
          { title: 'Only for', text: ({ audiences }) => (audiences ?? []).join(' ') },
          { title: 'Depth', align: 'right', text: ({ depth }) => String(depth ?? '') },
          { title: 'Only by a human', text: ({ humanApproves }) => (humanApproves ? 'yes' : '') },
        ],
        scopes,
      ),
    );
    return exitStatus.success;
  },
};
