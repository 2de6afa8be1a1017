import { showIdentity } from '#engine/api/listing.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';
import { harmless, table } from '#engine/cli/table.ts';
import { counted, dayOf, lifetimeWords } from '#engine/cli/words.ts';

type Shown = ReturnType<typeof showIdentity>;

export const show: Command = {
  id: 'show',
  usage: 'show ID',
  summary: 'Shows one identity: credentials, privileges, findings, where it came from.',
  options: {},
  positionals: { least: 1, most: 1 },
  async run({ positionals: [wanted = ''] }, terminal) {
    const shown = showIdentity(await terminal.read(), wanted);
    terminal.print(shown, () =>
      [head(shown), privileges(shown), findings(shown)].filter((part) => part !== '').join('\n\n'),
    );
    return exitStatus.success;
  },
};

function head(shown: Shown): string {
  const { score } = shown;
  const lines: readonly (readonly [string, string])[] = [
    ['Name', shown.name],
    ['Id', shown.id],
    ['Kind', `${shown.kind} (${shown.vendorKind})`],
    ['Tenant', shown.tenant],
    ['Status', shown.status],
    ['Owner', shown.owner ?? shown.ownerState],
    [
      'Score',
      score === null
        ? 'none: a human'
        : `${score.value} (${score.low}–${score.high}), ${score.band}, confidence ${Math.round(score.confidence * 100)}%`,
    ],
    ['Acts for', counted(shown.onBehalfOf.count, 'person', 'people')],
    ['Effective lifetime', lifetimeWords(shown.lifetime)],
    ['Last used', dayOf(shown.lastUsedAt) || (shown.lastUsedReason ?? '')],
    ['Credentials', shown.credentials.map(({ kind, status }) => `${kind} (${status})`).join(', ') || 'none'],
    ['Sources', shown.sources.map(({ file, record }) => `${file} ${record}`).join(', ')],
  ];
  return lines.map(([title, text]) => `${title.padEnd(20)}${harmless(text)}`).join('\n');
}

function privileges({ privileges: scopes }: Shown): string {
  if (scopes.length === 0) return '';
  return table<Shown['privileges'][number]>(
    [
      { title: 'Tier', text: ({ tier, classified }) => `T${tier}${classified ? '' : '?'}` },
      { title: 'Scope', text: ({ name }) => name },
      { title: 'API', text: ({ api, resource }) => api || resource },
      { title: 'Calls in 90 d', align: 'right', text: ({ calls }) => String(calls) },
    ],
    scopes,
  );
}

function findings({ findingsList }: Shown): string {
  if (findingsList.length === 0) return '';
  return table<Shown['findingsList'][number]>(
    [
      { title: 'Severity', text: ({ severity }) => severity },
      { title: 'Rule', text: ({ rule }) => rule },
      { title: 'Finding', text: ({ title }) => title },
    ],
    findingsList,
  );
}
