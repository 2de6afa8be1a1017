import { type Command, exitStatus } from '#engine/cli/command.ts';
import { problemLines } from '#engine/cli/policy-words.ts';
import { checkLines } from '#engine/cli/rule-words.ts';

export const ruleCheck: Command = {
  id: 'rule check',
  usage: 'rule check FILE',
  summary: 'Says what is wrong with a rule, what its examples come out as, and whom it would flag now. Saves nothing.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [file = ''] }, terminal) {
    const answer = await terminal.ask('ownRules.check', { text: terminal.readFile(file) });
    terminal.print(answer, () =>
      answer.problems.length > 0 ? problemLines(file, answer.problems) : checkLines(answer),
    );
    const isGood = answer.problems.length === 0 && answer.examples.every(({ ok }) => ok);
    return isGood ? exitStatus.success : exitStatus.unusable;
  },
};
