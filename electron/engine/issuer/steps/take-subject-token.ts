import { oneOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { readPresented } from '#engine/issuer/token-types.ts';

/**
 * What the subject token holds is the most that can come of it; the client's policy may name further resources. Without
 * an actor only the client that it was issued to may exchange it, and its chain of actors stays as it is: a token with
 * somebody else's subject and no new actor would be impersonation (RFC 8693 §1.1).
 */
export async function takeSubjectToken(asked: TokenRequest): Promise<void> {
  const { form, client } = asked;
  const [value, type] = [oneOf(form, 'subject_token') ?? '', oneOf(form, 'subject_token_type') ?? ''];
  const subject = await readPresented(asked, 'subject_token', value, type);
  asked.subject = subject;
  asked.remarks.details['subject_token'] = subject.jti;
  const isOwn = subject.clientId === client.id;
  asked.authority = {
    sub: subject.sub,
    actors: subject.actors,
    scopes: subject.scopes,
    defaultScopes: subject.scopes,
    audience: [...subject.audience, ...client.policy.exchangeTo],
    defaultAudience: subject.audience,
    details: subject.details,
    expiresAt: subject.expiresAt,
    bound: subject.jkt !== null,
    keys: isOwn && subject.jkt !== null ? [subject.jkt] : [],
    mayAct: subject.mayAct,
    parents: [subject.jti],
    grantId: subject.grantId,
    consentId: subject.consentId,
    clientEpoch: client.epoch,
    subEpoch: subject.subEpoch,
  };
  if (!isOwn && !form.has('actor_token')) {
    if (asked.ports.state.humans.has(subject.sub)) asked.remarks.signals.push('impersonation');
    throw new OAuthError(
      'invalid_request',
      'An actor_token is needed to act on this subject_token.',
      'impersonation: the subject token was issued to another client, and there is no actor',
    );
  }
}
