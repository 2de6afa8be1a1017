import { type LifetimeListing, listLifetimes } from '#engine/api/lifetime-listing.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import { counted, lifetimeWords } from '#engine/cli/words.ts';
import { durationWords } from '#shared/lib/duration.ts';

type Row = LifetimeListing['identities'][number];

const leastOrWhole = ({ lifetime, least }: Row): string =>
  lifetime.seconds === null && !lifetime.never && least !== null && least > 0
    ? `${durationWords(least)} or more`
    : lifetimeWords(lifetime);

export const lifetimes: Command = {
  id: 'lifetimes',
  usage: 'lifetimes',
  summary: 'Says how long identities live and what ends soon, the longest living first.',
  options: {},
  positionals: { least: 0, most: 0 },
  async run(_given, terminal) {
    const listing = listLifetimes(await terminal.read());
    terminal.print(listing, () => {
      const { total, outside, never, unknown, policySeconds, expiring, policy } = listing;
      return [
        `${counted(outside, 'identity', 'identities')} of ${total.toLocaleString('en')} outlive the ${durationWords(policySeconds)} of policy ${policy}; ${never} never end, ${unknown} are unknown.`,
        `Credentials that end: ${expiring.overdue} overdue, ${expiring.in7} in 7 days, ${expiring.in30} in 30, ${expiring.in90} in 90.`,
        '',
        table<Row>(
          [
            { title: 'Lifetime', align: 'right', text: leastOrWhole },
            { title: 'Name', text: ({ name }) => name },
            { title: 'Kind', text: ({ kind }) => kind },
            { title: 'Tenant', text: ({ tenant }) => tenant },
            { title: 'Id', text: ({ id }) => id },
            { title: 'Over every hop', text: ({ words }) => words },
          ],
          listing.identities,
        ),
      ].join('\n');
    });
    return exitStatus.success;
  },
};
