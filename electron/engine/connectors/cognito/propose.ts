// Intents become operations, from what the last sync or import said. Pure.
import { newSecret, type Proposal, type Refusal, type Wish } from '#engine/connectors/connector.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { type Known, knownOf, objectOf } from './known.ts';
import { requestsOf } from './requests.ts';
import { existsState, flowsState, scopesState, textOf, textsOf, userState, validityState } from './states.ts';

type Draft = Pick<Proposal, 'title' | 'before' | 'after' | 'rank'> &
  Partial<Proposal> & { readonly name: string; readonly parameters?: JsonObject };

function step(known: Known, { name, parameters = {}, ...draft }: Draft): Proposal {
  const operation = { name, object: objectOf(known), parameters };
  return {
    operation,
    requests: requestsOf(operation, known.is === 'client' ? known.raw : null),
    compensation: null,
    notRestored: [],
    disrupts: [known.used],
    residual: known.residual,
    ...draft,
  };
}

/** A client whose only sign-in flow is renewal lets nobody in; an empty list would be Cognito's default, which does. */
const flowless = {
  AllowedOAuthFlows: [],
  AllowedOAuthFlowsUserPoolClient: false,
  ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
};

function disabling(known: Known): Proposal {
  if (known.is === 'user') {
    const before = userState(known.raw);
    return step(known, {
      name: 'user.enabled',
      title: `Disable user ${known.name}`,
      parameters: { Enabled: false },
      before,
      after: { ...before, Enabled: false },
      rank: 1,
    });
  }
  const before = flowsState(known.raw);
  return step(known, {
    name: 'client.flows',
    title: `Take the flows from ${known.name}`,
    parameters: flowless,
    before,
    after: { ...before, ...flowless },
    rank: 1,
  });
}

const signingOut = (known: Known): Proposal =>
  step(known, {
    name: 'user.tokens',
    title: `Sign ${known.name} out everywhere`,
    before: { tokens: 'some' },
    after: { tokens: 'none' },
    unverifiable:
      'Cognito says that its refresh tokens are revoked; it cannot list tokens, so nothing shows it but a token that is tried',
    notRestored: ['The user has to sign in again.'],
    // Whoever may sign in does so anew.
    effect: { stopsNewTokens: 'no', killsRefresh: 'yes', undo: 'none' },
    rank: 2,
  });

const revoking = (known: Known): readonly Proposal[] =>
  known.is === 'client' ? [disabling(known)] : [disabling(known), signingOut(known)];

function rescoping(known: Known, { parameters }: Wish): Proposal | Refusal {
  const { scopes } = parameters;
  if (typeof scopes !== 'object') return { refused: 'Name the scopes that stay.' };
  const before = scopesState(known.raw);
  const held = textsOf(before['AllowedOAuthScopes']);
  const kept = held.filter((scope) => scopes.includes(scope));
  if (kept.length === held.length) return { refused: `${known.name} holds no more than that already.` };
  if (kept.length === 0)
    return { refused: 'Cognito asks for at least one scope while a client has flows: disable the client instead.' };
  return step(known, {
    name: 'client.scopes',
    title: `Take scopes from ${known.name}`,
    parameters: { AllowedOAuthScopes: kept },
    before,
    after: { ...before, AllowedOAuthScopes: kept },
    rank: 1,
  });
}

/** Bounds of AccessTokenValidity, seconds. */
const [shortest, longest] = [300, 86_400];

function shortening(known: Known, { parameters }: Wish): Proposal | Refusal {
  const seconds = Number(parameters['seconds']);
  if (!Number.isInteger(seconds) || seconds < shortest || seconds > longest)
    return { refused: `Name a lifetime in whole seconds: Cognito takes ${shortest} to ${longest}.` };
  const before = validityState(known.raw);
  const change = { AccessTokenValidity: seconds, AccessTokenUnit: 'seconds' };
  return step(known, {
    name: 'client.validity',
    title: `Shorten the tokens of ${known.name} to ${seconds} s`,
    parameters: change,
    before,
    after: { ...before, ...change },
    rank: 1,
  });
}

const deletion = (known: Known, notRestored: readonly string[]): Proposal =>
  step(known, {
    name: 'client.exists',
    title: `Delete client ${known.name}`,
    before: existsState(known.raw),
    after: null,
    notRestored,
    rank: 4,
  });

function rotating(known: Known, { parameters }: Wish): readonly Proposal[] | Refusal {
  if (textOf(known.raw['ClientSecret']) === '') return { refused: `${known.name} is public: it has no secret.` };
  const successor = step(known, {
    name: 'client.successor',
    title: `Make a client like ${known.name} with a new secret`,
    before: { successor: null },
    after: { successor: newSecret },
    notRestored: ['A secret that was made cannot be unmade: the new client can be deleted.'],
    disrupts: [
      known.used,
      'The new client has another id: whoever uses the old one has to be given both, id and secret.',
    ],
    rank: 3,
  });
  if (Number(parameters['overlap_seconds'] ?? 0) > 0) return [successor];
  const lost = [
    'The old client id and its secret.',
    'Refresh tokens that it was given, and the sessions that live on them.',
    'What is set for this client id alone: the look of its sign-in pages, its risk settings, log and policy conditions that name it.',
  ];
  return [successor, deletion(known, lost)];
}

const deleting = (known: Known): readonly Proposal[] => [
  disabling(known),
  deletion(known, ['A client that is made anew has another id and another secret.']),
];

const ofSessions =
  'Cognito shows nobody the refresh tokens of a client, and RevokeToken asks for the token itself: disable the client.';
const ofClients = 'Cognito’s connector does this to app clients; users can be disabled, and signed out everywhere.';

export function propose(wish: Wish, settings: Readonly<Record<string, string>>): readonly Proposal[] | Refusal {
  const { intent, target, subject } = wish;
  if (target.part === 'consent' || target.part === 'grant')
    return { refused: 'Cognito keeps no consents: take the scope from the client instead.' };
  const known = knownOf(subject, settings['userPoolId'] ?? '');
  if ('refused' in known) return known;
  if (target.part === 'session') {
    if (intent !== 'revoke') return { refused: 'Sessions can be revoked, nothing else.' };
    return known.is === 'user' ? [signingOut(known)] : { refused: ofSessions };
  }
  if (known.is === 'user' && intent !== 'disable' && intent !== 'revoke') return { refused: ofClients };
  const one = (found: Proposal | Refusal): readonly Proposal[] | Refusal => ('refused' in found ? found : [found]);
  switch (intent) {
    case 'revoke':
      return revoking(known);
    case 'disable':
      return [disabling(known)];
    case 'rescope':
      return one(rescoping(known, wish));
    case 'shorten':
      return one(shortening(known, wish));
    case 'rotate':
      return rotating(known, wish);
    case 'delete':
      return deleting(known);
    case 'quarantine':
      return { refused: 'Cognito gives no token without a scope: take scopes away, or disable the client.' };
    case 'assign_owner':
      return { refused: 'Cognito has no member of a client that could name an owner.' };
  }
}
