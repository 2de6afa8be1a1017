import { showIdentity } from '#engine/api/listing.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';
import { harmless, table } from '#engine/cli/table.ts';
import { counted, dayOf, lifetimeWords } from '#engine/cli/words.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { type Fact, isUnknown } from '#shared/model/fact.ts';
import { registrationWords } from '#shared/model/registration.ts';
import { storageWords } from '#shared/model/storage.ts';
import { trustWords } from '#shared/model/trust.ts';

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
      [head(shown), registration(shown), hops(shown), privileges(shown), findings(shown)]
        .filter((part) => part !== '')
        .join('\n\n'),
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
    ['Publisher', publisherWords(shown)],
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
    ...shown.credentials.flatMap(({ storage = [], trusts = [] }) => [
      ...storage.map((one) => ['Kept in', storageWords(one)] as const),
      ...trusts.map((one) => ['Trusts', trustWords(one)] as const),
    ]),
    ['Sources', shown.sources.map(({ file, record }) => `${file} ${record}`).join(', ')],
  ];
  return lines.map(([title, text]) => `${title.padEnd(20)}${harmless(text)}`).join('\n');
}

/** What no source says stays away: `--json` has it with its reason. */
function registration({ registration: of }: Shown): string {
  if (of === null) return '';
  const word = (fact: Fact<string>): string => (isUnknown(fact) ? '' : (registrationWords[fact] ?? fact));
  const list = (fact: Fact<readonly string[]>): string => (isUnknown(fact) ? '' : fact.join(' ') || 'none');
  const lines: readonly (readonly [string, string])[] = [
    ['Registered by', word(of.way)],
    ['Client type', word(of.clientType)],
    ['Application type', word(of.applicationType)],
    ['Redirect URIs', list(of.redirectUris)],
    ['Compared', word(of.redirectMatch)],
    ['Grant types', list(of.grantTypes)],
    ['Response types', list(of.responseTypes)],
    ['Tokens are for', list(of.audiences)],
    ['Authenticates by', word(of.authMethod)],
    ['PKCE', word(of.pkce)],
    ['Client URI', word(of.clientUri)],
    ['Server registers', word(of.server.registration)],
    ['Metadata documents', word(of.server.documents)],
  ];
  const said = lines.filter(([, text]) => text !== '');
  return ['Registration', ...said.map(([title, text]) => `  ${title.padEnd(20)}${harmless(text)}`)].join('\n');
}

function publisherWords({ publisher, publisherVerified }: Shown): string {
  if (publisherVerified === null) return publisher ?? 'unknown';
  return `${publisher ?? 'unknown'} (${publisherVerified ? 'verified' : 'not verified'})`;
}

/** How the lifetime adds up, with the value of the record that says each part; `>` stands at the one that decides. */
function hops({ lifetimeHops, lifetimeDecides, names }: Shown): string {
  if (lifetimeHops.length === 0) return '';
  const rows = lifetimeHops.map((hop, index) => ({ ...hop, decides: index === lifetimeDecides }));
  return table<(typeof rows)[number]>(
    [
      { title: '', text: ({ decides }) => (decides ? '>' : '') },
      { title: 'Lifetime of', text: ({ label }) => label },
      { title: 'Lasts', align: 'right', text: ({ seconds }) => factWords(seconds) },
      { title: 'At', text: ({ at }) => (at === null ? '' : (names[at]?.name ?? at)) },
      { title: 'By', text: ({ field }) => field },
    ],
    rows,
  );
}

const factWords = (seconds: Shown['lifetimeHops'][number]['seconds']): string =>
  isUnknown(seconds) ? 'unknown' : seconds === 'never' ? 'never' : durationWords(seconds);

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
