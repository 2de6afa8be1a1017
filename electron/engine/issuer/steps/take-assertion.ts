import { authorityOfClient } from '#engine/issuer/authority.ts';
import { oneOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { type Assertion, claimedParty, verifyTrustedAssertion } from '#engine/issuer/tokens/client-assertion.ts';
import { JwtRefusal } from '#engine/issuer/tokens/jwt-refusal.ts';

/** An assertion of exactly an issuer and subject that the client's trust records name (RFC 7523 §3), once. */
export async function takeAssertion(asked: TokenRequest): Promise<void> {
  const assertion = await verified(asked, oneOf(asked.form, 'assertion') ?? '');
  const { issuer, subject, replayKey, until } = assertion;
  asked.remarks.signals.push(...assertion.signals);
  if (!asked.spend(replayKey, until)) {
    asked.remarks.signals.push('assertion_replayed');
    throw unacceptable('it was used before');
  }
  asked.remarks.details['trusted'] = { issuer, subject };
  asked.authority = authorityOfClient(asked.client, asked.ports.issuer);
}

async function verified({ client, ports, remarks }: TokenRequest, text: string): Promise<Assertion> {
  try {
    const { issuer, subject } = claimedParty(text);
    const trust = client.trusts.find((each) => each.issuer === issuer && each.subject === subject);
    if (trust === undefined) throw unacceptable('no trust record of the client names its issuer and subject');
    return await verifyTrustedAssertion(text, trust, ports);
  } catch (error) {
    if (error instanceof JwtRefusal) {
      remarks.signals.push(...error.signals);
      throw unacceptable(error.reason);
    }
    throw error;
  }
}

/** RFC 7523 §3.1. */
const unacceptable = (reason: string): OAuthError =>
  new OAuthError('invalid_grant', 'The assertion is not acceptable.', `assertion: ${reason}`);
