import type { Attempt } from './attempt.ts';
import type { Token } from './model.ts';
import { OAuthError } from './oauth-error.ts';
import { readAccessToken } from './tokens/read-token.ts';

/** Types of tokens that are taken and given (RFC 8693 §3). Every access token in the form of a JWT is of both. */
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
export const jwtType = 'urn:ietf:params:oauth:token-type:jwt';

/**
 * The live access token of this issuer that a request presents as its subject or actor, whatever its audience. Throws
 * invalid_request (RFC 8693 §2.2.2).
 */
export async function readPresented(
  { ports, now }: Attempt,
  role: 'subject_token' | 'actor_token',
  value: string,
  type: string,
): Promise<Token> {
  const refused = (reason: string): OAuthError =>
    new OAuthError('invalid_request', `The ${role} is not acceptable.`, `${role}: ${reason}`);
  if (type !== accessTokenType && type !== jwtType) throw refused('its type is none that is taken');
  const presented = await readAccessToken(value, ports, now);
  if (presented.is === 'api_key') throw refused('an API key is not exchanged');
  if (presented.is === 'refused') throw refused(presented.reason);
  if (type === jwtType && presented.token.opaque) throw refused('it is no JWT');
  return presented.token;
}
