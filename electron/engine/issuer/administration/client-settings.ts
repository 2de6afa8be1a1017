// From what an analyst asks for to a client that the issuer can keep, or a refusal that names the field.
import { type Client, type ClientPolicy, type GrantType, limits, type PublicJwk } from '#engine/issuer/model.ts';
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

export const refused = (field: string, message: string, hint = ''): AppError =>
  new AppError('input.invalid', `${field}: ${message}`, { hint, details: { field } });

/** What a client of that kind usually needs. */
const usualGrants = (kind: Client['kind']): readonly GrantType[] => {
  if (kind === 'api_key') return [];
  return kind === 'agent' ? ['client_credentials', exchange] : ['client_credentials'];
};

export function settingsOf(
  wanted: Wanted,
  clients: ReadonlyMap<string, Client>,
  hash: Pick<Hash, 'sha256'>,
): ClientSettings {
  const { kind, grants = usualGrants(kind), keys, auth, ...said } = wanted;
  const isKey = kind === 'api_key';
  return checked(
    {
      ...pick(said),
      auth: isKey ? 'none' : auth,
      keys: keys.map((key) => readKey(key, hash)),
      grants: [...new Set(grants)],
    },
    kind,
    clients,
  );
}

/** What is not named stays as it is. */
export function changedSettings(
  client: Client,
  { keys, grants, policy, ...change }: ClientChange,
  clients: ReadonlyMap<string, Client>,
  hash: Pick<Hash, 'sha256'>,
): ClientSettings {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const settings: ClientSettings = {
    ...client,
    // Members of ClientSettings that the contract has let through.
    ...(named as Partial<ClientSettings>),
    ...(keys === undefined ? {} : { keys: keys.map((key) => readKey(key, hash)) }),
    ...(grants === undefined ? {} : { grants: [...new Set(grants)] }),
    ...(policy === undefined ? {} : { policy }),
  };
  return checked(settings, client.kind, clients);
}

function pick({
  name,
  scopes,
  defaultScopes,
  resources,
  detailTypes,
  redirectUris,
  dpopBound,
  opaque,
  mayIntrospect,
  mayActFor,
  owner,
  policy,
}: Omit<Wanted, 'kind' | 'grants' | 'keys' | 'auth'>): Omit<ClientSettings, 'auth' | 'keys' | 'grants'> {
  return {
    name,
    scopes: [...new Set(scopes)],
    defaultScopes: [...new Set(defaultScopes)],
    resources: [...new Set(resources)],
    detailTypes: [...new Set(detailTypes)],
    redirectUris: [...new Set(redirectUris)],
    dpopBound,
    opaque,
    mayIntrospect,
    mayActFor: [...new Set(mayActFor)],
    owner: owner === '' ? null : owner,
    policy,
  };
}

function checked(settings: ClientSettings, kind: Client['kind'], clients: ReadonlyMap<string, Client>): ClientSettings {
  const { auth, keys, grants, scopes, defaultScopes, resources, redirectUris, mayActFor, policy, mayIntrospect } =
    settings;
  const extra = defaultScopes.find((scope) => !scopes.includes(scope));
  if (extra !== undefined) throw refused('default_scope', `${extra} is not among its scopes.`);
  if (auth === 'private_key_jwt' && keys.length === 0) throw refused('jwks', 'private_key_jwt needs a public key.');
  if (kind === 'api_key' && grants.length > 0)
    throw refused('grant_types', 'an API key is no client and has no grants.');
  if (auth === 'none' && grants.includes('client_credentials')) {
    throw refused('token_endpoint_auth_method', 'client_credentials is for clients that authenticate (RFC 6749 §4.4).');
  }
  if (auth === 'none' && mayIntrospect)
    throw refused('may_introspect', 'whoever introspects must authenticate (RFC 7662 §2.1).');
  if (grants.includes('refresh_token') && !grants.includes('authorization_code')) {
    throw refused('grant_types', 'refresh tokens come with authorization_code only.');
  }
  const needsRedirect = grants.includes('authorization_code');
  if (needsRedirect && redirectUris.length === 0) throw refused('redirect_uris', 'authorization_code needs one.');
  for (const uri of redirectUris) checkRedirect(uri);
  for (const uri of [...resources, ...policy.exchangeTo]) checkResource(uri);
  const unknown = mayActFor.find((id) => !clients.has(id));
  if (unknown !== undefined) throw refused('may_act_for', `there is no client ${unknown}.`);
  checkPolicy(policy);
  return settings;
}

/** RFC 8707 §2: absolute, without fragment. */
function checkResource(uri: string): void {
  if (parse(uri) === null || uri.includes('#'))
    throw refused('resource', `${uri} is no absolute URI without a fragment (RFC 8707 §2).`);
}

/** RFC 6749 §3.1.2, RFC 9700 §4.1: exact addresses; plain http only to this machine (RFC 8252 §7.3). */
export function checkRedirect(uri: string): void {
  const url = parse(uri);
  if (url === null || uri.includes('#') || uri.includes('*')) {
    throw refused('redirect_uris', `${uri} is no absolute URI without fragment and wildcard (RFC 6749 §3.1.2).`);
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

function parse(uri: string): URL | null {
  try {
    return new URL(uri);
  } catch {
    return null;
  }
}

function checkPolicy({ accessTtl, depth }: ClientPolicy): void {
  if (accessTtl !== null && accessTtl > limits.accessTtlCeiling) {
    throw refused('access_ttl', `an access token lives ${limits.accessTtlCeiling} s at most.`);
  }
  if (depth !== null && depth > limits.depth) throw refused('depth', `a chain has ${limits.depth} actors at most.`);
}

/** The public half alone; a key that cannot verify is refused now, not when somebody relies on it. */
export function readKey(jwk: Readonly<Record<string, unknown>>, hash: Pick<Hash, 'sha256'>): PublicJwk {
  try {
    const key = verificationKeyOf(jwk);
    return publicJwkOf(key, typeof jwk['kid'] === 'string' ? jwk['kid'].slice(0, 256) : thumbprintOf(key, hash));
  } catch (error) {
    if (error instanceof JwtRefusal) throw refused('jwks', `${error.reason}.`);
    throw error;
  }
}
