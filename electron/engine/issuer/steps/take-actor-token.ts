import { oneOf } from '#engine/issuer/form.ts';
import type { Token } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';
import { readPresented } from '#engine/issuer/token-types.ts';

/**
 * Delegation (RFC 8693 §1.1, §4.1): the client that authenticated becomes the one that acts now. The actor token must be
 * its very own, so that a stolen one is of no use in other hands, and somebody must have permitted it to act.
 */
export async function takeActorToken(asked: TokenRequest): Promise<void> {
  const { form, client, authority } = asked;
  const [value, type] = [oneOf(form, 'actor_token'), oneOf(form, 'actor_token_type')];
  // RFC 8693 §2.1: the type is required with the token, and must not come without it.
  if ((value === null) !== (type === null))
    throw refused('actor_token and actor_token_type come together or not at all');
  if (value === null || type === null) return;
  if (client.auth === 'none') {
    throw new OAuthError(
      'unauthorized_client',
      'A public client may not act for others.',
      'nobody proved to be the actor',
    );
  }
  const actor = await readPresented(asked, 'actor_token', value, type);
  asked.remarks.details['actor_token'] = actor.jti;
  if (actor.clientId !== client.id) throw refused('the actor token belongs to another client');
  if (actor.sub !== client.id || actor.actors.length > 0) throw refused('the actor token stands for somebody else');
  asked.remarks.details['permitted_by'] = permission(asked);
  asked.authority = {
    ...authority,
    actors: [...authority.actors, actor.sub],
    expiresAt: Math.min(authority.expiresAt, actor.expiresAt),
    bound: authority.bound || actor.jkt !== null,
    keys: actor.jkt === null ? authority.keys : [...authority.keys, actor.jkt],
    // It said who may act on the subject token, not who may act on this one.
    mayAct: null,
    parents: parentsOf(authority.parents, actor),
  };
}

/**
 * What permits the client to act on the subject token. Where the token says itself who may act (RFC 8693 §4.4) it is that
 * one alone, whatever a policy says. Denied unless permitted.
 */
function permission({ client, subject }: TokenRequest): string {
  if (subject === null) throw new Error('there is no actor without a subject');
  if (subject.clientId === client.id) return 'own token';
  if (subject.mayAct !== null) {
    if (subject.mayAct === client.id) return 'may_act';
    throw refused('may_act of the subject token names another actor');
  }
  if (client.mayActFor.includes(subject.clientId)) return `client:${client.id}`;
  throw refused(`no policy lets ${client.id} act for ${subject.clientId}`);
}

const parentsOf = (parents: readonly string[], { jti }: Token): readonly string[] =>
  parents.includes(jti) ? parents : [...parents, jti];

const refused = (reason: string): OAuthError =>
  new OAuthError('invalid_request', 'This delegation is not permitted.', `actor_token: ${reason}`);
