import { type Command, exitStatus } from '#engine/cli/command.ts';
import { problemLines } from '#engine/cli/policy-words.ts';
import { checkLines } from '#engine/cli/rule-words.ts';

export const ruleSave: Command = {
  id: 'rule save',
  usage: 'rule save FILE',
  summary: 'Saves a rule in the workspace after saying whom it flags; one of the same id is replaced.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [file = ''] }, terminal) {
    const text = terminal.readFile(file);
    const writer = await terminal.write({ create: false });
    const checked = await writer.call('ownRules.check', { text });
    if (checked.problems.length > 0) {
      terminal.print({ id: null, seq: null, problems: checked.problems }, () => problemLines(file, checked.problems));
      terminal.say('Nothing was saved.');
      return exitStatus.unusable;
    }
    terminal.say(checkLines(checked));
    const { id, seq, before } = await writer.call('ownRules.save', { text });
    terminal.print(
      { id, seq, problems: [] },
      () => `${id} is ${before === null ? 'saved' : 'replaced'}, record ${seq}.`,
    );
    return exitStatus.success;
  },
};
