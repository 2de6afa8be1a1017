import { type Command, exitStatus } from '#engine/cli/command.ts';

export const scopeRemove: Command = {
  id: 'scope remove',
  usage: 'scope remove SCOPE',
  summary: 'Removes the limits of a scope; those of the clients stay.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [scope = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    await writer.call('issuer.removeScopePolicy', { scope });
    terminal.print({ scope }, () => `${scope} has no limits of its own any more.`);
    return exitStatus.success;
  },
};
