import { findRow, listFindings } from '#engine/api/listing.ts';
import type { Session } from '#engine/api/session.ts';
import { type Arguments, type Command, exitStatus, textOf, textsOf } from '#engine/cli/command.ts';
import { query, text, texts } from '#engine/cli/option.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { dayOfInstant, endOfDay } from '#shared/lib/days.ts';

export const riskAccept: Command = {
  id: 'risk accept',
  usage: 'risk accept (IDENTITY… --rule R… | --query Q) --reason TEXT [--until YYYY-MM-DD]',
  summary: 'Lets findings stand until a day: they leave the counts and gates, and come back by themselves.',
  options: {
    rule: texts('RULE', 'of the named identities, what this rule found'),
    query,
    reason: text('TEXT', 'why it may stand'),
    until: text('YYYY-MM-DD', 'the last day; as far off as the policy lets it where none is given'),
  },
  positionals: { least: 0, most: 5000 },
  async run(given, terminal) {
    const reason = textOf(given, 'reason');
    if (reason === undefined) throw new AppError('input.invalid', '--reason is missing.');
    const day = textOf(given, 'until');
    const until = day === undefined ? null : endOfDay(day);
    if (day !== undefined && until === null) throw new AppError('input.invalid', '--until: a day as YYYY-MM-DD.');
    const writer = await terminal.write({ create: false });
    const findings = namedFindings(await terminal.read(), given);
    const receipt = await writer.call('risks.accept', { findings: [...findings], reason, until });
    terminal.print(
      receipt,
      () => `${counted(findings.length, 'finding')} accepted until ${dayOfInstant(receipt.until)}.`,
    );
    return exitStatus.success;
  },
};

interface Named {
  readonly rule: string;
  readonly identity: string;
}

/** Those of a query, else each rule of each identity that is named. Refuses with input.invalid. */
function namedFindings(session: Session, given: Arguments): readonly Named[] {
  const [query, names, rules] = [textOf(given, 'query'), given.positionals, textsOf(given, 'rule')];
  if (query === undefined) {
    if (names.length === 0 || rules.length === 0)
      throw new AppError('input.invalid', 'Name identities and --rule, or give --query.');
    const { identities } = session.mustBeOpen().picture;
    const ids = names.map((name) => identities.id(findRow(session, name)));
    return ids.flatMap((identity) => rules.map((rule) => ({ rule, identity })));
  }
  if (names.length > 0 || rules.length > 0)
    throw new AppError('input.invalid', 'Name identities or give --query, not both.');
  const found = listFindings(session, query).findings.map(({ rule, identity }) => ({ rule, identity }));
  if (found.length === 0) throw new AppError('input.invalid', 'The query finds nothing to accept.');
  return found;
}
