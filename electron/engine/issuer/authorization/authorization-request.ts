// Reading an authorization request (RFC 6749 §4.1.1): first to whom an answer may go at all, then what is asked.
import { readDetails } from '#engine/issuer/details.ts';
import { allOf, type Form, oneOf } from '#engine/issuer/form.ts';
import type { AuthorizationDetail, Client } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import { readResources } from '#engine/issuer/resources.ts';
import { readScope, without } from '#engine/issuer/scopes.ts';

/** Where the answer goes. */
export interface Recipient {
  readonly client: Client;
  readonly redirectUri: string;
  readonly state: string | null;
}

export interface AuthorizationRequest extends Recipient {
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly details: readonly AuthorizationDetail[];
  /** S256 (RFC 7636 §4.2). */
  readonly challenge: string;
  /** RFC 9449 §10. */
  readonly jkt: string | null;
}

/** Parameters that may come more than once (RFC 8707 §2). */
export const repeatable: ReadonlySet<string> = new Set(['resource']);

const hash = /^[A-Za-z0-9_-]{43}$/;

/**
 * The client and its redirect (RFC 6749 §3.1.2.4): what fails here must not be redirected anywhere. Throws OAuthError with
 * a description for the person in front of the browser.
 */
export function readRecipient(form: Form, { state }: Pick<IssuerPorts, 'state'>): Recipient {
  const client = state.clients.get(oneOf(form, 'client_id') ?? '');
  if (client === undefined || client.status !== 'active') {
    throw new OAuthError('invalid_request', 'The program that sent you here is not known.', 'no such client');
  }
  if (!client.grants.includes('authorization_code')) {
    const reason = 'the client is not registered for authorization_code';
    throw new OAuthError('unauthorized_client', 'The program that sent you here may not ask you.', reason);
  }
  const redirectUri = oneOf(form, 'redirect_uri') ?? '';
  if (!client.redirectUris.some((registered) => isSameRedirect(redirectUri, registered))) {
    const reason = 'redirect_uri is not registered';
    throw new OAuthError(
      'invalid_request',
      'The program that sent you here gave an address that is not its own.',
      reason,
    );
  }
  return { client, redirectUri, state: oneOf(form, 'state') };
}

/** Octet for octet (RFC 9700 §2.1), but for the port of a native app on this machine (RFC 8252 §7.3). */
function isSameRedirect(given: string, registered: string): boolean {
  if (given === registered) return true;
  const loopback = /^http:\/\/(127\.0\.0\.1|\[::1\])(?::\d{1,5})?(\/.*)?$/;
  const [one, other] = [loopback.exec(given), loopback.exec(registered)];
  return one !== null && other !== null && one[1] === other[1] && (one[2] ?? '/') === (other[2] ?? '/');
}

/** All the rest; what fails here goes back to the client (RFC 6749 §4.1.2.1). Throws OAuthError. */
export function readAuthorizationRequest(
  form: Form,
  recipient: Recipient,
  { issuer }: Pick<IssuerPorts, 'issuer'>,
): AuthorizationRequest {
  const { client } = recipient;
  const type = oneOf(form, 'response_type');
  if (type === null) throw invalid('response_type is missing.');
  if (type !== 'code') {
    throw new OAuthError('unsupported_response_type', 'Only code is supported.', `response_type is ${type}`);
  }
  const mode = oneOf(form, 'response_mode');
  if (mode !== null && mode !== 'query') throw invalid('response_mode must be query.');
  // A request object that is not read must not be passed over either (RFC 9101 §6.3).
  if (form.has('request') || form.has('request_uri')) throw invalid('Request objects are not supported.');
  const challenge = oneOf(form, 'code_challenge');
  if (challenge === null || oneOf(form, 'code_challenge_method') !== 'S256' || !hash.test(challenge)) {
    throw invalid('PKCE with S256 is required.');
  }
  const jkt = oneOf(form, 'dpop_jkt');
  if (jkt !== null && !hash.test(jkt)) throw invalid('dpop_jkt is no thumbprint.');
  return {
    ...recipient,
    challenge,
    jkt,
    scopes: scopesOf(form, client),
    resources: resourcesOf(form, client, issuer),
    details: detailsOf(form, client),
  };
}

function scopesOf(form: Form, client: Client): readonly string[] {
  const text = oneOf(form, 'scope');
  const scopes = text === null ? client.defaultScopes : readScope(text);
  const [missing] = without(scopes, client.scopes);
  if (missing === undefined) return scopes;
  throw new OAuthError('invalid_scope', 'The scope goes beyond what may be had.', `the client lacks ${missing}`);
}

/** A client without resources of its own may ask for any: the human sees which on the consent page, and decides. */
function resourcesOf(form: Form, client: Client, issuer: string): readonly string[] {
  const resources = readResources(allOf(form, 'resource'));
  const foreign = resources.find(
    (resource) => resource !== issuer && client.resources.length > 0 && !client.resources.includes(resource),
  );
  if (foreign === undefined) return resources;
  throw new OAuthError(
    'invalid_target',
    'The resource is not one that may be asked for.',
    `no policy names ${foreign}`,
  );
}

function detailsOf(form: Form, client: Client): readonly AuthorizationDetail[] {
  const text = oneOf(form, 'authorization_details');
  const details = text === null ? [] : readDetails(text);
  const stranger = details.find(({ type }) => !client.detailTypes.includes(type));
  if (stranger === undefined) return details;
  const reason = `authorization_details: the client may not ask for type ${stranger.type}`;
  throw new OAuthError('invalid_authorization_details', 'The authorization details go beyond what may be had.', reason);
}

const invalid = (description: string): OAuthError => new OAuthError('invalid_request', description, description);
