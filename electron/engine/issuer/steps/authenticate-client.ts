import type { Attempt } from '#engine/issuer/attempt.ts';
import { type Credential, readCredential } from '#engine/issuer/credential.ts';
import type { Client } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { type Assertion, verifyAssertion } from '#engine/issuer/tokens/client-assertion.ts';
import { JwtRefusal } from '#engine/issuer/tokens/jwt-refusal.ts';

const noHash = '0'.repeat(64);
/** Verifies nothing of anybody's, in the time that a client's own key would take: the example of RFC 8037 appendix A.2. */
const decoyKey = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

/**
 * Exactly the method that is registered (RFC 6749 §2.3, RFC 7591 §2), public clients included. A client that does not
 * exist, is disabled or uses another method is answered like one with a wrong secret, after as much work. Wrong secrets
 * are slowed down by client, since they could be guessed; the right one always passes.
 */
export async function authenticateClient(attempt: Attempt): Promise<void> {
  try {
    const credential = readCredential(attempt.request, attempt.form);
    const { state, throttle } = attempt.ports;
    const claimed = state.clients.get(credential.clientId);
    attempt.remarks.client = claimed?.id ?? null;
    const unfit = unfitness(claimed, credential);
    const wrong = await checkSecret(attempt, credential, unfit === null ? claimed : undefined);
    if (claimed === undefined || unfit !== null || wrong !== null) {
      throw refused(attempt, credential, unfit ?? wrong ?? 'unknown client');
    }
    if (credential.method !== 'none') throttle.succeeded(claimed.id);
    attempt.authenticated(claimed);
  } catch (error) {
    throw error instanceof OAuthError && error.status === 401 ? challenged(attempt, error) : error;
  }
}

/** Why the client cannot pass whatever the secret is; null: it depends on the secret. */
function unfitness(client: Client | undefined, { method }: Credential): string | null {
  if (client === undefined) return 'no such client';
  if (client.status !== 'active') return 'the client is disabled';
  if (client.kind === 'api_key') return 'an API key is no client of this endpoint';
  return client.auth === method ? null : `${method} was used, ${client.auth} is registered`;
}

/** Why the secret is wrong; null: it is right. */
async function checkSecret(
  attempt: Attempt,
  credential: Credential,
  client: Client | undefined,
): Promise<string | null> {
  switch (credential.method) {
    case 'none':
      return null;
    case 'client_secret_basic':
    case 'client_secret_post':
      return checkPassword(attempt, credential.secret, client);
    case 'private_key_jwt':
      return checkAssertion(attempt, credential, client);
  }
}

function checkPassword({ ports, now }: Attempt, password: string, client: Client | undefined): string | null {
  const hash = ports.hash.sha256(password);
  const secrets = client?.secrets ?? [{ hash: noHash, expiresAt: null }];
  let right: { readonly expiresAt: number | null } | null = null;
  for (const secret of secrets) if (isSame(secret.hash, hash)) right = secret;
  if (right === null) return 'wrong secret';
  return right.expiresAt !== null && now >= right.expiresAt ? 'the secret has expired' : null;
}

/** Compares hashes in a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let place = 0; place < one.length; place++) difference |= one.charCodeAt(place) ^ other.charCodeAt(place);
  return difference === 0;
}

async function checkAssertion(
  attempt: Attempt,
  { clientId, secret }: Credential,
  client: Client | undefined,
): Promise<string | null> {
  try {
    const assertion = await verifyAssertion(secret, client ?? decoyOf(clientId), attempt.ports);
    if (client === undefined) return 'no such client';
    attempt.remarks.signals.push(...assertion.signals);
    return spend(attempt, assertion);
  } catch (error) {
    if (!(error instanceof JwtRefusal)) throw error;
    attempt.remarks.signals.push(...error.signals);
    return `client assertion: ${error.reason}`;
  }
}

/** RFC 7523 §3 item 7. */
function spend(attempt: Attempt, { replayKey, until }: Assertion): string | null {
  if (attempt.spend(replayKey, until)) return null;
  attempt.remarks.signals.push('assertion_replayed');
  return 'client assertion: it was used before';
}

const decoyOf = (id: string): Pick<Client, 'id' | 'keys'> => ({ id, keys: [decoyKey] });

function refused({ ports: { throttle } }: Attempt, { method, clientId }: Credential, reason: string): OAuthError {
  const isGuess = method === 'client_secret_basic' || method === 'client_secret_post';
  const wait = isGuess ? throttle.refuse(clientId) : null;
  if (isGuess) throttle.failed(clientId);
  if (wait === null) return new OAuthError('invalid_client', description, reason, { status: 401 });
  const headers = { 'Retry-After': String(wait) };
  return new OAuthError('invalid_client', description, `${reason}, too often`, { status: 429, headers });
}

const description = 'The client could not be authenticated.';

/** RFC 6749 §5.2: a client that used the header is told which scheme is understood. */
function challenged({ request }: Attempt, error: OAuthError): OAuthError {
  if (!request.headers.has('authorization')) return error;
  const headers = { ...error.headers, 'WWW-Authenticate': 'Basic realm="NHI Workbench issuer", charset="UTF-8"' };
  return new OAuthError(error.code, error.description, error.reason, { status: error.status, headers });
}
