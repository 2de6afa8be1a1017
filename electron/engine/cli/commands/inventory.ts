import { type ListedIdentity, listIdentities } from '#engine/api/listing.ts';
import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { query } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { counted, dayOf, lifetimeWords } from '#engine/cli/words.ts';

export const inventory: Command = {
  id: 'inventory',
  usage: 'inventory [--query Q]',
  summary: 'Lists identities, the highest score first.',
  options: { query },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const list = listIdentities(await terminal.read(), textOf(given, 'query') ?? '');
    terminal.print(
      list,
      () => `${rows(list.identities)}\n\n${counted(list.total, 'identity', 'identities')}, policy ${list.policy}`,
    );
    return exitStatus.success;
  },
};

const rows = (identities: readonly ListedIdentity[]): string =>
  table<ListedIdentity>(
    [
      { title: 'Score', align: 'right', text: ({ score }) => (score === null ? '–' : String(score.value)) },
      { title: 'Low–high', text: ({ score }) => (score === null ? '' : `${score.low}–${score.high}`) },
      { title: 'Name', text: ({ name }) => name },
      { title: 'Kind', text: ({ kind }) => kind },
      { title: 'Tenant', text: ({ tenant }) => tenant },
      { title: 'Owner', text: ({ owner, ownerState }) => owner ?? ownerState },
      { title: 'Lifetime', align: 'right', text: ({ lifetime }) => lifetimeWords(lifetime) },
      { title: 'Last used', text: (row) => dayOf(row.lastUsedAt) || (row.lastUsedReason ?? '') },
      { title: 'Status', text: ({ status }) => status },
      { title: 'Id', text: ({ id }) => id },
    ],
    identities,
  );
