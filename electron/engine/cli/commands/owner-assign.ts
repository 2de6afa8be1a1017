import { type Command, exitStatus, textsOf } from '#engine/cli/command.ts';
import { flag, texts } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const ownerAssign: Command = {
  id: 'owner assign',
  usage: 'owner assign IDENTITY… (--owner NAME… [--team NAME]… | --forget)',
  summary: 'Says who answers for identities; --forget leaves it to the sources again.',
  options: {
    owner: texts('NAME', 'a person who answers for them'),
    team: texts('NAME', 'a team that answers for them'),
    forget: flag('takes what was said back: the sources count again'),
  },
  positionals: { least: 1, most: 5000 },
  async run(given, terminal) {
    const owners = [
      ...textsOf(given, 'owner').map((name) => ({ name, type: 'person' as const })),
      ...textsOf(given, 'team').map((name) => ({ name, type: 'team' as const })),
    ];
    const isForgotten = given.options['forget'] === true;
    if (isForgotten === owners.length > 0) throw new AppError('input.invalid', 'Give --owner, --team or --forget.');
    const writer = await terminal.write({ create: false });
    const identities = [...given.positionals];
    const receipt = await writer.call('owners.assign', { identities, owners: isForgotten ? null : owners });
    const words = isForgotten ? 'left to the sources' : owners.map(({ name }) => name).join(', ');
    terminal.print(receipt, () => `${counted(identities.length, 'identity', 'identities')}: ${words}.`);
    return exitStatus.success;
  },
};
