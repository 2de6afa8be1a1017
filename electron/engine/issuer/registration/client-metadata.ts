// Client metadata (RFC 7591 §2): what a program says of itself, read so strictly that nothing is silently replaced.
import { checkRedirect, readKey } from '#engine/issuer/administration/client-settings.ts';
import {
  type AuthMethod,
  algorithms,
  authMethods,
  type Client,
  type GrantType,
  grantTypes,
  type PublicJwk,
} from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { IssuerPorts } from '#engine/issuer/ports.ts';
import { without } from '#engine/issuer/scopes.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What of a client its own registration decides. */
export type Registered = Pick<
  Client,
  'name' | 'auth' | 'grants' | 'scopes' | 'redirectUris' | 'keys' | 'detailTypes' | 'dpopBound'
>;

type Given = Readonly<Record<string, unknown>>;

const mostUris = 20;

/** Throws invalid_client_metadata or invalid_redirect_uri (RFC 7591 §3.2.2). Members that are not known are dropped. */
export function readMetadata(
  given: Given,
  allowed: readonly string[],
  { hash }: Pick<IssuerPorts, 'hash'>,
): Registered {
  refuseUnsupported(given);
  const grants = listOf(given, 'grant_types', ['authorization_code']).map(readGrant);
  const redirects = grants.includes('authorization_code');
  checkResponseTypes(given, redirects);
  if (grants.includes('refresh_token') && !redirects)
    throw invalid('refresh_token comes with authorization_code only.');
  const auth = readAuth(given);
  if (auth === 'none' && grants.includes('client_credentials')) {
    throw invalid('client_credentials needs a client that authenticates.');
  }
  const keys = readKeys(given, hash);
  if (auth === 'private_key_jwt' && keys.length === 0) throw invalid('private_key_jwt needs jwks.');
  return {
    name: readName(given),
    auth,
    grants: [...new Set(grants)],
    scopes: scopesOf(given, allowed),
    redirectUris: readRedirects(given, redirects),
    keys,
    detailTypes: listOf(given, 'authorization_details_types', []),
    dpopBound: flagOf(given, 'dpop_bound_access_tokens'),
  };
}

/** The same as the answer to a registration says it (RFC 7591 §3.2.1). */
export const metadataOf = (client: Client): Record<string, unknown> => ({
  client_id: client.id,
  client_id_issued_at: Math.floor(client.createdAt / 1000),
  client_name: client.name,
  token_endpoint_auth_method: client.auth,
  grant_types: client.grants,
  response_types: client.grants.includes('authorization_code') ? ['code'] : [],
  redirect_uris: client.redirectUris,
  ...(client.scopes.length > 0 ? { scope: client.scopes.join(' ') } : {}),
  ...(client.keys.length > 0 ? { jwks: { keys: client.keys } } : {}),
  ...(client.detailTypes.length > 0 ? { authorization_details_types: client.detailTypes } : {}),
  ...(client.dpopBound ? { dpop_bound_access_tokens: true } : {}),
});

/**
 * The issuer fetches nothing that a stranger names: keys come in `jwks`. A `jwks_uri` is refused before anything is
 * resolved, be it public or private, rather than taken and never used.
 */
function refuseUnsupported(given: Given): void {
  if (given['jwks_uri'] !== undefined) throw invalid('jwks_uri is not supported: send jwks.');
  if (given['software_statement'] !== undefined) throw invalid('software_statement is not supported.');
  for (const name of ['token_endpoint_auth_signing_alg', 'request_object_signing_alg']) {
    const alg = given[name];
    if (alg !== undefined && !algorithms.some((each) => each === alg)) throw invalid(`${name} is not supported.`);
  }
  for (const name of ['client_uri', 'logo_uri', 'tos_uri', 'policy_uri']) {
    const uri = textOf(given, name, 2048);
    if (uri !== null && !/^https?:\/\//.test(uri)) throw invalid(`${name} is no web address.`);
  }
}

/** Shown to humans who are asked for consent: nothing in it may hide, or turn the direction of what is read. */
function readName(given: Given): string {
  const name = textOf(given, 'client_name', 200) ?? 'Registered client';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) throw invalid('client_name has characters that cannot be seen.');
  return name;
}

function readGrant(name: string): GrantType {
  const grant = grantTypes.find((each) => each === name);
  if (grant === undefined) throw invalid('a grant type is not supported.');
  return grant;
}

function readAuth(given: Given): AuthMethod {
  const name = textOf(given, 'token_endpoint_auth_method', 64) ?? 'client_secret_basic';
  const method = authMethods.find((each) => each === name);
  if (method === undefined) throw invalid('token_endpoint_auth_method is not supported.');
  return method;
}

/** RFC 7591 §2.1: `code` with authorization_code, and nothing without it. */
function checkResponseTypes(given: Given, redirects: boolean): void {
  const types = listOf(given, 'response_types', redirects ? ['code'] : []);
  const right = redirects ? types.length === 1 && types[0] === 'code' : types.length === 0;
  if (!right) throw invalid('response_types does not fit grant_types.');
}

function readRedirects(given: Given, redirects: boolean): readonly string[] {
  const uris = [...new Set(listOf(given, 'redirect_uris', []))];
  if (!redirects && uris.length === 0) return [];
  if (!redirects || uris.length === 0 || uris.length > mostUris) {
    throw new OAuthError(
      'invalid_redirect_uri',
      'redirect_uris does not fit grant_types.',
      'redirect_uris does not fit',
    );
  }
  for (const uri of uris) {
    try {
      checkRedirect(uri);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new OAuthError('invalid_redirect_uri', 'A redirect URI cannot be used.', error.message);
    }
  }
  return uris;
}

function readKeys({ jwks }: Given, hash: IssuerPorts['hash']): readonly PublicJwk[] {
  if (jwks === undefined) return [];
  const keys = isObject(jwks) ? jwks['keys'] : undefined;
  if (!Array.isArray(keys) || keys.length > 10 || !keys.every(isObject)) throw invalid('jwks is no JWK set.');
  try {
    return keys.map((key) => readKey(key, hash));
  } catch (error) {
    if (error instanceof AppError) throw invalid('a key in jwks cannot be used.', error.message);
    throw error;
  }
}

function scopesOf(given: Given, allowed: readonly string[]): readonly string[] {
  const text = textOf(given, 'scope', 4096);
  if (text === null) return allowed;
  const scopes = [...new Set(text.split(' ').filter((scope) => scope !== ''))];
  const [missing] = without(scopes, allowed);
  if (missing !== undefined)
    throw invalid('scope goes beyond what may be registered.', `${missing} may not be registered`);
  return scopes;
}

function textOf(given: Given, name: string, most: number): string | null {
  const value = given[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length > most) throw invalid(`${name} is no text, or too long.`);
  return value.trim() === '' ? null : value.trim();
}

function listOf(given: Given, name: string, usual: readonly string[]): readonly string[] {
  const value = given[name];
  if (value === undefined || value === null) return usual;
  const isList = Array.isArray(value) && value.length <= 100;
  if (!isList || !value.every((each) => typeof each === 'string' && each.length <= 2048)) {
    throw invalid(`${name} is no list of texts.`);
  }
  return value;
}

function flagOf(given: Given, name: string): boolean {
  const value = given[name] ?? false;
  if (typeof value !== 'boolean') throw invalid(`${name} is neither true nor false.`);
  return value;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const invalid = (description: string, reason = description): OAuthError =>
  new OAuthError('invalid_client_metadata', description, reason);
