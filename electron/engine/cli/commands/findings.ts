import { findingsCsv } from '#engine/api/findings-csv.ts';
import { sarifOf } from '#engine/api/findings-sarif.ts';
import { type ListedFinding, listFindings } from '#engine/api/listing.ts';
import { withPacks } from '#engine/api/packs.ts';
import { type Command, choiceOf, exitStatus, textOf, textsOf } from '#engine/cli/command.ts';
import { oneOfThese, query, text, texts } from '#engine/cli/option.ts';
import { packsNamed } from '#engine/cli/packs-named.ts';
import { table } from '#engine/cli/table.ts';
import { counted } from '#engine/cli/words.ts';
import { rulePacks, severities } from '#shared/model/finding.ts';

const formats = ['table', 'json', 'csv', 'sarif'];

export const findings: Command = {
  id: 'findings',
  usage: 'findings [--query Q] [--pack PACK]… [--format table|json|csv|sarif] [--fail-on SEVERITY]',
  summary: 'Lists what the rules found; --fail-on high exits 1 when one is that severe or more, accepted risks aside.',
  options: {
    query,
    pack: texts('PACK', `only rules of this pack, also where the workspace does not run it; ${oneOfThese(rulePacks)}`),
    format: text('FORMAT', `${oneOfThese(formats)}; table where none is given`),
    'fail-on': text('SEVERITY', `exits 1 when one is that severe or more; ${oneOfThese(severities)}`),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const [format, failOn] = [choiceOf(given, 'format', formats), choiceOf(given, 'fail-on', severities)];
    const packs = packsNamed(textsOf(given, 'pack'));
    const opened = await terminal.read();
    // Also those that the workspace does not run.
    const session = packs.length === 0 ? opened : withPacks(opened, packs);
    const query = textOf(given, 'query') ?? '';
    const listed = listFindings(session, query);
    const document = format === 'sarif' ? sarifOf(session, query) : listed;
    const asTable = (): string =>
      `${rows(listed.findings)}\n\n${counted(listed.findings.length, 'finding')}, policy ${listed.policy}`;
    const texts: Record<string, () => string> = { table: asTable, csv: () => findingsCsv(listed) };
    terminal.print(document, texts[format ?? 'table'] ?? (() => JSON.stringify(document)));
    // Without it nothing is severe enough.
    const limit = failOn === undefined ? -1 : severities.indexOf(failOn);
    const fails = listed.findings.some(
      ({ severity, acceptance }) => acceptance?.state !== 'accepted' && severities.indexOf(severity) <= limit,
    );
    return fails ? exitStatus.gateFails : exitStatus.success;
  },
};

const rows = (list: readonly ListedFinding[]): string =>
  table<ListedFinding>(
    [
      { title: 'Severity', text: ({ severity }) => severity },
      { title: 'Rule', text: ({ rule }) => rule },
      { title: 'Identity', text: ({ name }) => name },
      { title: 'Finding', text: ({ title, acceptance }) => `${title}${saidWords(acceptance)}` },
      {
        title: 'First fix',
        text: ({ fixes: [fix] }) => (fix ? `${fix.label}${fix.scoreAfter === null ? '' : ` → ${fix.scoreAfter}`}` : ''),
      },
    ],
    list,
  );

/** What an analyst said of it, and whether that still counts. */
function saidWords(acceptance: ListedFinding['acceptance']): string {
  if (acceptance === null) return '';
  const day = acceptance.until?.slice(0, 10) ?? '';
  const words = {
    accepted: `accepted until ${day}`,
    expired: `accepted until ${day}, which has passed`,
    graver: `accepted as ${acceptance.severity}, and graver now`,
  };
  return ` (${words[acceptance.state]})`;
}
