import { type Command, exitStatus } from '#engine/cli/command.ts';

export const issuerKeysRetire: Command = {
  id: 'issuer keys retire',
  usage: 'issuer keys retire KID',
  summary: 'Publishes a key no longer: what it signed is dead.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [kid = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    await writer.call('issuer.retireKey', { kid });
    terminal.print({ kid }, () => `${kid} is retired.`);
    return exitStatus.success;
  },
};
