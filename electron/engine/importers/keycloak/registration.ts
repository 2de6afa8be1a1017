// What a client representation and its realm say of its registration (Keycloak server administration guide, "OIDC clients").
import type { Fields } from '#engine/importers/fields.ts';
import { registrationOf } from '#engine/importers/registration.ts';
import { isUnknown, unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { PkcePolicy, RegistrationDoor } from '#shared/model/registration.ts';

const methods: Readonly<Record<string, string>> = {
  'client-secret-jwt': 'client_secret_jwt',
  'client-jwt': 'private_key_jwt',
  'client-x509': 'tls_client_auth',
};

/** `rootUrl` stands before a redirect that is only a path. */
function redirectsOf(client: Fields): readonly string[] | undefined {
  const root = client.plain('rootUrl');
  return client
    .texts('redirectUris')
    ?.map((uri) => (uri.startsWith('/') && /^https?:/.test(root) ? root.replace(/\/$/, '') + uri : uri));
}

function grantTypesOf(client: Fields, own: Fields | null): readonly string[] {
  const code = client.flag('standardFlowEnabled');
  const signsIn = code === undefined || isUnknown(code) ? !client.isTrue('serviceAccountsEnabled') : code;
  const list = [
    signsIn && 'authorization_code',
    client.isTrue('implicitFlowEnabled') && 'implicit',
    client.isTrue('directAccessGrantsEnabled') && 'password',
    client.isTrue('serviceAccountsEnabled') && 'client_credentials',
    own?.isTrue('oauth2.device.authorization.grant.enabled') === true && 'urn:ietf:params:oauth:grant-type:device_code',
    own?.isTrue('oidc.ciba.grant.enabled') === true && 'urn:openid:params:grant-type:ciba',
    own?.isTrue('standard.token.exchange.enabled') === true && 'urn:ietf:params:oauth:grant-type:token-exchange',
  ];
  return list.filter((name) => name !== false);
}

function pkceOf(own: Fields | null): PkcePolicy {
  const method = own?.plain('pkce.code.challenge.method') ?? '';
  return method === 'S256' || method === 'plain' ? method : 'optional';
}

const policies = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy';

/**
 * Without a token Keycloak lets register whoever the policies for anonymous requests let through: `trusted-hosts` is the
 * one that asks who it is. With it and an empty list nobody passes.
 */
function doorOf(realm: Fields): RegistrationDoor | null {
  const components = realm.object('components');
  if (components === null || components.raw(policies) === undefined) return null;
  const anonymous = components.objects(policies).filter((policy) => policy.plain('subType') === 'anonymous');
  // A realm that lists none at all was cut down by hand, or was made by a tool that leaves them out.
  if (anonymous.length === 0) return null;
  const trusted = anonymous.filter((policy) => policy.plain('providerId') === 'trusted-hosts');
  const asks = trusted.some((policy) =>
    ['host-sending-registration-request-must-match', 'client-uris-must-match'].some(
      (name) => policy.object('config')?.texts(name)?.includes('false') !== true,
    ),
  );
  return asks ? 'token' : 'anybody';
}

/** SAML clients and resource servers register nothing that OAuth knows. */
export function registrationOfClient(client: Fields, realm: Fields): Pick<Identity, 'registration'> {
  if (client.isTrue('bearerOnly') || client.plain('protocol') === 'saml') return {};
  const own = client.object('attributes');
  const grantTypes = grantTypesOf(client, own);
  const redirects = redirectsOf(client);
  const isPublic = client.isTrue('publicClient');
  const method = isPublic ? 'none' : methods[client.plain('clientAuthenticatorType')];
  const door = doorOf(realm);
  const responseTypes = [
    ...(grantTypes.includes('authorization_code') ? ['code'] : []),
    ...(grantTypes.includes('implicit') ? ['id_token', 'id_token token', 'token'] : []),
  ];
  const home = client.plain('baseUrl');
  return {
    registration: registrationOf({
      ...(redirects !== undefined && { redirectUris: redirects }),
      redirectMatch: 'pattern',
      grantTypes,
      responseTypes,
      // `client-secret` takes the secret from the header and from the body.
      authMethod: method ?? unknown('not_recorded'),
      clientType: isPublic ? 'public' : 'confidential',
      pkce: pkceOf(own),
      ...(/^https?:/.test(home) && { clientUri: home }),
      metadataUris: [
        own?.plain('logoUri') ?? '',
        own?.plain('policyUri') ?? '',
        own?.plain('tosUri') ?? '',
        own?.plain('jwks.url') ?? '',
      ],
      ...(own?.raw('client_id_issued_at') !== undefined && { way: 'dynamic' as const }),
      ...(door !== null && { server: { registration: door } }),
    }),
  };
}
