import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';

export const questions: Command = {
  id: 'questions',
  usage: 'questions',
  summary: 'Asks the local issuer the five questions by real requests; exits 1 unless every check passes.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const writer = await terminal.write();
    const answers = await writer.call('questions.run', {});
    terminal.print(answers, () =>
      [
        `Asked ${answers.target}`,
        ...answers.questions.map(({ question, verdict, checks }) =>
          [
            '',
            `${verdict.toUpperCase()}  ${question}`,
            table(
              [
                { title: 'Verdict', text: (check) => check.verdict },
                { title: 'Check', text: (check) => check.title },
                { title: 'Seen', text: (check) => check.seen },
              ],
              checks,
            ),
          ].join('\n'),
        ),
      ].join('\n'),
    );
    const passed = answers.questions.every(({ verdict }) => verdict === 'pass');
    return passed ? exitStatus.success : exitStatus.gateFails;
  },
};
