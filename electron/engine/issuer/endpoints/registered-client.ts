import type { Endpoint } from '#engine/issuer/endpoint.ts';
import type { Client } from '#engine/issuer/model.ts';
import type { HttpRequest, IssuerPorts } from '#engine/issuer/ports.ts';
import { registrant } from '#engine/issuer/registration/admission.ts';
import { invalid, readMetadata } from '#engine/issuer/registration/client-metadata.ts';
import { newOpaqueValue } from '#engine/issuer/tokens/opaque-value.ts';
import { paths } from './paths.ts';
import { answerOf, readBody, recorded } from './register.ts';

/** Client configuration (RFC 7592): a registered client reads, replaces or deletes itself. */
export const registeredClient: Endpoint = {
  id: 'registered-client',
  path: `${paths.register}/*`,
  methods: ['GET', 'PUT', 'DELETE'],
  audience: 'protocol',
  handle(request, ports) {
    const clientId = request.path.slice(paths.register.length + 1);
    return recorded(request, ports, clientId, async () => {
      const { client, value } = registrant(request, clientId, ports);
      if (request.method === 'GET') return { client, answer: answerOf(client, value, ports, null), status: 200 };
      if (request.method === 'DELETE') return { client: null, answer: null, status: 204 };
      return replace(request, client, ports);
    });
  },
};

/** RFC 7592 §2.2: the whole metadata anew. It may narrow its scopes, and the registration access token is a new one. */
function replace(request: HttpRequest, client: Client, ports: IssuerPorts) {
  const given = readBody(request);
  if (given['client_id'] !== client.id) throw invalid('client_id is missing or another one.');
  const { client_secret: secret } = given;
  if (secret !== undefined && !client.secrets.some(({ hash }) => hash === ports.hash.sha256(String(secret)))) {
    throw invalid('client_secret is not the one of this client.');
  }
  const registered = readMetadata(given, client.scopes, ports);
  const isSecret = registered.auth.startsWith('client_secret');
  const made = isSecret && client.secrets.length === 0 ? newOpaqueValue('clientSecret', ports.random) : null;
  const token = newOpaqueValue('registrationToken', ports.random);
  const createdAt = ports.clock.now();
  const fresh =
    made === null ? [] : [{ id: 'sec_1', hash: ports.hash.sha256(made), prefix: '', createdAt, expiresAt: null }];
  const replaced: Client = {
    ...client,
    ...registered,
    secrets: isSecret ? [...client.secrets, ...fresh] : [],
    registrationHash: ports.hash.sha256(token),
  };
  return { client: replaced, answer: answerOf(replaced, token, ports, made), status: 200 };
}
