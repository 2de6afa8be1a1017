import { oneOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { Presentation } from '#engine/issuer/presentation.ts';
import { readToken } from '#engine/issuer/tokens/read-token.ts';

/** What `token` stands for: a hint says nothing that the value does not (RFC 7009 §2.1, RFC 7662 §2.1). */
export async function readPresentedToken(attempt: Presentation): Promise<void> {
  const value = oneOf(attempt.form, 'token');
  if (value === null) throw new OAuthError('invalid_request', 'token is missing.', 'no token');
  attempt.presented = await readToken(value, attempt.ports, attempt.now);
}
