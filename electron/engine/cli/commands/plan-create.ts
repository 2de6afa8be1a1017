import { type Command, exitStatus, numberOf, textOf, textsOf } from '#engine/cli/command.ts';
import { flag, text, texts } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { intents } from '#shared/model/finding.ts';

export const planCreate: Command = {
  id: 'plan create',
  usage: 'plan create INTENT ID… [--keep-scope S]… [--seconds N] [--owner O] [--only]',
  summary: `Makes a plan from the last sync; sends nothing. INTENT: ${intents.join(', ')}.`,
  options: {
    'keep-scope': texts('SCOPE', 'rescope: what it keeps; what it used where none is given'),
    seconds: text('N', 'shorten: how long access tokens may last'),
    owner: text('NAME', 'assign_owner: who answers for it'),
    consent: text('ID', 'revoke: this consent alone'),
    title: text('TEXT', 'what the plan is called'),
    only: flag('the named ones alone, without what came from them'),
  },
  positionals: { least: 2, most: 10_000 },
  async run(given, terminal) {
    const [word, ...ids] = given.positionals;
    const intent = intents.find((each) => each === word);
    if (intent === undefined)
      throw new AppError('input.invalid', `“${word}” is no intent.`, { hint: `One of: ${intents.join(', ')}.` });
    const writer = await terminal.write({ create: false });
    const [scopes, seconds, owner] = [
      textsOf(given, 'keep-scope'),
      numberOf(given, 'seconds', 10 * 365 * 86_400),
      textOf(given, 'owner'),
    ];
    const consent = textOf(given, 'consent');
    const made = await writer.call('plans.create', {
      intent,
      targets: ids.map((identity) =>
        consent === undefined
          ? { identity, part: 'identity' as const }
          : { identity, part: 'consent' as const, ref: consent },
      ),
      everything: given.options['only'] !== true,
      title: textOf(given, 'title') ?? '',
      parameters: {
        ...(scopes.length > 0 ? { scopes } : {}),
        ...(seconds === undefined ? {} : { seconds }),
        ...(owner === undefined ? {} : { owner }),
      },
    });
    terminal.print(
      made,
      () => `${made.plan}: ${made.steps} steps, ${made.refusals} refusals. Look at it: nhi plan show ${made.plan}`,
    );
    return exitStatus.success;
  },
};
