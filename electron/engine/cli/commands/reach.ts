import { listReach, type ReachListing } from '#engine/api/reach.ts';
import { type Arguments, type Command, exitStatus, textOf, textsOf } from '#engine/cli/command.ts';
import { oneOfThese, text, texts } from '#engine/cli/option.ts';
import { harmless, table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type DelegationKind, delegationKinds } from '#shared/model/delegation.ts';

type Row = ReachListing['rows'][number];
type Run = ReachListing['before'];

/** As many rows as a terminal is read through; `--json` has them all. */
const mostRows = 200;
const defaultHops = 3;
const mostHops = 64;

function hopsOf(given: Arguments): number | null {
  const text = textOf(given, 'hops');
  if (text === undefined) return defaultHops;
  if (text === 'all') return null;
  const hops = Number(text);
  if (Number.isInteger(hops) && hops >= 1 && hops <= mostHops) return hops;
  throw new AppError('input.invalid', `--hops cannot be “${text}”.`, { hint: `1 to ${mostHops}, or all.` });
}

function kindsOf(given: Arguments): DelegationKind[] {
  return textsOf(given, 'without-kind').map((word) => {
    const kind = delegationKinds.find((each) => each === word);
    if (kind !== undefined) return kind;
    throw new AppError('input.invalid', `“${word}” is no kind of edge.`, {
      hint: `One of: ${delegationKinds.join(', ')}.`,
    });
  });
}

export const reach: Command = {
  id: 'reach',
  usage: 'reach ID [--hops N|all] [--without-kind KIND]… [--without ID]… [--to ID]',
  summary: 'Says what a thief of this identity reaches, hop by hop, and what a fix would leave of it.',
  options: {
    hops: text('N', `how far; ${defaultHops} where none is given, ${mostHops} at the most, or all`),
    'without-kind': texts('KIND', `as it would be without edges of a kind; ${oneOfThese(delegationKinds)}`),
    without: texts('ID', 'as it would be without this identity'),
    to: text('ID', 'the shortest way to this identity'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const wish = {
      hops: hopsOf(given),
      kinds: kindsOf(given),
      identities: textsOf(given, 'without'),
      to: textOf(given, 'to') ?? null,
    };
    const listing = listReach(await terminal.read(), given.positionals[0] ?? '', wish);
    terminal.print(listing, () => [...sentences(listing), `Scores by policy ${listing.policy}.`].join('\n'));
    return exitStatus.success;
  },
};

const runWords = ({ identities, people, customers, resources, reach: scored, score }: Run): string =>
  `${counted(identities, 'identity', 'identities')} (${counted(people, 'human')}), ${counted(customers, 'customer')}, ${counted(resources, 'resource')}; reach ${scored}${score === null ? '' : `, score ${score}`}`;

function sentences({ identity, before, after, rows, way }: ReachListing): string[] {
  const shown = rows.slice(0, mostRows);
  return [
    harmless(`A thief of ${identity.name} reaches ${runWords(before)}`),
    ...(after === null ? [] : [`After the fix: ${runWords(after)}`]),
    '',
    table<Run['hops'][number] & { readonly hop: number }>(
      [
        { title: 'Hop', align: 'right', text: ({ hop }) => String(hop) },
        { title: 'Identities', align: 'right', text: ({ identities }) => String(identities) },
        { title: 'Customers', align: 'right', text: ({ customers }) => String(customers) },
        { title: 'Resources', align: 'right', text: ({ resources }) => String(resources) },
        { title: 'Counts', align: 'right', text: ({ discount }) => `× ${discount}` },
      ],
      before.hops.map((hop, index) => ({ ...hop, hop: index + 1 })),
    ),
    '',
    table<Row>(
      [
        { title: 'Hop', align: 'right', text: ({ hop }) => String(hop) },
        { title: 'Name', text: ({ name }) => name },
        { title: 'Kind', text: ({ kind }) => kind },
        { title: 'By', text: ({ edge, via }) => (via === null ? '' : `${edge} from ${via.name}`) },
        { title: 'Customers', align: 'right', text: ({ customers }) => String(customers) },
        { title: 'Resources', align: 'right', text: ({ resources }) => String(resources) },
        ...(after === null
          ? []
          : [{ title: 'After the fix', text: ({ lost }: Row) => (lost ? 'out of reach' : 'reached') }]),
      ],
      shown,
    ),
    ...(rows.length > shown.length
      ? [`… and ${counted(rows.length - shown.length, 'more row')}: --json has them all.`]
      : []),
    ...(way === null ? [] : ['', ...way.map(wayWords).map(harmless)]),
  ];
}

function wayWords({ name, edge, effective, beyond, takesOver }: NonNullable<ReachListing['way']>[number]): string {
  const may = effective === null ? 'scopes not recorded' : effective.length === 0 ? 'no scope' : effective.join(' ');
  return `${edge === null ? 'from' : `  ${edge} →`} ${name}: ${takesOver ? 'takes its place, ' : ''}${may}${beyond.length === 0 ? '' : `; beyond what was passed on: ${beyond.join(' ')}`}`;
}
