// oidc-provider with its in-memory adapter and one confidential client: JWTs for /jwt, opaque tokens otherwise. Its
// argument is the algorithm that signs.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const [, , alg = 'EdDSA'] = process.argv;
const { privateKey } = await generateKeyPair(alg, { extractable: true });
const key = { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: 'k1' };
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    clients: [
      {
        client_id: 'client',
        client_secret: 'the-secret',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: alg,
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'orders.read',
          audience: resource,
          accessTokenTTL: 600,
          accessTokenFormat: resource.endsWith('/jwt') ? 'jwt' : 'opaque',
          ...(resource.endsWith('/jwt') ? { jwt: { sign: { alg } } } : {}),
        }),
      },
    },
  });
  server.on('request', provider.callback());
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});
