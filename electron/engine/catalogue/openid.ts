import { entries } from './entry.ts';

/** Scopes that mean the same at every issuer. */
export const openidScopes = entries('OpenID Connect Core 1.0 §5.4, §11', [
  ['openid', 3, 'read'],
  ['profile', 3, 'read'],
  ['email', 3, 'read'],
  ['address', 2, 'read'],
  ['phone', 2, 'read'],
  ['offline_access', 3, 'read'],
]);
