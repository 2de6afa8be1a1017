import { type Command, exitStatus } from '#engine/cli/command.ts';
import { flag } from '#engine/cli/option.ts';

export const policyShow: Command = {
  id: 'policy show',
  usage: 'policy show [--standard]',
  summary: 'Prints the policy that is in force as YAML; --standard the standard one, every number with its sentence.',
  options: { standard: flag('the standard policy, every number with its sentence') },
  positionals: { least: 0, most: 0 },
  async run({ options }, terminal) {
    const view = await terminal.view('policy.view', {});
    const isStandard = options['standard'] === true || view.text === '';
    terminal.print(view, () => (isStandard ? view.standard : view.text).trimEnd());
    const [newest] = view.history.filter(({ inForce }) => inForce);
    const by = newest === undefined ? 'the standard' : `set by ${newest.by}, record ${newest.seq}`;
    terminal.say(`policy ${view.hash}: ${by}`);
    if (view.unread !== null)
      terminal.say(
        `Record ${view.unread.seq} sets a policy that this version cannot read: the one before is in force.`,
      );
    return exitStatus.success;
  },
};
