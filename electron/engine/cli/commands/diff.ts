import { type Arguments, type Command, exitStatus, oneOf, textOf, textsOf } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { type ChangedIdentity, difference, type Moment } from '#shared/contract/moments.ts';
import { AppError } from '#shared/errors/app-error.ts';

const atOnce = 5000;
type Answer = CallOutput<'moments.compare'>;

export const diff: Command = {
  id: 'diff',
  usage: 'diff [--from MOMENT] [--to MOMENT] [--what WHAT]',
  summary:
    'Compares two moments: added, removed, escalated, rotated, gone quiet. A moment is a date or a record: 2026-03-14, #12.',
  options: { from: { type: 'string' }, to: { type: 'string' }, what: { type: 'string', multiple: true } },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const session = await terminal.read();
    const { workspace } = session.mustBeOpen();
    const lastImport = workspace.ledger.imports.at(-1)?.seq ?? 1;
    const from = momentOf(given, 'from') ?? { seq: Math.max(1, lastImport - 1) };
    const to = momentOf(given, 'to');
    const what = textsOf(given, 'what').map((word) => oneOf(difference, word, '--what'));
    const compare = (first: number): Promise<Answer> =>
      terminal.ask('moments.compare', { from, to, what, first, count: atOnce });
    const answer = await compare(0);
    const rows = [...answer.rows];
    while (rows.length < answer.total) rows.push(...(await compare(rows.length)).rows);
    terminal.print({ ...answer, rows }, () =>
      [
        `From record ${answer.from.seq} (${stamp(answer.from.at)}) to record ${answer.to.seq} (${stamp(answer.to.at)}): ${countWords(answer.counts)}`,
        '',
        table<ChangedIdentity>(
          [
            { title: 'What', text: (row) => (row.what === 'quiet' ? 'gone quiet' : row.what) },
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

const countWords = ({ added, removed, escalated, rotated, quiet }: Answer['counts']): string =>
  `${added} added, ${removed} removed, ${escalated} escalated, ${rotated} rotated, ${quiet} gone quiet`;

const dateForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;
const lastMsOfDay = 86_400_000 - 1;

/** A day stands for its end, in UTC. */
function momentOf(given: Arguments, name: string): Moment {
  const text = textOf(given, name);
  if (text === undefined) return null;
  const seq = /^#?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (seq !== undefined) return { seq: Number(seq) };
  const at = dateForm.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new AppError('input.invalid', `--${name}: “${text}” is no moment.`, {
      hint: 'A day (2026-03-14), an instant (2026-03-14T12:04Z) or a record of the journal (#12).',
    });
  }
  return { at: text.includes('T') ? at : at + lastMsOfDay };
}
