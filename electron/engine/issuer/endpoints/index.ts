import type { Browsing } from '#engine/issuer/browsing.ts';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { account } from './account.ts';
import { authorize } from './authorize.ts';
import { consent } from './consent.ts';
import { introspect } from './introspect.ts';
import { jwks } from './jwks.ts';
import { metadata } from './metadata.ts';
import { protectedResource } from './protected-resource.ts';
import { register } from './register.ts';
import { registeredClient } from './registered-client.ts';
import { revoke } from './revoke.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { token } from './token.ts';

/** Every path of the issuer. PAR, CIBA's backchannel and shared signals are each one more line. */
export const createEndpoints = (browsing: Browsing): readonly Endpoint[] => [
  metadata,
  protectedResource,
  jwks,
  token,
  introspect,
  revoke,
  register(),
  registeredClient,
  authorize(browsing),
  signIn(browsing),
  signOut(browsing),
  consent(browsing),
  account(browsing),
];
