import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { grantFlows } from '#engine/issuer/grants/index.ts';
import { algorithms, authMethods } from '#engine/issuer/model.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import { paths } from './paths.ts';

/** Authorization server metadata (RFC 8414 §2, §3.2). Every list is the one that the endpoints go by. */
export const metadata: Endpoint = {
  id: 'metadata',
  path: paths.metadata,
  methods: ['GET'],
  audience: 'protocol',
  handle: (_request, ports) => Promise.resolve(publicJson(metadataOf(ports))),
};

export function metadataOf({ issuer, settings }: Pick<IssuerPorts, 'issuer' | 'settings'>): Record<string, unknown> {
  const methods = authMethods;
  return {
    issuer,
    authorization_endpoint: issuer + paths.authorize,
    token_endpoint: issuer + paths.token,
    jwks_uri: issuer + paths.jwks,
    introspection_endpoint: issuer + paths.introspect,
    revocation_endpoint: issuer + paths.revoke,
    ...(settings.registration ? { registration_endpoint: issuer + paths.register } : {}),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: grantFlows.map(({ id }) => id),
    token_endpoint_auth_methods_supported: methods,
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint_auth_methods_supported: methods.filter((method) => method !== 'none'),
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    code_challenge_methods_supported: ['S256'],
    // RFC 9207 §3, RFC 9449 §5.1.
    authorization_response_iss_parameter_supported: true,
    dpop_signing_alg_values_supported: algorithms,
    // RFC 8707 has no member of its own; RFC 9728 §4 names what is protected.
    protected_resources: [issuer],
  };
}

/** What everybody may know and may keep for a little while. */
export const publicJson = (value: unknown) => ({
  status: 200,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=60', Pragma: '' },
  body: JSON.stringify(value),
});
