import { type Command, exitStatus } from '#engine/cli/command.ts';
import { effectLines, problemLines } from '#engine/cli/policy-words.ts';

export const policyCheck: Command = {
  id: 'policy check',
  usage: 'policy check FILE',
  summary: 'Says what is wrong with a policy file, and what it would change if it were set. Sets nothing.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [file = ''] }, terminal) {
    const answer = await terminal.ask('policy.check', { text: terminal.readFile(file) });
    terminal.print(answer, () =>
      answer.problems.length > 0
        ? problemLines(file, answer.problems)
        : [`${file} is policy ${answer.hash}.`, ...(answer.effect === null ? [] : [effectLines(answer.effect)])].join(
            '\n',
          ),
    );
    return answer.problems.length > 0 ? exitStatus.unusable : exitStatus.success;
  },
};
