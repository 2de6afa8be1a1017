// The operation that takes another one back, given what was read before it. Pure.
import type { Proposal, Refusal } from '#engine/connectors/connector.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import { requestsOf } from './requests.ts';

const lost: Readonly<Record<string, string>> = {
  'client.exists': 'a deleted client cannot be brought back with its id and its secret',
  'client.successor': 'a secret that was made cannot be unmade: delete the new client',
  'user.tokens': 'tokens that were revoked cannot be brought back',
};

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function compensate(operation: Operation, before: Json): Omit<Proposal, 'rank'> | Refusal {
  const why = lost[operation.name];
  if (why !== undefined) return { refused: why };
  if (!isObject(before)) return { refused: 'it was not there before' };
  const { ClientId: _client, Username: _user, ...parameters } = before;
  const back: Operation = { ...operation, parameters };
  return {
    title: `Put back what ${operation.object['client'] ?? operation.object['user'] ?? ''} had (${operation.name})`,
    operation: back,
    requests: requestsOf(back, null),
    // The runner's receipt says what is there now.
    before: null,
    after: before,
    compensation: null,
    notRestored: [],
    disrupts: [],
    residual: null,
  };
}
