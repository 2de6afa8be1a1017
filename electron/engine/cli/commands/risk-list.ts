import { type Command, exitStatus } from '#engine/cli/command.ts';
import { flag } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import { counted, dayOf } from '#engine/cli/words.ts';
import type { AcceptedRisk } from '#shared/contract/risks.ts';

const atOnce = 500;

export const riskList: Command = {
  id: 'risk list',
  usage: 'risk list [--fail-lapsed]',
  summary: 'Lists accepted risks, what ends first at the top; --fail-lapsed exits 1 when one counts no more.',
  options: { 'fail-lapsed': flag('exits 1 when one expired, or its finding grew graver') },
  positionals: { least: 0, most: 0 },
  async run({ options }, terminal) {
    const rows: AcceptedRisk[] = [];
    let view = await terminal.view('risks.list', { first: 0, count: atOnce });
    rows.push(...view.rows);
    while (rows.length < view.total && view.rows.length > 0) {
      view = await terminal.view('risks.list', { first: rows.length, count: atOnce });
      rows.push(...view.rows);
    }
    const { counts } = view;
    const risks = rows.map((row) => ({ ...row, at: timeOf(row.at), until: timeOf(row.until) }));
    terminal.print(
      { risks, counts },
      () =>
        `${table<(typeof risks)[number]>(
          [
            { title: 'Until', text: ({ until }) => dayOf(until) },
            { title: 'State', text: ({ state }) => state },
            {
              title: 'Severity',
              text: ({ severity, now }) => (now === null || now === severity ? severity : `${severity}, now ${now}`),
            },
            { title: 'Rule', text: ({ rule }) => rule },
            { title: 'Identity', text: ({ name }) => name },
            { title: 'Because', text: ({ reason }) => reason },
            { title: 'By', text: ({ by }) => by },
          ],
          risks,
        )}\n\n${counted(counts.accepted, 'accepted risk')}, ${counts.soon} to end in 30 days; ${counts.expired} expired, ${counts.graver} graver, ${counts.gone} gone`,
    );
    const isLapsed = options['fail-lapsed'] === true && counts.expired + counts.graver > 0;
    return isLapsed ? exitStatus.gateFails : exitStatus.success;
  },
};
