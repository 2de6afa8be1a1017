import { findRow } from '#engine/api/listing.ts';
import { type Command, exitStatus, textsOf } from '#engine/cli/command.ts';
import { texts } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const riskWithdraw: Command = {
  id: 'risk withdraw',
  usage: 'risk withdraw IDENTITY… --rule R…',
  summary: 'Takes back that findings may stand: they count again at once.',
  options: { rule: texts('RULE', 'what this rule found') },
  positionals: { least: 1, most: 5000 },
  async run(given, terminal) {
    const rules = textsOf(given, 'rule');
    if (rules.length === 0) throw new AppError('input.invalid', '--rule is missing.');
    const writer = await terminal.write({ create: false });
    const session = await terminal.read();
    const { identities } = session.mustBeOpen().picture;
    const findings = given.positionals.flatMap((name) => {
      const identity = identities.id(findRow(session, name));
      return rules.map((rule) => ({ rule, identity }));
    });
    const receipt = await writer.call('risks.withdraw', { findings });
    terminal.print(receipt, () => `${counted(findings.length, 'acceptance')} withdrawn.`);
    return exitStatus.success;
  },
};
