import { journalled } from '#engine/issuer/attempt.ts';
import type { Endpoint, Step } from '#engine/issuer/endpoint.ts';
import { revokeGrant } from '#engine/issuer/live-grant.ts';
import { Presentation } from '#engine/issuer/presentation.ts';
import { authenticateClient } from '#engine/issuer/steps/authenticate-client.ts';
import { readForm } from '#engine/issuer/steps/read-form.ts';
import { readPresentedToken } from '#engine/issuer/steps/read-presented-token.ts';
import { paths } from './paths.ts';

const steps: readonly Step<Presentation>[] = [readForm, authenticateClient, readPresentedToken, take];

/** RFC 7009, for public clients too (§2.1). Whatever the token was, an authenticated client hears 200 (§2.2). */
export const revoke: Endpoint = {
  id: 'revocation',
  path: paths.revoke,
  methods: ['POST'],
  audience: 'protocol',
  async handle(request, ports) {
    await journalled(new Presentation('token.revoked', request, ports), steps);
    return { status: 200, headers: {}, body: '' };
  },
};

/**
 * Of its own tokens a client takes back an access token with all that was derived from it, and with a refresh token the
 * whole authorization (RFC 7009 §2.1), also when that refresh token was exchanged for the next one meanwhile.
 */
function take(attempt: Presentation): void {
  const { presented, client, remarks } = attempt;
  remarks.policy = `client:${client.id}`;
  if (presented.is === 'api_key') {
    attempt.denySilently('an API key is withdrawn by whoever administers it');
    return;
  }
  const { token } = presented;
  if (token === null) return;
  if (token.clientId !== client.id) attempt.denySilently(`the token belongs to ${token.clientId}`);
  else if (token.kind === 'refresh' && token.grantId !== null) revokeGrant(attempt, token.grantId);
  else if (presented.is === 'token') attempt.changes.push({ is: 'token_revoked', jti: token.jti });
}
