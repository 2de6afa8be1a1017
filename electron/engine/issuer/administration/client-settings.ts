// From what an analyst asks for to a client that the issuer can keep, or a refusal that names the field.
import {
  type Client,
  type ClientPolicy,
  type GrantType,
  limits,
  type PublicJwk,
  type TrustRecord,
} from '#engine/issuer/model.ts';
import { publicJwkOf, thumbprintOf, verificationKeyOf } from '#engine/issuer/tokens/algorithms.ts';
import { JwtRefusal } from '#engine/issuer/tokens/jwt-refusal.ts';
import type { Hash } from '#engine/system/system.ts';
import type { CallRequest } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Wanted = Omit<CallRequest<'issuer.createClient'>, 'expiresInDays'>;
export type ClientChange = CallRequest<'issuer.updateClient'>['change'];

/** Everything of a client that an analyst sets. */
export type ClientSettings = Pick<
  Client,
  | 'name'
  | 'auth'
  | 'keys'
  | 'trusts'
  | 'grants'
  | 'scopes'
  | 'defaultScopes'
  | 'resources'
  | 'detailTypes'
  | 'redirectUris'
  | 'dpopBound'
  | 'opaque'
  | 'mayIntrospect'
  | 'mayActFor'
  | 'owner'
  | 'policy'
>;

const exchange: GrantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const bearer: GrantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export const refused = (field: string, message: string, hint = ''): AppError =>
  new AppError('input.invalid', `${field}: ${message}`, { hint, details: { field } });

/** What a client of that kind usually needs. */
function usualGrants({ kind, auth }: Pick<Wanted, 'kind' | 'auth'>): GrantType[] {
  if (kind === 'api_key' || auth === 'none') return [];
  return kind === 'agent' ? ['client_credentials', exchange] : ['client_credentials'];
}

export function settingsOf(
  { kind, keys, trusts, auth, grants = usualGrants({ kind, auth }), ...settings }: Wanted,
  clients: ReadonlyMap<string, Client>,
  hash: Pick<Hash, 'sha256'>,
): ClientSettings {
  // An API key has no other way to authenticate, whatever the contract's default is.
  const wanted = {
    ...settings,
    auth: kind === 'api_key' ? 'none' : auth,
    keys: readKeys(keys, hash),
    trusts: readTrusts(trusts, hash),
    grants,
  } as const;
  return checked(wanted, kind, (id) => clients.has(id));
}

/** What is not named stays as it is. */
export function changedSettings(
  client: Client,
  { keys, trusts, policy = {}, ...change }: ClientChange,
  clients: ReadonlyMap<string, Client>,
  hash: Pick<Hash, 'sha256'>,
): ClientSettings {
  const settings: ClientSettings = {
    ...client,
    ...named(change),
    keys: keys === undefined ? client.keys : readKeys(keys, hash),
    trusts: trusts === undefined ? client.trusts : readTrusts(trusts, hash),
    policy: { ...client.policy, ...named(policy) },
  };
  // A client that it might act for may have been deleted since: no reason to refuse it another name.
  return checked(
    settings,
    client.kind,
    (id) => clients.has(id) || client.mayActFor.includes(id) || client.policy.mayAct === id,
  );
}

type Named<T> = { [M in keyof T]?: Exclude<T[M], undefined> };
/** Without the members that are there but undefined. */
export const named = <T extends object>(members: T): Named<T> =>
  // Entries of T itself, fewer of them.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Named<T>;

const once = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

function checked(settings: ClientSettings, kind: Client['kind'], isClient: (id: string) => boolean): ClientSettings {
  checkAuthentication(settings, kind);
  checkTrusts(settings);
  checkReach(settings, isClient);
  checkPolicy(settings.policy);
  const { name, auth, keys, trusts, dpopBound, opaque, mayIntrospect, owner, policy } = settings;
  return {
    name,
    auth,
    keys,
    trusts,
    dpopBound,
    opaque,
    mayIntrospect,
    policy,
    owner: owner === '' ? null : owner,
    grants: once(settings.grants),
    scopes: once(settings.scopes),
    defaultScopes: once(settings.defaultScopes),
    resources: once(settings.resources),
    detailTypes: once(settings.detailTypes),
    redirectUris: once(settings.redirectUris),
    mayActFor: once(settings.mayActFor),
  };
}

function checkAuthentication({ auth, keys, grants, mayIntrospect }: ClientSettings, kind: Client['kind']): void {
  if (auth === 'private_key_jwt' && keys.length === 0) throw refused('jwks', 'private_key_jwt needs a public key.');
  if (kind === 'api_key' && grants.length > 0) {
    throw refused('grant_types', 'an API key is no client and has no grants.');
  }
  if (kind === 'api_key' && auth !== 'none') {
    throw refused('token_endpoint_auth_method', 'an API key is presented as a token and never authenticates.');
  }
  if (auth === 'none' && grants.includes('client_credentials')) {
    throw refused('token_endpoint_auth_method', 'client_credentials is for clients that authenticate (RFC 6749 §4.4).');
  }
  if (auth === 'none' && mayIntrospect) {
    throw refused('may_introspect', 'whoever introspects must authenticate (RFC 7662 §2.1).');
  }
}

/** Of one issuer and subject one record: two would leave open whose keys count. */
function checkTrusts({ grants, trusts }: ClientSettings): void {
  if (grants.includes(bearer) && trusts.length === 0) {
    throw refused('trusts', 'jwt-bearer needs to know whose assertions stand for the client.');
  }
  if (new Set(trusts.map(({ issuer, subject }) => `${issuer} ${subject}`)).size < trusts.length) {
    throw refused('trusts', 'an issuer and subject is named twice.');
  }
}

function checkReach(
  { grants, scopes, defaultScopes, resources, redirectUris, mayActFor, policy }: ClientSettings,
  isClient: (id: string) => boolean,
): void {
  const extra = defaultScopes.find((scope) => !scopes.includes(scope));
  if (extra !== undefined) throw refused('default_scope', `${extra} is not among its scopes.`);
  if (grants.includes('refresh_token') && !grants.includes('authorization_code')) {
    throw refused('grant_types', 'refresh tokens come with authorization_code only.');
  }
  if (grants.includes('authorization_code') && redirectUris.length === 0) {
    throw refused('redirect_uris', 'authorization_code needs one.');
  }
  for (const uri of redirectUris) checkRedirect(uri);
  for (const uri of [...resources, ...policy.exchangeTo]) checkResource(uri);
  const stranger = [...mayActFor, ...(policy.mayAct === null ? [] : [policy.mayAct])].find((id) => !isClient(id));
  if (stranger !== undefined)
    throw refused(stranger === policy.mayAct ? 'may_act' : 'may_act_for', `there is no client ${stranger}.`);
}

/** RFC 8707 §2: absolute, without fragment. */
export function checkResource(uri: string, field = 'resource'): void {
  if (parse(uri) === null || uri.includes('#'))
    throw refused(field, `${uri} is no absolute URI without a fragment (RFC 8707 §2).`);
}

/** RFC 6749 §3.1.2, RFC 9700 §4.1: exact addresses; plain http only to this machine (RFC 8252 §7.3). */
export function checkRedirect(uri: string): void {
  const url = parse(uri);
  if (url === null || uri.includes('#') || uri.includes('*')) {
    throw refused('redirect_uris', `${uri} is no absolute URI without fragment and wildcard (RFC 6749 §3.1.2).`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('redirect_uris', `${url.host}: an address with a user name hides where it leads (RFC 3986 §7.6).`);
  }
  const isHere = url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost';
  const isNative = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(url.protocol);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere) && !isNative) {
    throw refused(
      'redirect_uris',
      `${uri} is neither https, nor on this machine, nor of an app of its own (RFC 8252 §7).`,
    );
  }
}

/** URIs are visible ASCII (RFC 3986 §2); the parser would quietly drop what is not. */
function parse(uri: string): URL | null {
  return /^[\x21-\x7e]+$/.test(uri) && URL.canParse(uri) ? new URL(uri) : null;
}

function checkPolicy({ accessTtl, depth }: ClientPolicy): void {
  if (accessTtl !== null && accessTtl > limits.accessTtlCeiling) {
    throw refused('access_ttl', `an access token lives ${limits.accessTtlCeiling} s at most.`);
  }
  if (depth !== null && depth > limits.depth) throw refused('depth', `a chain has ${limits.depth} actors at most.`);
}

const readKeys = (
  keys: readonly Readonly<Record<string, unknown>>[],
  hash: Pick<Hash, 'sha256'>,
  field = 'jwks',
): readonly PublicJwk[] => keys.map((key) => readKey(key, hash, field));

const readTrusts = (
  trusts: readonly (Omit<TrustRecord, 'keys'> & { readonly keys: Parameters<typeof readKeys>[0] })[],
  hash: Pick<Hash, 'sha256'>,
): readonly TrustRecord[] =>
  trusts.map(({ issuer, subject, keys }) => ({ issuer, subject, keys: readKeys(keys, hash, 'trusts') }));

/** The public half alone; a key that cannot verify is refused now, not when somebody relies on it. */
export function readKey(jwk: Readonly<Record<string, unknown>>, hash: Pick<Hash, 'sha256'>, field = 'jwks'): PublicJwk {
  try {
    const key = verificationKeyOf(jwk);
    return publicJwkOf(key, typeof jwk['kid'] === 'string' ? jwk['kid'].slice(0, 256) : thumbprintOf(key, hash));
  } catch (error) {
    if (error instanceof JwtRefusal) throw refused(field, `${error.reason}.`);
    throw error;
  }
}
