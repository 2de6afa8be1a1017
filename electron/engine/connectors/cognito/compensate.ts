// The operation that takes another one back, given what was read before it. Pure.
import { putBack, takingBack } from '#engine/connectors/exchange/taking-back.ts';
import { requestsOf } from './requests.ts';

export const compensate = takingBack({
  lost: {
    'client.exists': 'a deleted client cannot be brought back with its id and its secret',
    'client.successor': 'a secret that was made cannot be unmade: delete the new client',
    'user.tokens': 'tokens that were revoked cannot be brought back',
  },
  back(operation, { ClientId: _client, Username: _user, ...parameters }) {
    const back = { ...operation, parameters };
    const { client, user } = operation.object;
    return { title: putBack(operation, client ?? user), operation: back, requests: requestsOf(back, null) };
  },
});
