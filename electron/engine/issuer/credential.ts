// How a request says which client it comes from, and what it brings as proof. Nothing of it is true yet.
import { decode, type Form, oneOf } from './form.ts';
import type { AuthMethod } from './model.ts';
import { OAuthError } from './oauth-error.ts';
import type { HttpRequest } from './ports.ts';
import { claimedParty } from './tokens/client-assertion.ts';
import { JwtRefusal } from './tokens/jwt-refusal.ts';

/** `secret` is a password or an assertion; empty where the method has none. */
export interface Credential {
  readonly method: AuthMethod;
  readonly clientId: string;
  readonly secret: string;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const basicSyntax = /^basic +([A-Za-z0-9+/]+={0,2})$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Exactly one method (RFC 6749 §2.3). Throws invalid_request where there are several or parts of one are absent,
 * invalid_client where there is none or it cannot be read.
 */
export function readCredential({ headers }: Pick<HttpRequest, 'headers'>, form: Form): Credential {
  const found = [fromHeader(headers), fromSecret(form), fromAssertion(form)].filter((each) => each !== null);
  if (found.length > 1)
    throw new OAuthError('invalid_request', 'Use one way to authenticate.', 'several methods at once');
  const [credential] = found;
  const clientId = oneOf(form, 'client_id');
  if (credential === undefined) return { method: 'none', clientId: clientId ?? nobody(), secret: '' };
  if (clientId !== null && clientId !== credential.clientId) {
    throw new OAuthError('invalid_request', 'client_id is not who authenticates.', 'client_id is another one');
  }
  return credential;
}

/** RFC 6749 §2.3.1: identifier and password are form-encoded before they are put into RFC 7617's form. */
function fromHeader(headers: HttpRequest['headers']): Credential | null {
  const [header, ...more] = headers.get('authorization') ?? [];
  if (header === undefined) return null;
  if (more.length > 0)
    throw new OAuthError('invalid_request', 'Use one way to authenticate.', 'two Authorization headers');
  const encoded = basicSyntax.exec(header)?.[1];
  if (encoded === undefined) throw unreadable('the Authorization header is not Basic');
  const pair = decodeBase64(encoded);
  const colon = pair.indexOf(':');
  if (colon < 1) throw unreadable('the Basic credentials name no client');
  try {
    const [clientId, secret] = [decode(pair.slice(0, colon)), decode(pair.slice(colon + 1))];
    return { method: 'client_secret_basic', clientId, secret };
  } catch {
    throw unreadable('the Basic credentials are not form-encoded');
  }
}

function decodeBase64(encoded: string): string {
  try {
    return utf8.decode(Buffer.from(encoded, 'base64'));
  } catch {
    throw unreadable('the Basic credentials are not UTF-8');
  }
}

/** RFC 6749 §2.3.1. */
function fromSecret(form: Form): Credential | null {
  const secret = oneOf(form, 'client_secret');
  if (secret === null) return null;
  const clientId = oneOf(form, 'client_id');
  if (clientId === null)
    throw new OAuthError('invalid_request', 'client_id is missing.', 'client_secret without client_id');
  return { method: 'client_secret_post', clientId, secret };
}

/** RFC 7523 §2.2; the assertion itself says whose it is (RFC 7521 §4.2). */
function fromAssertion(form: Form): Credential | null {
  const [type, secret] = [oneOf(form, 'client_assertion_type'), oneOf(form, 'client_assertion')];
  if (type === null && secret === null) return null;
  if (secret === null) throw new OAuthError('invalid_request', 'client_assertion is missing.', 'no client_assertion');
  if (type !== assertionType) {
    throw new OAuthError(
      'invalid_request',
      'client_assertion_type is missing or unknown.',
      'unknown client_assertion_type',
    );
  }
  try {
    return { method: 'private_key_jwt', clientId: claimedParty(secret).subject, secret };
  } catch (error) {
    if (error instanceof JwtRefusal) throw unreadable(`the client assertion: ${error.reason}`);
    throw error;
  }
}

function nobody(): never {
  throw unreadable('the request names no client');
}

const unreadable = (reason: string): OAuthError =>
  new OAuthError('invalid_client', 'The client could not be authenticated.', reason, { status: 401 });
