import { type Command, exitStatus } from '#engine/cli/command.ts';
import { effectLines, problemLines } from '#engine/cli/policy-words.ts';

export const policySet: Command = {
  id: 'policy set',
  usage: 'policy set FILE',
  summary: 'Sets the policy of the workspace after saying what it changes. A file with mistakes sets nothing.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [file = ''] }, terminal) {
    const text = terminal.readFile(file);
    const writer = await terminal.write({ create: false });
    const { problems, effect } = await writer.call('policy.check', { text });
    if (problems.length > 0) {
      terminal.print({ problems, effect: null, seq: null, hash: null }, () => problemLines(file, problems));
      terminal.say('The policy that is in force stays.');
      return exitStatus.unusable;
    }
    if (effect !== null) terminal.say(effectLines(effect));
    const { seq, hash } = await writer.call('policy.set', { text });
    terminal.print({ problems, effect, seq, hash }, () => `Policy ${hash} is in force, record ${seq}.`);
    return exitStatus.success;
  },
};
