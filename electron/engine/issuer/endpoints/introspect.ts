import { journalled } from '#engine/issuer/attempt.ts';
import type { Endpoint, Step } from '#engine/issuer/endpoint.ts';
import { jsonAnswer } from '#engine/issuer/json-answer.ts';
import type { Client, SecretHash, Token } from '#engine/issuer/model.ts';
import { seconds } from '#engine/issuer/ports.ts';
import { Presentation } from '#engine/issuer/presentation.ts';
import { authenticateClient } from '#engine/issuer/steps/authenticate-client.ts';
import { beConfidential } from '#engine/issuer/steps/be-confidential.ts';
import { readForm } from '#engine/issuer/steps/read-form.ts';
import { readPresentedToken } from '#engine/issuer/steps/read-presented-token.ts';
import { claimsOf } from '#engine/issuer/tokens/access-token.ts';
import { paths } from './paths.ts';

type Answer = Readonly<Record<string, unknown>> & { readonly active: boolean };

/** All that is said of a token that is dead, unknown, forged or none of the caller's business (RFC 7662 §2.2). */
const inactive: Answer = { active: false };

class Introspection extends Presentation {
  answer: Answer = inactive;
}

const steps: readonly Step<Introspection>[] = [
  readForm,
  authenticateClient,
  beConfidential,
  readPresentedToken,
  describe,
];

/** RFC 7662. */
export const introspect: Endpoint = {
  id: 'introspection',
  path: paths.introspect,
  methods: ['POST'],
  audience: 'protocol',
  async handle(request, ports) {
    const attempt = new Introspection('token.introspected', request, ports);
    await journalled(attempt, steps);
    return jsonAnswer(attempt.answer);
  },
};

/** A resource server may ask for every token, any other client for its own. */
function describe(attempt: Introspection): void {
  const { presented, client, remarks, ports } = attempt;
  remarks.policy = `client:${client.id}`;
  if (presented.is !== 'refused') {
    const holder = presented.is === 'token' ? presented.token.clientId : presented.client.id;
    if (!client.mayIntrospect && holder !== client.id) attempt.denySilently(`the token belongs to ${holder}`);
    else
      attempt.answer = presented.is === 'token' ? describeToken(presented.token) : describeKey(presented, ports.issuer);
  }
  remarks.details['active'] = attempt.answer.active;
}

const describeToken = (token: Token): Answer => ({
  active: true,
  ...claimsOf(token),
  // RFC 9449 §6.2. A refresh token has no type that RFC 6749 §7.1 would know.
  ...(token.kind === 'access' && { token_type: token.jkt === null ? 'Bearer' : 'DPoP' }),
});

function describeKey(
  { client, secret }: { readonly client: Client; readonly secret: SecretHash },
  issuer: string,
): Answer {
  const { id, scopes, resources } = client;
  return {
    active: true,
    iss: issuer,
    sub: id,
    client_id: id,
    aud: resources.length > 1 ? resources : (resources[0] ?? issuer),
    iat: seconds(secret.createdAt),
    ...(secret.expiresAt !== null && { exp: seconds(secret.expiresAt) }),
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    token_type: 'Bearer',
  };
}
