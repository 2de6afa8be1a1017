import { type Command, exitStatus, type Terminal, textOf } from '#engine/cli/command.ts';
import { falloutWords } from '#engine/cli/fallout.ts';
import { text } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const consentWithdraw: Command = {
  id: 'consent withdraw',
  usage: 'consent withdraw CONSENT | --human H',
  summary: 'Withdraws a consent, or all of a human: every token that came of it is dead.',
  options: { human: text('HUMAN', 'all that this customer has allowed') },
  positionals: { least: 0, most: 1 },
  async run(given, terminal) {
    const ids = await idsOf(given.positionals[0], textOf(given, 'human'), terminal);
    const writer = await terminal.write({ create: false });
    const withdrawn = [];
    for (const id of ids) withdrawn.push({ consent: id, ...(await writer.call('issuer.withdrawConsent', { id })) });
    const fell = withdrawn.flatMap((each) => each.fell);
    const residual = withdrawn.flatMap((each) => each.residual);
    terminal.print({ withdrawn }, () => falloutWords({ fell, residual }));
    return exitStatus.success;
  },
};

async function idsOf(id: string | undefined, human: string | undefined, terminal: Terminal): Promise<string[]> {
  if ((id === undefined) === (human === undefined)) {
    throw new AppError('input.invalid', 'Name one consent, or a human by --human.', {
      hint: 'nhi consent list shows both.',
    });
  }
  if (human === undefined) return [id ?? ''];
  const { rows } = await terminal.view('issuer.consents', { human });
  return rows.filter(({ status }) => status === 'live').map((row) => row.id);
}
