import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation, ShownRequest } from '#shared/model/plan.ts';
import { targetOf } from './api.ts';
import { changeOf, type Loose, representationOf, successorName } from './states.ts';

const replaced = new Set(['client.flows', 'client.scopes', 'client.validity']);

/** What a new client is made of: everything but what makes it the old one. */
export function successorOf(client: Loose): JsonObject {
  const { ClientId: _id, ...rest } = representationOf(client, {});
  return { ...rest, ClientName: successorName(client), GenerateSecret: true };
}

/** What will be sent. `client`: as it was read last; null: nobody knows yet, and the runner sends it as it reads it then. */
export function requestsOf({ name, object, parameters }: Operation, client: Loose | null): readonly ShownRequest[] {
  const { pool = '', client: id = '', user = '' } = object;
  const post = (action: string, body: JsonObject): ShownRequest => ({
    method: 'POST',
    path: targetOf(action),
    body: { UserPoolId: pool, ...body } satisfies Json,
  });
  if (replaced.has(name)) {
    const known = client ?? { '…': 'every other member as it is read then' };
    const body = { ...representationOf(known, changeOf(name, known, parameters)), ClientId: id };
    return [post('UpdateUserPoolClient', body)];
  }
  switch (name) {
    case 'client.successor':
      return [post('CreateUserPoolClient', client === null ? {} : successorOf(client))];
    case 'client.exists':
      return [post('DeleteUserPoolClient', { ClientId: id })];
    case 'user.enabled':
      return [post(parameters['Enabled'] === true ? 'AdminEnableUser' : 'AdminDisableUser', { Username: user })];
    case 'user.tokens':
      return [post('AdminUserGlobalSignOut', { Username: user })];
    default:
      return [];
  }
}
