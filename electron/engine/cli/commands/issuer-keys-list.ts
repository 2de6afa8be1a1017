import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';

export const issuerKeysList: Command = {
  id: 'issuer keys list',
  usage: 'issuer keys list',
  summary: "Lists the issuer's signing keys.",
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const { rows } = await terminal.view('issuer.keys', {});
    const keys = rows.map(({ kid, algorithm, status, createdAt, tokens }) => ({
      kid,
      alg: algorithm,
      status,
      createdAt: timeOf(createdAt),
      liveTokens: tokens,
    }));
    terminal.print({ keys }, () =>
      table(
        [
          { title: 'Key', text: ({ kid }) => kid },
          { title: 'Algorithm', text: ({ alg }) => alg },
          { title: 'Status', text: ({ status }) => status },
          { title: 'Live tokens', align: 'right', text: ({ liveTokens }) => String(liveTokens) },
        ],
        keys,
      ),
    );
    return exitStatus.success;
  },
};
