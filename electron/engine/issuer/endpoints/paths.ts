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
  /** Pages for a customer's browser. */
  signIn: '/sign-in',
  signOut: '/sign-out',
  consent: '/consent',
  account: '/account',
} as const;
