import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { publicJson } from './metadata.ts';
import { paths } from './paths.ts';

/** The issuer as a resource (RFC 9728 §3): the audience of tokens that were asked for without one. */
export const protectedResource: Endpoint = {
  id: 'protected-resource',
  path: paths.protectedResource,
  methods: ['GET'],
  audience: 'protocol',
  handle: (_request, { issuer }) =>
    Promise.resolve(
      publicJson({
        resource: issuer,
        authorization_servers: [issuer],
        jwks_uri: issuer + paths.jwks,
        bearer_methods_supported: ['header'],
        resource_name: 'NHI Workbench local issuer',
      }),
    ),
};
