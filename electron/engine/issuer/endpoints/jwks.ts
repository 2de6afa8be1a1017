import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { publicJson } from './metadata.ts';
import { paths } from './paths.ts';

/** The keys that verify this issuer's tokens (RFC 7517 §5): the active one, and those that tokens alive were signed by. */
export const jwks: Endpoint = {
  id: 'jwks',
  path: paths.jwks,
  methods: ['GET'],
  audience: 'protocol',
  handle: (_request, { signer }) => Promise.resolve(publicJson(signer.jwks())),
};
