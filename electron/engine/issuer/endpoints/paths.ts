/** Where the endpoints are, relative to the issuer identifier. */
export const paths = {
  metadata: '/.well-known/oauth-authorization-server',
  protectedResource: '/.well-known/oauth-protected-resource',
  jwks: '/jwks',
  authorize: '/authorize',
  token: '/token',
  introspect: '/introspect',
  revoke: '/revoke',
  register: '/register',
} as const;
