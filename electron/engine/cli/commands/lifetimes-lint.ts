import { type LintListing, type ListedLint, lintCsv, listLint } from '#engine/api/lint-listing.ts';
import { type Command, exitStatus, oneOf, textOf, textsOf } from '#engine/cli/command.ts';
import { flag, oneOfThese, query, texts } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import { policyLint } from '#shared/contract/charts.ts';
import { durationWords } from '#shared/lib/duration.ts';

export const lifetimesLint: Command = {
  id: 'lifetimes lint',
  usage: 'lifetimes lint [--query Q] [--only LINT …] [--csv]',
  summary: 'Tells which setting of a lifetime decides, which is laxer than it should be, and which has no effect.',
  options: {
    query,
    only: texts('LINT', `only these; ${oneOfThese(policyLint.options)}`),
    csv: flag('writes CSV'),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const only = textsOf(given, 'only').map((word) => oneOf(policyLint, word, '--only'));
    const listing = listLint(await terminal.read(), textOf(given, 'query') ?? '', only);
    terminal.print(listing, () => (given.options['csv'] === true ? lintCsv(listing) : textOfListing(listing)));
    return exitStatus.success;
  },
};

function textOfListing({ issues, identities, lints, policySeconds, accessPolicySeconds }: LintListing): string {
  const head = `${counted(identities, 'identity', 'identities')} to look at, against access tokens of ${durationWords(accessPolicySeconds)} and lifetimes of ${durationWords(policySeconds)}.`;
  const counts = lints.map(({ lint, count }) => `${lint} ${count.toLocaleString('en')}`).join(', ');
  if (issues.length === 0) return head;
  return [
    head,
    `${counts}.`,
    '',
    table<ListedLint>(
      [
        { title: 'Lint', text: ({ lint }) => lint },
        { title: 'Identity', text: ({ name }) => name },
        { title: 'Tenant', text: ({ tenant }) => tenant },
        { title: 'Told', text: ({ words }) => words },
      ],
      issues,
    ),
  ].join('\n');
}
