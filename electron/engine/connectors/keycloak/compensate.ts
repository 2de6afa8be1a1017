// The operation that takes another one back, given what was read before it. Pure.
import type { Proposal, Refusal } from '#engine/connectors/connector.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import { requestsOf } from './requests.ts';
import { looseOf } from './states.ts';

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const lost: Readonly<Record<string, string>> = {
  // Moved back, tokens from before that a thief may hold would pass again.
  'client.not_before': 'tokens from before stay void',
  'client.offline_sessions': 'offline sessions that ended cannot be brought back',
  'client.secret': 'the old secret is gone',
  'client.exists': 'a deleted client cannot be brought back with its id',
  'consent.exists': 'only the person can give a consent again',
};

/** What of `before` the operation is told. */
function parametersOf(name: string, before: JsonObject): JsonObject {
  const { clientId: _clientId, ...rest } = before;
  return name === 'client.attributes' ? { attributes: before['attributes'] ?? {} } : rest;
}

export function compensate(operation: Operation, before: Json): Omit<Proposal, 'rank'> | Refusal {
  const why = lost[operation.name];
  if (why !== undefined) return { refused: why };
  if (!isObject(before)) return { refused: 'it was not there before' };
  const back: Operation = { ...operation, parameters: parametersOf(operation.name, before) };
  const name = operation.object['clientId'] ?? operation.object['user'] ?? '';
  const isEnabling = looseOf(back.parameters)['enabled'] === true;
  return {
    title: isEnabling ? `Enable ${name} again` : `Put back what ${name} had (${operation.name})`,
    operation: back,
    requests: requestsOf(back, operation.parameters),
    // The runner's receipt says what is there now.
    before: null,
    after: before,
    compensation: null,
    notRestored: [],
    disrupts: [],
    residual: null,
  };
}
