// Intents become operations, from the inventory alone: it says what the issuer does. Pure.

import { newSecret, type Proposal, type Refusal, type Wish } from '#engine/connectors/connector.ts';
import { putBack, takingBack } from '#engine/connectors/exchange/taking-back.ts';
import { known } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';

type Draft = Pick<Proposal, 'title' | 'before' | 'after' | 'rank'> &
  Partial<Proposal> & { readonly name: string; readonly parameters?: JsonObject };

function step(identity: Identity, { name, parameters = {}, ...draft }: Draft): Proposal {
  const { externalId, tokenPolicy } = identity;
  // The name is for whoever reads the undo of it.
  const operation: Operation = { name, object: { client: externalId, name: identity.name }, parameters };
  return {
    operation,
    // No request: the issuer is part of this program.
    requests: [{ method: 'CALL', path: name, body: parameters }],
    compensation: null,
    notRestored: [],
    disrupts: [],
    residual: tokenPolicy === null ? null : (known(tokenPolicy.accessTtl) ?? null),
    ...draft,
  };
}

const ownScopes = ({ grants }: Identity): readonly string[] =>
  [
    ...new Set(
      grants.filter(({ consent }) => consent === null).flatMap(({ scopes }) => scopes.map(({ name }) => name)),
    ),
  ].sort();

function disabling(identity: Identity): Proposal {
  const before = { client: identity.externalId, enabled: identity.status === 'active' };
  return step(identity, {
    name: 'client.enabled',
    title: `Disable ${identity.name}`,
    parameters: { enabled: false },
    before,
    after: { ...before, enabled: false },
    rank: 1,
  });
}

function scoping(identity: Identity, scopes: readonly string[]): Proposal | Refusal {
  const before = { client: identity.externalId, scopes: ownScopes(identity) };
  const after = { ...before, scopes: [...scopes].sort() };
  if (JSON.stringify(before) === JSON.stringify(after))
    return { refused: `${identity.name} holds no more than that already.` };
  return step(identity, {
    name: 'client.scopes',
    title: `Take scopes from ${identity.name}`,
    parameters: { scopes: after.scopes },
    before,
    after,
    rank: 1,
  });
}

function shortening(identity: Identity, seconds: number): Proposal | Refusal {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600)
    return { refused: 'Name a lifetime of 1 to 3600 whole seconds.' };
  const { tokenPolicy } = identity;
  const own = tokenPolicy?.accessTtlFrom === 'client' ? (known(tokenPolicy.accessTtl) ?? null) : null;
  const before = { client: identity.externalId, access_ttl: own };
  return step(identity, {
    name: 'client.access_ttl',
    title: `Shorten the tokens of ${identity.name} to ${seconds} s`,
    parameters: { access_ttl: seconds },
    before,
    after: { ...before, access_ttl: seconds },
    rank: 1,
  });
}

function withdrawing({ subject: { identity }, target }: Wish): Proposal | Refusal {
  const grant = identity.grants.find(({ id }) => id === target.ref);
  if (grant?.consent?.status !== 'live') return { refused: 'This consent is not live any more.' };
  const operation: Operation = {
    name: 'consent.exists',
    object: { client: identity.externalId, consent: grant.consent.id },
    parameters: {},
  };
  const before = { client: identity.externalId, scopes: grant.scopes.map(({ name }) => name).sort() };
  return {
    ...step(identity, {
      name: operation.name,
      title: `Withdraw a consent to ${identity.name}`,
      before,
      after: null,
      rank: 2,
    }),
    operation,
    notRestored: ['Only the customer can give it again.'],
  };
}

/** `target.ref`: the jti. */
function revokingToken({ subject: { identity }, target }: Wish): Proposal {
  const operation: Operation = {
    name: 'token.lives',
    object: { client: identity.externalId, token: target.ref },
    parameters: {},
  };
  const before = { client: identity.externalId, lives: true };
  return {
    ...step(identity, {
      name: operation.name,
      title: `Revoke token ${target.ref} of ${identity.name}`,
      before,
      after: { ...before, lives: false },
      rank: 2,
    }),
    operation,
    notRestored: ['A token that was revoked cannot be brought back; its client may get another one.'],
    effect: { stopsNewTokens: 'no', undo: 'none' },
  };
}

const one = (found: Proposal | Refusal): readonly Proposal[] | Refusal => ('refused' in found ? found : [found]);

export function propose(wish: Wish): readonly Proposal[] | Refusal {
  const { intent, target, parameters, subject } = wish;
  const { identity } = subject;
  if (identity.kind === 'human') return { refused: 'A customer is changed in the Local Issuer editor.' };
  if (target.part === 'credential')
    return intent === 'revoke' ? [revokingToken(wish)] : { refused: 'A token can be revoked, nothing else.' };
  if (target.part !== 'identity')
    return intent === 'revoke' ? one(withdrawing(wish)) : { refused: 'A consent can be revoked, nothing else.' };
  const client = identity.externalId;
  switch (intent) {
    case 'disable':
      return [disabling(identity)];
    case 'revoke':
      // Disabling takes every token down at once; what was issued before stays dead when it is enabled again.
      return [disabling(identity)];
    case 'quarantine':
      return one(scoping(identity, []));
    case 'rescope': {
      const { scopes } = parameters;
      if (typeof scopes !== 'object') return { refused: 'Name the scopes that stay.' };
      return one(
        scoping(
          identity,
          ownScopes(identity).filter((name) => scopes.includes(name)),
        ),
      );
    }
    case 'shorten':
      return one(shortening(identity, Number(parameters['seconds'])));
    case 'rotate': {
      const at = identity.credentials.flatMap(({ createdAt }) => known(createdAt) ?? []);
      const before = { client, secret_at: at.length === 0 ? null : Math.max(...at) };
      return [
        step(identity, {
          name: 'client.secret',
          title: `Rotate ${identity.name}`,
          before,
          after: { ...before, secret_at: newSecret },
          notRestored: ['The old secret is gone.'],
          rank: 3,
        }),
      ];
    }
    case 'delete':
      return [
        disabling(identity),
        step(identity, {
          name: 'client.exists',
          title: `Delete ${identity.name}`,
          before: { client },
          after: null,
          notRestored: ['A client that is made anew has another id.'],
          rank: 4,
        }),
      ];
    case 'assign_owner': {
      const { owner } = parameters;
      if (typeof owner !== 'string' || owner === '') return { refused: 'Name the owner.' };
      const now = (known(identity.owners) ?? [])[0]?.name ?? null;
      return [
        step(identity, {
          name: 'client.owner',
          title: `Make ${owner} the owner of ${identity.name}`,
          parameters: { owner },
          before: { client, owner: now },
          after: { client, owner },
          rank: 1,
        }),
      ];
    }
  }
}

/** Pure. */
export const compensate = takingBack({
  lost: {
    'client.secret': 'the old secret is gone',
    'client.exists': 'a deleted client cannot be brought back with its id',
    'token.lives': 'a token that was revoked cannot be brought back',
    'consent.exists': 'only the customer can give a consent again',
  },
  back(operation, { client: _client, ...parameters }) {
    const isEnabling = parameters['enabled'] === true;
    const { name = 'it' } = operation.object;
    return {
      title: isEnabling ? `Enable ${name} again` : putBack(operation, name),
      operation: { ...operation, parameters },
      requests: [{ method: 'CALL', path: operation.name, body: parameters }],
      notRestored: isEnabling ? ['Tokens that were issued before stay dead.'] : [],
    };
  },
});
