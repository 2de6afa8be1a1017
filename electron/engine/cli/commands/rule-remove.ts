import { type Command, exitStatus } from '#engine/cli/command.ts';

export const ruleRemove: Command = {
  id: 'rule remove',
  usage: 'rule remove ID',
  summary: 'Takes a rule of the workspace’s own away, and its findings with it.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [id = ''] }, terminal) {
    const writer = await terminal.write({ create: false });
    const { seq, text } = await writer.call('ownRules.remove', { id });
    terminal.print({ id, seq, text }, () => `${id} is removed, record ${seq}.`);
    return exitStatus.success;
  },
};
