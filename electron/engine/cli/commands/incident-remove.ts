import { type Command, exitStatus } from '#engine/cli/command.ts';
import { counted } from '#engine/cli/words.ts';

export const incidentRemove: Command = {
  id: 'incident remove',
  usage: 'incident remove VENDOR…',
  summary: 'Takes vendors off the list of incidents.',
  options: {},
  positionals: { least: 1, most: 500 },
  async run({ positionals }, terminal) {
    const writer = await terminal.write({ create: false });
    const receipt = await writer.call('incidents.remove', { vendors: [...positionals] });
    terminal.print(receipt, () => `${counted(receipt.before.length, 'vendor', 'vendors')} off the list.`);
    return exitStatus.success;
  },
};
