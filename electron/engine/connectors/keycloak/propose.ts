// Intents become operations, from what the last sync or import said. Pure.
import { changed, newSecret, type Proposal, type Refusal, type Wish } from '#engine/connectors/connector.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { isOwn, type Known, knownOf, objectOf } from './known.ts';
import { requestsOf } from './requests.ts';
import {
  attributesState,
  enabledState,
  existsState,
  looseOf,
  notBeforeState,
  rolesState,
  scopesState,
  secretState,
  textOf,
  textsOf,
} from './states.ts';

type Draft = Omit<Proposal, 'requests' | 'compensation' | 'residual' | 'disrupts' | 'notRestored'> & Partial<Proposal>;

function finished(known: Pick<Known, 'residual' | 'disrupts'>, draft: Draft): Proposal {
  return {
    requests: requestsOf(draft.operation, draft.before),
    compensation: null,
    notRestored: [],
    residual: known.residual,
    disrupts: known.disrupts,
    ...draft,
  };
}

function disabling(known: Known): Proposal {
  const before = enabledState(known.client);
  return finished(known, {
    title: `Disable client ${known.clientId}`,
    operation: { name: 'client.enabled', object: objectOf(known), parameters: { enabled: false } },
    before,
    after: { ...before, enabled: false },
    rank: 1,
  });
}

function scoping(known: Known, keeps: (name: string) => boolean, fullScope: boolean): Proposal | null {
  const before = scopesState(known.client);
  const after = {
    ...before,
    fullScopeAllowed: fullScope && before['fullScopeAllowed'] === true,
    defaultClientScopes: textsOf(before['defaultClientScopes']).filter(keeps),
    optionalClientScopes: textsOf(before['optionalClientScopes']).filter(keeps),
  };
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  const { fullScopeAllowed, defaultClientScopes, optionalClientScopes } = after;
  const parameters = { fullScopeAllowed, defaultClientScopes, optionalClientScopes };
  return finished(known, {
    title: `Take client scopes from ${known.clientId}`,
    operation: { name: 'client.scopes', object: objectOf(known), parameters },
    before,
    after,
    rank: 1,
  });
}

function unroling(known: Known, keeps: (name: string) => boolean): Proposal | null {
  const user = textOf(known.serviceUser?.['id']);
  if (known.serviceUser === null || user === '') return null;
  const before = rolesState(known.serviceUser);
  const byClient = Object.entries(looseOf(before['clientRoles']))
    .map(([name, list]): [string, readonly string[]] => [name, textsOf(list).filter(keeps)])
    .filter(([, list]) => list.length > 0);
  // Everybody has the default roles: they are the realm's to take away.
  const realmRoles = textsOf(before['realmRoles']).filter((name) => keeps(name) || name.startsWith('default-roles-'));
  const after: JsonObject = { realmRoles, clientRoles: Object.fromEntries(byClient) };
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  return finished(known, {
    title: `Take roles from the service account of ${known.clientId}`,
    operation: { name: 'roles.direct', object: { ...objectOf(known), user }, parameters: after },
    before,
    after,
    rank: 1,
  });
}

function attributing(known: Known, title: string, attributes: Readonly<Record<string, string | null>>): Proposal {
  return finished(known, {
    title,
    operation: { name: 'client.attributes', object: objectOf(known), parameters: { attributes } },
    before: attributesState(known.client, Object.keys(attributes).sort()),
    after: { clientId: known.clientId, attributes },
    rank: 1,
  });
}

function revoking(known: Known): readonly Proposal[] {
  const before = notBeforeState(known.client);
  return [
    disabling(known),
    finished(known, {
      title: `Void every token of ${known.clientId} issued until now`,
      operation: { name: 'client.not_before', object: objectOf(known), parameters: {} },
      before,
      after: { ...before, notBefore: changed },
      rank: 2,
    }),
    finished(known, {
      title: `End the offline sessions of ${known.clientId}`,
      operation: { name: 'client.offline_sessions', object: objectOf(known), parameters: {} },
      before: { offlineSessions: 'some' },
      after: null,
      notRestored: ['Customers whose offline sessions end have to sign in to it again.'],
      rank: 2,
    }),
  ];
}

/** Scopes that stay, by name: roles of the service account and client scopes alike. */
function keeping({ parameters }: Wish): ((name: string) => boolean) | null {
  const { scopes } = parameters;
  if (typeof scopes !== 'object') return null;
  const kept = new Set(scopes);
  return (name) => kept.has(name);
}

function rescoping(known: Known, wish: Wish): readonly Proposal[] | Refusal {
  const keeps = keeping(wish);
  if (keeps === null) return { refused: 'Name the scopes that stay.' };
  const held = new Set(wish.subject.identity.grants.flatMap((grant) => grant.scopes.map(({ name }) => name)));
  // Scopes that the inventory does not show as held (protocol scopes such as `basic`) are not meant.
  const stays = (name: string): boolean => !held.has(name) || keeps(name);
  const steps = [unroling(known, stays), scoping(known, stays, true)].filter((step) => step !== null);
  return steps.length === 0 ? { refused: `${known.clientId} holds no more than that already.` } : steps;
}

function shortening(known: Known, { parameters, subject }: Wish): readonly Proposal[] | Refusal {
  const seconds = Number(parameters['seconds']);
  if (!Number.isInteger(seconds) || seconds < 60)
    return { refused: 'Name a lifetime in whole seconds, 60 at the least.' };
  const attributes: Record<string, string> = { 'access.token.lifespan': String(seconds) };
  const offline = Number(parameters['offline_seconds']);
  const hasOffline = subject.identity.tokenPolicy?.offline === true;
  if (hasOffline && Number.isInteger(offline) && offline >= seconds) {
    attributes['client.offline.session.idle.timeout'] = String(offline);
  }
  return [attributing(known, `Shorten the tokens of ${known.clientId} to ${seconds} s`, attributes)];
}

function rotating(known: Known): readonly Proposal[] | Refusal {
  const { client } = known;
  if (client['publicClient'] === true) return { refused: `${known.clientId} is public: it has no secret.` };
  const method = textOf(client['clientAuthenticatorType']) || 'client-secret';
  if (!method.startsWith('client-secret')) {
    return { refused: `${known.clientId} signs with a key (${method}): its holder rotates it, nobody else can.` };
  }
  const before = secretState(client);
  return [
    finished(known, {
      title: `Rotate the secret of ${known.clientId}`,
      operation: { name: 'client.secret', object: objectOf(known), parameters: {} },
      before,
      after: { ...before, secretCreatedAt: newSecret },
      notRestored: ['The old secret is gone.'],
      disrupts: [...known.disrupts, 'Whoever uses the old secret is refused until it has the new one.'],
      rank: 3,
    }),
  ];
}

function quarantining(known: Known): readonly Proposal[] {
  return [
    unroling(known, () => false),
    // Keycloak gives this scope back with every change of a client that has a service account; it grants nothing.
    scoping(known, (name) => name === 'service_account', false),
    attributing(known, `Mark ${known.clientId} as quarantined`, { 'nhi.quarantined': 'true' }),
  ].filter((step) => step !== null);
}

function deleting(known: Known): readonly Proposal[] {
  return [
    disabling(known),
    finished(known, {
      title: `Delete client ${known.clientId}`,
      operation: { name: 'client.exists', object: objectOf(known), parameters: {} },
      before: existsState(known.client),
      after: null,
      notRestored: ['A client that is made anew has another id, another secret and no role mappings.'],
      rank: 4,
    }),
  ];
}

/** One customer's consent to one client. */
function withdrawing({ target, subject }: Wish, realm: string): readonly Proposal[] | Refusal {
  const known = knownOf(subject, realm);
  if ('refused' in known) return known;
  const grant = subject.identity.grants.find(({ id }) => id === target.ref);
  if (grant === undefined || grant.onBehalfOf === null)
    return { refused: 'This consent is not there any more, or stands for several people.' };
  const user = subject.externalIdOf(grant.onBehalfOf);
  if (user === null)
    return { refused: 'The person who gave it is not in the inventory: sync the tenant with its people.' };
  return [
    finished(known, {
      title: `Withdraw ${subject.nameOf(grant.onBehalfOf) ?? user}’s consent to ${known.clientId}`,
      operation: { name: 'consent.exists', object: { realm, user, clientId: known.clientId }, parameters: {} },
      before: { clientId: known.clientId, scopes: grant.scopes.map(({ name }) => name).sort() },
      after: null,
      notRestored: ['Only the person can give it again.'],
      disrupts: ['The agent has to ask this person again.'],
      rank: 2,
    }),
  ];
}

export function propose(wish: Wish, settings: Readonly<Record<string, string>>): readonly Proposal[] | Refusal {
  const realm = settings['realm'] ?? '';
  const { intent, target, subject } = wish;
  if (target.part === 'consent' || target.part === 'grant') {
    return intent === 'revoke' ? withdrawing(wish, realm) : { refused: 'A consent can be revoked, nothing else.' };
  }
  const known = knownOf(subject, realm);
  if ('refused' in known) return known;
  if (isOwn(known, settings)) {
    return { refused: 'The workbench itself signs in with it: it would lock itself out. Change it in Keycloak.' };
  }
  switch (intent) {
    case 'revoke':
      return revoking(known);
    case 'disable':
      return [disabling(known)];
    case 'rescope':
      return rescoping(known, wish);
    case 'shorten':
      return shortening(known, wish);
    case 'rotate':
      return rotating(known);
    case 'quarantine':
      return quarantining(known);
    case 'delete':
      return deleting(known);
    case 'assign_owner': {
      const { owner } = wish.parameters;
      if (typeof owner !== 'string' || owner === '') return { refused: 'Name the owner.' };
      return [attributing(known, `Make ${owner} the owner of ${known.clientId}`, { owner })];
    }
  }
}
