import { authorityOfGrant } from '#engine/issuer/authority.ts';
import { oneOf } from '#engine/issuer/form.ts';
import { liveGrant, revokeGrant } from '#engine/issuer/live-grant.ts';
import type { Code } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { base64urlOfHex } from '#engine/issuer/tokens/base64url.ts';

/** RFC 7636 §4.1. */
const verifierSyntax = /^[A-Za-z0-9\-._~]{43,128}$/;

/**
 * A code works once, for its client, where it was sent, with its verifier (RFC 6749 §4.1.3, RFC 7636 §4.6). Whoever has
 * all of these and comes a second time takes down what came of the first (RFC 6749 §4.1.2); nobody else can.
 */
export function takeCode(asked: TokenRequest): void {
  const { client, ports, now } = asked;
  const hash = ports.hash.sha256(oneOf(asked.form, 'code') ?? '');
  const code = ports.state.codes.get(hash);
  if (code === undefined || code.clientId !== client.id) {
    throw refused(code === undefined ? 'no such code is known' : 'the code belongs to another client');
  }
  asked.remarks.policy = `consent:${ports.state.grants.get(code.grantId)?.consentId ?? ''}`;
  checkSender(asked, code);
  if (ports.state.isCodeUsed(hash) || !asked.reserve(`code:${hash}`)) {
    revokeGrant(asked, code.grantId);
    throw refused('the code was used before: what came of it is revoked');
  }
  if (now >= code.expiresAt) throw refused('the code has expired');
  const { grant, consent, human } = liveGrant(asked, code.grantId);
  if (code.clientEpoch !== client.epoch || code.subEpoch !== human.epoch) {
    throw refused('client or human was revoked after the code was made');
  }
  const authority = authorityOfGrant({ grant, consent, client, issuer: ports.issuer }, code);
  asked.authority = { ...authority, keys: code.jkt === null ? [] : [code.jkt] };
  asked.changes.push({ is: 'code_used', hash });
}

function checkSender({ form, ports }: TokenRequest, { redirectUri, challenge }: Code): void {
  if (oneOf(form, 'redirect_uri') !== redirectUri) throw refused('redirect_uri is not where the code was sent');
  const verifier = oneOf(form, 'code_verifier') ?? '';
  if (!verifierSyntax.test(verifier) || base64urlOfHex(ports.hash.sha256(verifier)) !== challenge) {
    throw refused('code_verifier does not fit the challenge');
  }
}

const refused = (reason: string): OAuthError => new OAuthError('invalid_grant', 'The code is not valid.', reason);
