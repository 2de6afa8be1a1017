import { type Command, exitStatus } from '#engine/cli/command.ts';
import { effectLines } from '#engine/cli/policy-words.ts';

export const policyReset: Command = {
  id: 'policy reset',
  usage: 'policy reset',
  summary: 'Sets the standard policy again after saying what that changes.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const writer = await terminal.write({ create: false });
    const { effect } = await writer.call('policy.check', { text: '' });
    if (effect !== null) terminal.say(effectLines(effect));
    const { seq, hash } = await writer.call('policy.set', { text: '' });
    terminal.print({ effect, seq, hash }, () => `The standard policy ${hash} is in force.`);
    return exitStatus.success;
  },
};
