import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { introspect } from './introspect.ts';
import { jwks } from './jwks.ts';
import { metadata } from './metadata.ts';
import { protectedResource } from './protected-resource.ts';
import { revoke } from './revoke.ts';
import { token } from './token.ts';

/** Every path of the issuer. PAR, CIBA's backchannel and shared signals are each one more line. */
export const endpoints: readonly Endpoint[] = [metadata, protectedResource, jwks, token, introspect, revoke];
