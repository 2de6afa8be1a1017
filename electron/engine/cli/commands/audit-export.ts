import { type Command, exitStatus } from '#engine/cli/command.ts';

export const auditExport: Command = {
  id: 'audit export',
  usage: 'audit export [FILE]',
  summary: 'Signs the head of the journal: kept elsewhere, it proves later that nothing was rewritten.',
  options: {},
  positionals: { least: 0, most: 1 },
  async run({ positionals: [file] }, terminal) {
    const path = file === undefined ? null : terminal.absolute(file);
    const writer = await terminal.write({ create: false });
    const head = await writer.call('audit.export', { path });
    terminal.print(head, () =>
      path === null ? JSON.stringify(head, null, 2) : `The head of record ${head.seq} is signed and stands in ${path}.`,
    );
    return exitStatus.success;
  },
};
