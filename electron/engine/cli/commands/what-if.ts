import { namedIdentities } from '#engine/api/listing.ts';
import { type Arguments, type Command, exitStatus, numberOf, oneOf, textOf, textsOf } from '#engine/cli/command.ts';
import { flag, oneOfThese, query, text, texts } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { band } from '#shared/contract/values.ts';
import { mostSupposed, type SupposedRow, supposed } from '#shared/contract/what-if.ts';
import { AppError } from '#shared/errors/app-error.ts';

const { proof, owner } = supposed.shape;
const mostSeconds = 315_360_000;

export const whatIf: Command = {
  id: 'what-if',
  usage:
    'what-if [IDENTITY…] [--query Q] [--below BAND] [--unused] [--remove SCOPE] [--grant GRANT] [--lifetime SECONDS] [--proof HOW] [--owner WHO] [--consent] [--rotate] [--disable]',
  summary: 'Shows score, findings and load as they would be after a change, and the cheapest fixes; changes nothing.',
  options: {
    query,
    below: text('BAND', `the cheapest fixes to get below it; ${oneOfThese(band.options)}; high where none is given`),
    unused: flag('supposes that it loses each scope that it did not use'),
    remove: texts('SCOPE', 'supposes that it loses this scope'),
    grant: texts('ID', 'supposes that this grant is withdrawn'),
    lifetime: text('SECONDS', 'supposes that it cannot go on for longer without a human'),
    proof: text('HOW', `supposes that its tokens are bound; ${oneOfThese(proof.unwrap().unwrap().options)}`),
    owner: text('WHO', `supposes that somebody answers for it; ${oneOfThese(owner.unwrap().unwrap().options)}`),
    consent: flag('supposes that people have consented anew'),
    rotate: flag('supposes that its secrets were rotated today'),
    disable: flag('supposes that it is disabled'),
  },
  positionals: { least: 0, most: mostSupposed },
  async run(given, terminal) {
    const identities = chosen(namedIdentities(await terminal.read(), given.positionals, textOf(given, 'query') ?? ''));
    const below = oneOf(band, textOf(given, 'below') ?? 'high', '--below');
    const view = await terminal.view('whatif.view', { identities, supposed: supposedBy(given), below });
    const label = new Map(view.levers.map(({ id, label: words }) => [id, words]));
    terminal.print({ below, ...view }, () =>
      [
        table<SupposedRow>(
          [
            { title: 'Now', align: 'right', text: ({ before }) => scoreWords(before) },
            { title: 'Then', align: 'right', text: ({ after }) => scoreWords(after) },
            { title: 'Safety', align: 'right', text: ({ safety }) => String(safety) },
            { title: 'Findings', text: ({ fixed, raised, left }) => findingWords(fixed.length, raised.length, left) },
            { title: 'Name', text: ({ name }) => name },
            { title: 'Tenant', text: ({ tenant }) => tenant },
            { title: `Cheapest under ${below}`, text: ({ cheapest }) => cheapestWords(cheapest) },
          ],
          view.rows,
        ),
        '',
        table<(typeof view.levers)[number]>(
          [
            { title: 'Points', align: 'right', text: ({ points }) => `-${points}` },
            { title: 'Breaks', align: 'right', text: ({ disruption }) => String(disruption) },
            { title: 'Each alone', text: ({ id }) => label.get(id) ?? id },
            { title: 'Identities', align: 'right', text: ({ identities: all }) => String(all.length) },
          ],
          view.levers,
        ),
        `Policy ${view.policy}.`,
      ].join('\n'),
    );
    return exitStatus.success;
  },
};

function chosen(found: readonly string[]): string[] {
  if (found.length === 0) throw new AppError('identity.absent', 'The query finds nothing that has a score.');
  if (found.length <= mostSupposed) return [...found];
  throw new AppError('input.invalid', `${found.length} identities are too many to suppose something of at once.`, {
    hint: `Narrow --query to ${mostSupposed} at most.`,
  });
}

function supposedBy(given: Arguments) {
  const flag = (name: string): boolean => given.options[name] === true;
  const [how, who] = [textOf(given, 'proof'), textOf(given, 'owner')];
  return supposed.parse({
    remove: textsOf(given, 'remove'),
    removeUnused: flag('unused'),
    grants: textsOf(given, 'grant'),
    lifetime: secondsOf(given),
    proof: how === undefined ? null : oneOf(proof.unwrap().unwrap(), how, '--proof'),
    owner: who === undefined ? null : oneOf(owner.unwrap().unwrap(), who, '--owner'),
    consent: flag('consent'),
    rotate: flag('rotate'),
    disable: flag('disable'),
  });
}

function secondsOf(given: Arguments): number | null {
  const seconds = numberOf(given, 'lifetime', mostSeconds);
  if (seconds === undefined) return null;
  if (seconds >= 60) return seconds;
  throw new AppError('input.invalid', '--lifetime: a minute (60) is the least.');
}

const scoreWords = ({ score: { value, low, high } }: SupposedRow['before']): string =>
  low === high ? String(value) : `${value} (${low}–${high})`;

const findingWords = (fixed: number, raised: number, left: number): string =>
  `-${fixed}${raised > 0 ? ` +${raised}` : ''}, ${left} left`;

function cheapestWords({ levers, score, disruption, met }: SupposedRow['cheapest']): string {
  if (levers.length === 0) return met ? 'is there' : 'nothing helps';
  const words = `${levers.join(' + ')} → ${score}, breaks ${disruption}`;
  return met ? words : `none; nearest ${words}`;
}
