// The operation that takes another one back, given what was read before it. Pure.
import { putBack, takingBack } from '#engine/connectors/exchange/taking-back.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import { requestsOf } from './requests.ts';
import { looseOf } from './states.ts';

/** What of `before` the operation is told. */
function parametersOf(name: string, before: JsonObject): JsonObject {
  const { clientId: _clientId, ...rest } = before;
  return name === 'client.attributes' ? { attributes: before['attributes'] ?? {} } : rest;
}

export const compensate = takingBack({
  lost: {
    // Moved back, tokens from before that a thief may hold would pass again.
    'client.not_before': 'tokens from before stay void',
    'client.offline_sessions': 'offline sessions that ended cannot be brought back',
    'client.secret': 'the old secret is gone',
    'client.exists': 'a deleted client cannot be brought back with its id',
    'consent.exists': 'only the person can give a consent again',
  },
  back(operation, before) {
    const back: Operation = { ...operation, parameters: parametersOf(operation.name, before) };
    const name = operation.object['clientId'] ?? operation.object['user'];
    const isEnabling = looseOf(back.parameters)['enabled'] === true;
    return {
      title: isEnabling ? `Enable ${name ?? ''} again` : putBack(operation, name),
      operation: back,
      requests: requestsOf(back, operation.parameters),
    };
  },
});
