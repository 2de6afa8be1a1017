// How long the tokens of a client live (Ory Hydra, "Configure token lifespans").
import type { Fields } from '#engine/importers/fields.ts';
import { durationIn } from '#engine/importers/gather/go-duration.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';

/** `ttl.access_token` and `ttl.refresh_token` where the server's configuration does not say otherwise. */
const defaultAccess: Seconds = 3600;
const defaultRefresh: Seconds = 720 * 3600;

/** Grant types with the names of their lifespans in the API and in database rows. */
const families: readonly (readonly [grantType: string, api: string, row: string])[] = [
  ['authorization_code', 'authorization_code_grant', 'AuthorizationCodeGrant'],
  ['client_credentials', 'client_credentials_grant', 'ClientCredentialsGrant'],
  ['implicit', 'implicit_grant', 'ImplicitGrant'],
  ['password', 'password_grant', 'PasswordGrant'],
  ['refresh_token', 'refresh_token_grant', 'RefreshTokenGrant'],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'jwt_bearer_grant', 'JwtBearerGrant'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device_authorization_grant', 'DeviceAuthorizationGrant'],
];

type Token = 'access_token' | 'refresh_token';

const rowNames: Readonly<Record<Token, string>> = {
  access_token: 'AccessTokenLifespan',
  refresh_token: 'RefreshTokenLifespan',
};

/** Rows hold `{Duration, Valid}`, in nanoseconds. */
function inRow(client: Fields, name: string): Fact<Seconds> | undefined {
  const lifespan = client.object('Lifespans')?.object(name);
  if (lifespan === null || lifespan === undefined || !lifespan.isTrue('Valid')) return undefined;
  const nanoseconds = lifespan.number('Duration');
  return nanoseconds === undefined || isUnknown(nanoseconds) ? nanoseconds : nanoseconds / 1e9;
}

/** The API writes Go's durations; the columns of the database hold nanoseconds. */
function inColumn(client: Fields, name: string): Fact<Seconds> | undefined {
  const value = durationIn(client, name);
  return client.raw('nid') !== undefined && typeof value === 'number' ? value / 1e9 : value;
}

function longest(client: Fields, grantTypes: readonly string[] | undefined, token: Token, otherwise: Seconds) {
  const named = families.filter(([type]) => grantTypes?.includes(type));
  // Grant types that nobody knows may be any.
  const used = named.length === 0 && grantTypes?.length !== 0 ? families : named;
  const said = used.map(([, api, row]) =>
    client.raw('Lifespans') === undefined
      ? inColumn(client, `${api}_${token}_lifespan`)
      : inRow(client, `${row}${rowNames[token]}`),
  );
  if (said.some((one) => one !== undefined && isUnknown(one)))
    return { seconds: unknown('unreadable'), isOwn: true } as const;
  const own = said.filter((one) => typeof one === 'number');
  // A grant type without a lifespan of its own has the server's.
  const seconds = Math.max(...own, ...(own.length < said.length || own.length === 0 ? [otherwise] : []));
  return { seconds, isOwn: own.includes(seconds) } as const;
}

/** `grantTypes` undefined: the source does not say, so any may be in use. */
export function policyOf(
  client: Fields,
  grantTypes: readonly string[] | undefined,
  scopes: readonly string[],
): TokenPolicy {
  const access = longest(client, grantTypes, 'access_token', defaultAccess);
  const offline = scopes.includes('offline') || scopes.includes('offline_access');
  const refreshes = offline && (grantTypes === undefined || grantTypes.includes('refresh_token'));
  const refresh = longest(
    client,
    grantTypes?.filter((type) => type !== 'client_credentials' && !type.endsWith('jwt-bearer') && type !== 'implicit'),
    'refresh_token',
    defaultRefresh,
  );
  return {
    accessTtl: access.seconds,
    accessTtlFrom: access.isOwn ? 'client' : 'vendor_default',
    // Each refresh token that replaces another one lives anew: the chain has no end.
    refreshAbsolute: refreshes ? 'never' : null,
    refreshIdle: refreshes ? refresh.seconds : null,
    refreshRotation: refreshes,
    offline,
    ...saidLayers(
      {
        by: 'client',
        accessTtl: access.isOwn ? access.seconds : undefined,
        refreshIdle: refreshes && refresh.isOwn ? refresh.seconds : undefined,
      },
      { by: 'vendor_default', accessTtl: defaultAccess, refreshIdle: refreshes ? defaultRefresh : undefined },
    ),
  };
}
