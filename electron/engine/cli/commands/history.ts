import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { Mover, Sampled } from '#shared/contract/history.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bands } from '#shared/model/score.ts';
import type { Tenant } from '#shared/model/tenant.ts';

type Fleet = CallOutput<'history.fleet'>;
type Own = CallOutput<'history.identity'>;

export const history: Command = {
  id: 'history',
  usage: 'history [ID] [--tenant NAME]',
  summary: 'Scores over time at each change of the inventory: of one identity, of a tenant, or of all.',
  options: { tenant: text('NAME', 'only this tenant') },
  positionals: { least: 0, most: 1 },
  async run(given, terminal) {
    const [id] = given.positionals;
    const named = textOf(given, 'tenant');
    if (id !== undefined) {
      if (named !== undefined) throw new AppError('input.invalid', 'Name an identity or a tenant, not both.');
      // The contract refuses what is no id.
      const own = await terminal.ask('history.identity', { id: id as never });
      terminal.print(own, () => ownText(own));
      return exitStatus.success;
    }
    const { workspace } = (await terminal.read()).mustBeOpen();
    const tenant = named === undefined ? null : tenantNamed(workspace.tenants, named);
    const fleet = await terminal.ask('history.fleet', { tenant });
    terminal.print(fleet, () => fleetText(fleet));
    return exitStatus.success;
  },
};

/** By its id, or by its name where only one has it; else the word itself, which the recipe refuses. */
function tenantNamed(tenants: ReadonlyMap<string, Tenant>, word: string): string {
  const same = [...tenants.values()].filter(({ name }) => name.toLowerCase() === word.toLowerCase());
  const [only] = same;
  return same.length === 1 && only !== undefined ? only.id : word;
}

const sampleColumns = [
  { title: 'Record', align: 'right' as const, text: ({ seq }: Sampled) => `#${seq}` },
  { title: 'At', text: ({ at }: Sampled) => new Date(at).toISOString() },
];
const lastColumns = [
  { title: 'Policy', text: ({ policy }: Sampled) => policy },
  { title: 'What it did', text: ({ summary, object }: Sampled) => `${summary} ${object}`.trim() },
];
const omittedWords = (omitted: number): string[] =>
  omitted === 0 ? [] : ['', `${omitted} earlier or lesser changes are not shown.`];

const ownText = ({ name, samples, omitted }: Own): string =>
  [
    name,
    '',
    table<Own['samples'][number]>(
      [
        ...sampleColumns,
        { title: 'Score', align: 'right', text: ({ score }) => String(score ?? '–') },
        { title: 'What changed', text: ({ changes }) => changes.join('. ') },
        ...lastColumns,
      ],
      samples,
    ),
    ...omittedWords(omitted),
  ].join('\n');

const fleetText = ({ samples, movers, omitted }: Fleet): string =>
  [
    table<Fleet['samples'][number]>(
      [
        ...sampleColumns,
        { title: 'Scored', align: 'right', text: ({ scored }) => String(scored) },
        ...bands.map((band) => ({
          title: `${band.charAt(0).toUpperCase()}${band.slice(1)}`,
          align: 'right' as const,
          text: (sample: Fleet['samples'][number]) => String(sample.bands[band]),
        })),
        { title: 'Median', align: 'right', text: ({ median }) => String(median ?? '–') },
        { title: '90th', align: 'right', text: ({ p90 }) => String(p90 ?? '–') },
        ...lastColumns,
      ],
      samples,
    ),
    ...omittedWords(omitted),
    ...(movers === null ? [] : ['', moversText(movers)]),
  ].join('\n');

const moversText = ({ from, to, risen, fallen, rows }: NonNullable<Fleet['movers']>): string =>
  [
    `From #${from} to the last import, #${to}: ${risen} rose, ${fallen} fell`,
    ...(rows.length === 0
      ? []
      : [
          table<Mover>(
            [
              { title: 'Score', text: ({ before, after }) => `${before} → ${after}` },
              { title: 'Name', text: ({ name }) => name },
              { title: 'Kind', text: ({ kind }) => kind },
              { title: 'Tenant', text: ({ tenant }) => tenant },
              { title: 'Id', text: ({ id }) => id },
            ],
            rows,
          ),
        ]),
  ].join('\n');
