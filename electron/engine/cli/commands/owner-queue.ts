import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import type { WatchView } from '#shared/contract/contract.ts';

const atOnce = 200;
type Row = WatchView<'owners.queue'>['rows'][number];

export const ownerQueue: Command = {
  id: 'owner queue',
  usage: 'owner queue',
  summary: 'Lists what nobody answers for, with who might, and why.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const rows: Row[] = [];
    for (let total = 1; rows.length < total; ) {
      const view = await terminal.view('owners.queue', { first: rows.length, count: atOnce });
      rows.push(...view.rows);
      total = view.rows.length === 0 ? rows.length : view.total;
    }
    const document = rows.map(({ row: { id, name, tenant, owner, score }, suggestions }) => ({
      id,
      name,
      tenant,
      owner,
      score: score?.value ?? null,
      suggestions,
    }));
    terminal.print(
      { identities: document },
      () =>
        `${table<(typeof document)[number]>(
          [
            { title: 'Score', align: 'right', text: ({ score }) => String(score ?? '–') },
            { title: 'Name', text: ({ name }) => name },
            { title: 'Tenant', text: ({ tenant }) => tenant },
            { title: 'Owner', text: ({ owner }) => (owner.state === 'departed' ? `${owner.label}, left` : 'nobody') },
            { title: 'Perhaps', text: ({ suggestions: [first] }) => first?.name ?? '' },
            { title: 'Because', text: ({ suggestions: [first] }) => first?.reason ?? '' },
            { title: 'Id', text: ({ id }) => id },
          ],
          document,
        )}\n\n${counted(document.length, 'identity', 'identities')}`,
    );
    return exitStatus.success;
  },
};
