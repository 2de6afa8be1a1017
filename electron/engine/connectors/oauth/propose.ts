// Intents become operations, from what the last sync said. Pure.

import { newSecret, type Proposal, type Refusal, type Wish } from '#engine/connectors/connector.ts';
import { putBack, takingBack } from '#engine/connectors/exchange/taking-back.ts';
import { masked } from '#shared/lib/masked.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Operation, ShownRequest } from '#shared/model/plan.ts';
import { updateOf } from './operations.ts';
import {
  contactsState,
  existsState,
  grantsState,
  type Loose,
  looseOf,
  scopeState,
  scopesOf,
  textOf,
} from './states.ts';

const noLastUse = 'Nobody knows when it was last used: no standard records it.';

/** As people know it. */
const nameOf = (client: Loose): string => textOf(client['client_name']) || textOf(client['client_id']);

const pathOf = (url: unknown): string => (URL.canParse(textOf(url)) ? new URL(textOf(url)).pathname : '');

/** What will be sent of the registration; the secret in it is masked. */
function putOf(client: Loose, change: JsonObject): readonly ShownRequest[] {
  const { issuer: _issuer, ...rest } = client;
  const body = updateOf({ client_id: '', ...rest }, change);
  return [{ method: 'PUT', path: pathOf(client['registration_client_uri']), body }];
}

type Draft = Pick<Proposal, 'title' | 'before' | 'after' | 'rank' | 'requests'> &
  Partial<Proposal> & { readonly name: string; readonly parameters?: JsonObject };

function step(object: Operation['object'], { name, parameters = {}, ...draft }: Draft): Proposal {
  const operation: Operation = { name, object, parameters };
  return { operation, compensation: null, notRestored: [], disrupts: [noLastUse], residual: null, ...draft };
}

const mayRenew = 'The server may give a new registration access token or secret with its answer; they are kept sealed.';

function updating(
  client: Loose,
  draft: Pick<Draft, 'name' | 'title' | 'rank'> & {
    readonly before: JsonObject;
    readonly change: JsonObject;
    readonly sent: JsonObject;
  },
): Proposal | Refusal {
  const { name, title, rank, before, change, sent } = draft;
  const after = { ...before, ...change };
  if (JSON.stringify(before) === JSON.stringify(after)) return { refused: `${title}: it is so already.` };
  const requests = putOf(client, sent);
  const id = textOf(client['client_id']);
  return step(
    { client: id },
    { name, title, rank, before, after, parameters: change, requests, notRestored: [mayRenew] },
  );
}

function disabling(client: Loose): Proposal | Refusal {
  const none = { grant_types: [], response_types: [] };
  const title = `Take the grant types from ${nameOf(client)}`;
  const before = grantsState(client);
  const proposal = updating(client, { name: 'client.grant_types', title, rank: 1, before, change: none, sent: none });
  return proposal;
}

/** Of a verb that at large is about one token. */
const stopping = (found: Proposal | Refusal): Proposal | Refusal =>
  'refused' in found ? found : { ...found, effect: { stopsNewTokens: 'yes', killsLiveTokens: 'unknown' } };

function scoping(client: Loose, scopes: readonly string[]): Proposal | Refusal {
  const id = nameOf(client);
  const kept = scopesOf(client['scope']).filter((scope) => scopes.includes(scope));
  if (kept.length === 0)
    return {
      refused: `${id} would be left without a scope, which means the server’s default (RFC 7591 §2): disable it.`,
    };
  return updating(client, {
    name: 'client.scope',
    title: `Take scopes from ${id}`,
    rank: 1,
    before: scopeState(client),
    change: { scope: kept },
    sent: { scope: kept.join(' ') },
  });
}

function rotating({ subject: { identity } }: Wish, client: Loose): Proposal | Refusal {
  const id = textOf(client['client_id']);
  const secret = identity.credentials.find(({ kind }) => kind === 'client_secret' || kind === 'secret_jwt');
  if (secret === undefined) return { refused: `${id} has no secret.` };
  if (isUnknown(secret.fingerprint))
    return { refused: `The server does not show the secret of ${id}, so nothing would tell whether it changed.` };
  const before = { client_id: id, client_secret: masked(secret.fingerprint) };
  return step(
    { client: id },
    {
      name: 'client.secret',
      title: `Ask for a new secret of ${nameOf(client)}`,
      before,
      after: { ...before, client_secret: newSecret },
      requests: putOf(client, {}),
      notRestored: ['The old secret is dead as soon as there is a new one.'],
      rank: 3,
    },
  );
}

function owning(client: Loose, owner: unknown): Proposal | Refusal {
  if (typeof owner !== 'string' || owner === '') return { refused: 'Name the owner.' };
  const contacts = { contacts: [owner] };
  const title = `Make ${owner} the contact of ${nameOf(client)}`;
  const before = contactsState(client);
  return updating(client, { name: 'client.contacts', title, rank: 1, before, change: contacts, sent: contacts });
}

function deleting(client: Loose): Proposal {
  const id = textOf(client['client_id']);
  return step(
    { client: id },
    {
      name: 'client.exists',
      title: `Delete client ${nameOf(client)}`,
      before: existsState(client),
      after: null,
      requests: [{ method: 'DELETE', path: pathOf(client['registration_client_uri']), body: null }],
      notRestored: ['A client that is registered anew has another id, another secret, and no consents.'],
      rank: 4,
    },
  );
}

function revoking({ subject: { identity } }: Wish, token: Loose): Proposal | Refusal {
  const name = textOf(token['token_name']);
  const { active } = token;
  if (active === false)
    return {
      refused: `${name} is not active: it has ended, is of another client that the server says nothing of, or is no OAuth token of this server (RFC 7662 §2.2).`,
    };
  const hint = textOf(token['token_type_hint']);
  const body = { token: '«the token»', ...(hint === '' ? {} : { token_type_hint: hint }) };
  const access = identity.tokenPolicy?.accessTtl;
  const client = textOf(token['client_id']);
  return step(
    { token: name },
    {
      name: 'token.active',
      parameters: client === '' ? {} : { issued_to: client },
      title: `Revoke the token ${name}`,
      before: { token: name, active: active === true ? true : 'unknown' },
      after: { token: name, active: false },
      requests: [{ method: 'POST', path: 'revocation_endpoint', body }],
      residual: access === undefined || isUnknown(access) ? null : access,
      notRestored: ['A token that was revoked cannot be brought back.'],
      rank: 2,
      ...(active === true
        ? {}
        : { unverifiable: 'the server answers 200 to every token (RFC 7009 §2.2), and nobody here may introspect it' }),
    },
  );
}

export function propose(wish: Wish, settings: Readonly<Record<string, string>>): readonly Proposal[] | Refusal {
  const { intent, target, parameters, subject } = wish;
  const raws = subject.records.filter(({ importer }) => importer === 'oauth').map(({ raw }) => looseOf(raw));
  if (target.part !== 'identity' && target.part !== 'credential')
    return { refused: 'No standard takes back a consent or a grant at the server: revoke its tokens.' };
  const one = (found: Proposal | Refusal): readonly Proposal[] | Refusal => ('refused' in found ? found : [found]);
  const token = raws.find((raw) => textOf(raw['token_name']) !== '');
  if (token !== undefined)
    return intent === 'revoke' ? one(revoking(wish, token)) : { refused: 'A token can be revoked, nothing else.' };
  const client = raws.find((raw) => textOf(raw['registration_client_uri']) !== '');
  if (client === undefined)
    return { refused: 'No registration access token of it was given, or the server does not take it (RFC 7592).' };
  if (textOf(client['client_id']) === settings['clientId'])
    return { refused: 'The workbench itself works as it: it would lock itself out. Change it at the server.' };
  switch (intent) {
    // RFC 7009 revokes tokens that are known: those of the client are targets of their own.
    case 'revoke':
      return one(stopping(disabling(client)));
    case 'disable':
      return one(disabling(client));
    case 'rescope':
      return typeof parameters['scopes'] === 'object'
        ? one(scoping(client, parameters['scopes']))
        : { refused: 'Name the scopes that stay.' };
    case 'rotate':
      return one(rotating(wish, client));
    case 'delete':
      return [deleting(client)];
    case 'assign_owner':
      return one(owning(client, parameters['owner']));
    case 'shorten':
      return { refused: 'No standard sets how long tokens of a client live: do it at the server.' };
    case 'quarantine':
      return { refused: 'An empty scope means the server’s own default (RFC 7591 §2): rescope it instead.' };
  }
}

/** The operation that takes another one back, given what was read before it. Pure. */
export const compensate = takingBack({
  lost: {
    'token.active': 'a token that was revoked cannot be brought back',
    'client.secret': 'a secret that was made cannot be unmade',
    'client.exists': 'a deleted registration cannot be brought back with its id and secret',
  },
  back(operation, { client_id: _id, ...parameters }) {
    const back: Operation = { ...operation, parameters };
    return {
      title: putBack(operation, operation.object['client']),
      operation: back,
      requests: [{ method: 'PUT', path: 'registration_client_uri', body: parameters }],
    };
  },
});
