import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import type { RuleHelp } from '#shared/contract/rules.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const rules: Command = {
  id: 'rules',
  usage: 'rules [ID]',
  summary: 'Lists the rules; with an id its help: why it matters, and its examples as they come out when run.',
  options: {},
  positionals: { least: 0, most: 1 },
  async run({ positionals: [wanted] }, terminal) {
    const help = await terminal.askAnywhere('rules.help', {});
    if (wanted === undefined) {
      terminal.print(
        help,
        () => `${listOf(help.rules)}\n\n${counted(help.rules.length, 'rule')}, policy ${help.policy}`,
      );
      return exitStatus.success;
    }
    const rule = help.rules.find(({ id }) => id.toLowerCase() === wanted.toLowerCase());
    if (rule === undefined) {
      throw new AppError('input.invalid', `There is no rule ${wanted}.`, { hint: '“nhi rules” lists them all.' });
    }
    terminal.print({ ...rule, policy: help.policy }, () => textOf(rule));
    return exitStatus.success;
  },
};

const listOf = (list: readonly RuleHelp[]): string =>
  table<RuleHelp>(
    [
      { title: 'Rule', text: ({ id }) => id },
      { title: 'Pack', text: ({ pack }) => pack },
      { title: 'Severity', text: ({ severity }) => severity },
      { title: 'What it flags', text: ({ title }) => title },
    ],
    list,
  );

function textOf({ id, title, why, severity, references, examples }: RuleHelp): string {
  const lines = examples.map(({ what, facts, severity: found }) => {
    const said = facts.map(({ label, value }) => `${label}: ${value}`).join(', ');
    return `  ${found ?? 'clean'}: ${what}${said === '' ? '' : ` (${said})`}`;
  });
  return [
    `${id} ${title}`,
    why,
    `Severity: ${severity}`,
    `See: ${references.join('; ')}`,
    'Examples, as run now:',
    ...lines,
  ].join('\n');
}
