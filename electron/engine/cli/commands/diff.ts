import { type Arguments, type Command, exitStatus, numberOf, oneOf, textOf, textsOf } from '#engine/cli/command.ts';
import { momentIn } from '#engine/cli/moment.ts';
import { oneOfThese, text, texts } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import {
  type ChangedIdentity,
  difference,
  differences,
  differenceWords,
  type Moment,
} from '#shared/contract/moments.ts';

const atOnce = 5000;
type Answer = CallOutput<'moments.compare'>;

export const diff: Command = {
  id: 'diff',
  usage: 'diff [--from MOMENT] [--to MOMENT] [--what WHAT] [--quiet-days N]',
  summary:
    'Compares two moments: added, removed, escalated, narrowed, rotated, owner, quiet. A moment is a date or a record: 2026-03-14, #12.',
  options: {
    from: text('MOMENT', 'the earlier one; what was before the last import where none is given'),
    to: text('MOMENT', 'the later one; now where none is given'),
    what: texts('WHAT', `only these differences; ${oneOfThese(differences)}`),
    'quiet-days': text('N', 'without use for so long it has gone quiet; as the policy says where none is given'),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const session = await terminal.read();
    const { workspace } = session.mustBeOpen();
    const lastImport = workspace.ledger.imports.at(-1)?.seq ?? 1;
    const from = momentOf(given, 'from') ?? { seq: Math.max(1, lastImport - 1) };
    const to = momentOf(given, 'to');
    const what = textsOf(given, 'what').map((word) => oneOf(difference, word, '--what'));
    const quietDays = numberOf(given, 'quiet-days', 3650) ?? null;
    const compare = (first: number): Promise<Answer> =>
      terminal.ask('moments.compare', { from, to, what, quietDays, first, count: atOnce });
    const answer = await compare(0);
    const rows = [...answer.rows];
    while (rows.length < answer.total) rows.push(...(await compare(rows.length)).rows);
    terminal.print({ ...answer, rows }, () =>
      [
        `From record ${answer.from.seq} (${stamp(answer.from.at)}) to record ${answer.to.seq} (${stamp(answer.to.at)}): ${countWords(answer.counts)}`,
        policyWords(answer),
        '',
        table<ChangedIdentity>(
          [
            { title: 'What', text: ({ what }) => differenceWords[what] },
            { title: 'Score', align: 'right', text: ({ score }) => String(score ?? '–') },
            { title: 'Name', text: ({ name }) => name },
            { title: 'Tenant', text: ({ tenant }) => tenant },
            { title: 'Evidence', text: ({ evidence }) => evidence.join('; ') },
            { title: 'Id', text: ({ id }) => id },
          ],
          rows,
        ),
      ].join('\n'),
    );
    return exitStatus.success;
  },
};

const stamp = (at: number): string => new Date(at).toISOString();

const policyWords = ({ from, to }: Answer): string =>
  from.policy === to.policy
    ? `Scores by policy ${from.policy}.`
    : `Scores by policy ${from.policy} before and ${to.policy} after: a score may differ for that alone.`;

const countWords = (counts: Answer['counts']): string =>
  differences.map((what) => `${counts[what]} ${differenceWords[what]}`).join(', ');

function momentOf(given: Arguments, name: string): Moment {
  const text = textOf(given, name);
  return text === undefined ? null : momentIn(text, `--${name}`);
}
