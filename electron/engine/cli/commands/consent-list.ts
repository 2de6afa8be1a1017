import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';

export const consentList: Command = {
  id: 'consent list',
  usage: 'consent list [--human H]',
  summary: 'Lists what customers have allowed, the newest first.',
  options: { human: text('HUMAN', 'only what this customer has allowed') },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const { rows } = await terminal.view('issuer.consents', { human: textOf(given, 'human') ?? null });
    const consents = rows.map((row) => ({
      ...row,
      givenAt: timeOf(row.givenAt),
      expiresAt: timeOf(row.expiresAt),
      withdrawnAt: timeOf(row.withdrawnAt),
    }));
    terminal.print({ consents }, () =>
      table(
        [
          { title: 'Consent', text: ({ id }) => id },
          { title: 'Human', text: ({ humanName }) => humanName },
          { title: 'Client', text: ({ clientName }) => clientName },
          { title: 'Scopes', text: ({ scopes }) => scopes.join(' ') },
          { title: 'Status', text: ({ status }) => status },
          { title: 'Until', text: ({ expiresAt }) => expiresAt ?? '' },
        ],
        consents,
      ),
    );
    return exitStatus.success;
  },
};
