// Intents become operations, from what the last sync or import said. Pure.

import { newSecret, type Proposal, type Refusal, type Wish } from '#engine/connectors/connector.ts';
import { putBack, takingBack } from '#engine/connectors/exchange/taking-back.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation, ShownRequest } from '#shared/model/plan.ts';
import {
  existsState,
  grantsState,
  type Loose,
  lifespanNames,
  lifespansState,
  looseOf,
  ownerState,
  scopeState,
  scopesOf,
  secretState,
  textOf,
} from './states.ts';

interface Known {
  readonly id: string;
  readonly client: Loose;
  readonly residual: number | null;
}

const noLastUse = 'Nobody knows when it was last used: Hydra records no use.';

function knownOf({ subject: { identity, records } }: Wish): Known | Refusal {
  const client = records.map(({ raw }) => looseOf(raw)).find((raw) => textOf(raw['client_id']) !== '');
  if (client === undefined) return { refused: 'Hydra’s connector changes clients and consents; this is neither.' };
  const access = identity.tokenPolicy?.accessTtl;
  return {
    id: textOf(client['client_id']),
    client,
    residual: access === undefined || isUnknown(access) ? null : access,
  };
}

/** What will be sent, for the plan editor. */
export function requestsOf({ name, object, parameters }: Operation): readonly ShownRequest[] {
  const { client = '', subject = '' } = object;
  const path = `/admin/clients/${client}`;
  const patch = (member: string): ShownRequest => ({
    method: 'PATCH',
    path,
    body: [{ op: 'replace', path: `/${member}`, value: parameters[member] ?? null }],
  });
  switch (name) {
    case 'client.scope':
      return [
        {
          method: 'PATCH',
          path,
          body: [{ op: 'replace', path: '/scope', value: textList(parameters['scope']).join(' ') }],
        },
      ];
    case 'client.grant_types':
      return [patch('grant_types')];
    case 'client.owner':
      return [patch('owner')];
    case 'client.lifespans':
      return [{ method: 'PUT', path: `${path}/lifespans`, body: parameters }];
    case 'client.secret':
      return [{ method: 'POST', path: `${path}/secrets/rotate`, body: null }];
    case 'client.tokens':
      return [{ method: 'DELETE', path: `/admin/oauth2/tokens?client_id=${client}`, body: null }];
    case 'client.exists':
      return [{ method: 'DELETE', path, body: null }];
    case 'consent.exists':
      return [
        {
          method: 'DELETE',
          path: `/admin/oauth2/auth/sessions/consent?subject=${subject}&client=${client}`,
          body: null,
        },
      ];
    default:
      return [];
  }
}

const textList = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

type Draft = Pick<Proposal, 'title' | 'before' | 'after' | 'rank'> &
  Partial<Proposal> & { readonly name: string; readonly parameters?: JsonObject };

function step(known: Known, { name, parameters = {}, ...draft }: Draft): Proposal {
  const operation: Operation = { name, object: { client: known.id }, parameters };
  return {
    operation,
    requests: requestsOf(operation),
    compensation: null,
    notRestored: [],
    disrupts: [noLastUse],
    residual: known.residual,
    ...draft,
  };
}

function grantless(known: Known): Proposal {
  const before = grantsState(known.client);
  return step(known, {
    name: 'client.grant_types',
    title: `Take the grant types from ${known.id}`,
    parameters: { grant_types: [] },
    before,
    after: { ...before, grant_types: [] },
    rank: 1,
  });
}

const revoking = (known: Known): readonly Proposal[] => [
  grantless(known),
  step(known, {
    name: 'client.tokens',
    title: `Delete the tokens of ${known.id}`,
    before: { tokens: 'some' },
    after: { tokens: 'none' },
    unverifiable:
      'Hydra says that they are deleted; it cannot list tokens, so nothing shows it but a token that is tried',
    notRestored: ['Whoever held a token has to get a new one.'],
    rank: 2,
  }),
];

function scoping(known: Known, scopes: readonly string[], title: string): Proposal | Refusal {
  const before = scopeState(known.client);
  const after = { ...before, scope: [...scopes].sort() };
  if (JSON.stringify(before) === JSON.stringify(after))
    return { refused: `${known.id} holds no more than that already.` };
  return step(known, { name: 'client.scope', title, parameters: { scope: after.scope }, before, after, rank: 1 });
}

function shortening(known: Known, seconds: number): Proposal | Refusal {
  if (!Number.isInteger(seconds) || seconds < 60)
    return { refused: 'Name a lifetime in whole seconds, 60 at the least.' };
  const before = lifespansState(known.client);
  const lifespans: JsonObject = Object.fromEntries(
    lifespanNames.map((name): [string, Json] => [
      name,
      name.startsWith('refresh_token') ? (before[name] ?? null) : `${seconds}s`,
    ]),
  );
  return step(known, {
    name: 'client.lifespans',
    title: `Shorten the tokens of ${known.id} to ${seconds} s`,
    parameters: lifespans,
    before,
    after: { ...before, ...lifespans },
    rank: 1,
  });
}

function rotating(known: Known): Proposal | Refusal {
  const method = textOf(known.client['token_endpoint_auth_method']);
  if (method === 'none' || method === 'private_key_jwt') return { refused: `${known.id} has no secret (${method}).` };
  const before = secretState(known.client);
  return step(known, {
    name: 'client.secret',
    title: `Rotate the secret of ${known.id}`,
    before,
    after: { ...before, updated_at: newSecret },
    notRestored: ['A secret that was made cannot be unmade; the old one stays valid until it is deleted.'],
    rank: 3,
  });
}

const deleting = (known: Known): readonly Proposal[] => [
  grantless(known),
  step(known, {
    name: 'client.exists',
    title: `Delete client ${known.id}`,
    before: existsState(known.client),
    after: null,
    notRestored: ['A client that is made anew has another secret, and no consents.'],
    rank: 4,
  }),
];

function withdrawing(wish: Wish, known: Known): Proposal | Refusal {
  const { target, subject } = wish;
  const grant = subject.identity.grants.find(({ id }) => id === target.ref);
  const person = grant?.onBehalfOf == null ? null : subject.externalIdOf(grant.onBehalfOf);
  if (grant === undefined || person === null)
    return { refused: 'This consent is not there any more, or nobody knows who gave it.' };
  const before = { client_id: known.id, scopes: grant.scopes.map(({ name }) => name).sort() };
  const operation: Operation = {
    name: 'consent.exists',
    object: { client: known.id, subject: person },
    parameters: {},
  };
  const draft = step(known, {
    name: operation.name,
    title: `Revoke the consent of ${person} to ${known.id}`,
    before,
    after: null,
    rank: 2,
  });
  return { ...draft, operation, requests: requestsOf(operation), notRestored: ['Only the person can give it again.'] };
}

export function propose(wish: Wish): readonly Proposal[] | Refusal {
  const { intent, target, parameters } = wish;
  const known = knownOf(wish);
  if ('refused' in known) return known;
  const one = (found: Proposal | Refusal): readonly Proposal[] | Refusal => ('refused' in found ? found : [found]);
  if (target.part === 'consent' || target.part === 'grant') {
    return intent === 'revoke' ? one(withdrawing(wish, known)) : { refused: 'A consent can be revoked, nothing else.' };
  }
  switch (intent) {
    case 'revoke':
      return revoking(known);
    case 'disable':
      return [grantless(known)];
    case 'quarantine':
      return one(scoping(known, [], `Take every scope from ${known.id}`));
    case 'rescope': {
      const { scopes } = parameters;
      if (typeof scopes !== 'object') return { refused: 'Name the scopes that stay.' };
      const held = scopesOf(known.client['scope']);
      return one(
        scoping(
          known,
          held.filter((scope) => scopes.includes(scope)),
          `Take scopes from ${known.id}`,
        ),
      );
    }
    case 'shorten':
      return one(shortening(known, Number(parameters['seconds'])));
    case 'rotate':
      return one(rotating(known));
    case 'delete':
      return deleting(known);
    case 'assign_owner': {
      const { owner } = parameters;
      if (typeof owner !== 'string' || owner === '') return { refused: 'Name the owner.' };
      const before = ownerState(known.client);
      return [
        step(known, {
          name: 'client.owner',
          title: `Make ${owner} the owner of ${known.id}`,
          parameters: { owner },
          before,
          after: { ...before, owner },
          rank: 1,
        }),
      ];
    }
  }
}

/** The operation that takes another one back, given what was read before it. Pure. */
export const compensate = takingBack({
  lost: {
    'client.tokens': 'tokens that were deleted cannot be brought back',
    'client.secret': 'a secret that was made cannot be unmade',
    'client.exists': 'a deleted client cannot be brought back with its secret',
    'consent.exists': 'only the person can give a consent again',
  },
  back(operation, { client_id: _id, ...parameters }) {
    const back: Operation = { ...operation, parameters };
    return { title: putBack(operation, operation.object['client']), operation: back, requests: requestsOf(back) };
  },
});
