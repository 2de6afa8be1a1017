import { type Command, exitStatus } from '#engine/cli/command.ts';
import { packsNamed } from '#engine/cli/packs-named.ts';

export const packsSet: Command = {
  id: 'packs set',
  usage: 'packs set PACK…',
  summary: 'Runs these packs of rules in the workspace and no others: owasp, rfc9700, mcp, own.',
  options: {},
  positionals: { least: 1, most: 4 },
  async run({ positionals }, terminal) {
    const on = packsNamed(positionals);
    const writer = await terminal.write({ create: false });
    const { seq, before } = await writer.call('packs.choose', { on: [...on] });
    terminal.print({ seq, on, before }, () =>
      seq === 0
        ? 'They run already.'
        : `The workspace runs ${on.join(', ')}, record ${seq}. Before: ${before.join(', ')}.`,
    );
    return exitStatus.success;
  },
};
