// OAuth clients, as the admin API answers them and as rows of the database hold them.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, isOver, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import { jwkThumbprint } from '#engine/importers/jwk-thumbprint.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import { clientTypeBy, registrationOf, saidText } from '#engine/importers/registration.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Credential, CredentialKind } from '#shared/model/credential.ts';
import { isUnknown, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Registration } from '#shared/model/registration.ts';
import { policyOf } from './lifespans.ts';
import { listIn, nameIn, scopesIn, textIn, timeIn } from './members.ts';
import { clientRef, type Server } from './server.ts';

export const isRow = (fields: Fields): boolean => fields.raw('NID') !== undefined || fields.raw('nid') !== undefined;

/**
 * What a row calls its id is the client id. A client that was made without one gets it from the server, which what was
 * sent does not show: its name has to do.
 */
export const clientIdOf = (client: Fields): string => idIn(client) || client.plain('client_name');

const idIn = (client: Fields): string => client.plain('client_id') || textIn(client, 'ID', 'id');

const kinds: Readonly<Record<string, CredentialKind>> = {
  none: 'none',
  client_secret_basic: 'client_secret',
  client_secret_post: 'client_secret',
  client_secret_jwt: 'secret_jwt',
  private_key_jwt: 'private_key_jwt',
  tls_client_auth: 'mtls',
  self_signed_tls_client_auth: 'mtls',
};

function keysOf(client: Fields): readonly Fields[] {
  const name = nameIn(client, 'jwks', 'JSONWebKeys');
  const set = client.object(name);
  const inner = isObject(set?.raw('JSONWebKeySet')) ? set?.object('JSONWebKeySet') : set;
  return inner?.objects('keys') ?? [];
}

function credentialsOf(client: Fields, fingerprints: Fingerprints, world: World): readonly Credential[] {
  const method = textIn(client, 'token_endpoint_auth_method', 'TokenEndpointAuthMethod');
  const kind = kinds[method] ?? 'client_secret';
  const expiresAt = client.instant(nameIn(client, 'client_secret_expires_at', 'SecretExpiresAt'), 's');
  const status = expiresAt !== undefined && isOver(expiresAt, world.now) ? 'expired' : 'active';
  if (kind === 'private_key_jwt') {
    const uri = textIn(client, 'jwks_uri', 'JSONWebKeysURI');
    const keys = keysOf(client).map((key): Credential => {
      const fingerprint = jwkThumbprint(key, world.sha256);
      const id = key.plain('kid') || (isUnknown(fingerprint) ? 'key' : fingerprint);
      // A key that a client registered ends with the client.
      return { ...blankCredential, id, kind, vendorKind: method, fingerprint, expiresAt: 'never' };
    });
    if (keys.length > 0) return keys;
    return [{ ...blankCredential, id: uri || 'jwks', kind, vendorKind: uri === '' ? method : `${method} by jwks_uri` }];
  }
  if (kind === 'none') return [{ ...blankCredential, id: 'none', kind, vendorKind: method, expiresAt: 'never' }];
  return [
    {
      ...blankCredential,
      id: kind === 'mtls' ? 'certificate' : 'secret',
      kind,
      vendorKind: method || 'client_secret_basic',
      status,
      // Rows hold a salted hash, which tells nobody which secrets are equal.
      fingerprint: (isRow(client) ? undefined : fingerprints.get('client_secret')) ?? unknown('not_in_export'),
      expiresAt: kind === 'mtls' ? unknown('not_in_export') : (expiresAt ?? unknown('not_in_export')),
      binding: kind === 'mtls' ? 'mtls' : 'none',
    },
  ];
}

function grantsOf(client: Fields, scopes: readonly string[], isLive: boolean): readonly Grant[] {
  if (!isLive || scopes.length === 0) return [];
  const audiences = listIn(client, 'audience', 'Audience') ?? [];
  const resources = audiences.length === 0 ? ['no audience'] : [...new Set(audiences)];
  return resources.map((resource) => ({
    ...blankGrant,
    id: `client ${resource}`,
    resource,
    scopes: scopesNamed(scopes, resource),
    offline: scopes.includes('offline') || scopes.includes('offline_access'),
    origin: 'scopes of the client',
  }));
}

const strategyOf = (client: Fields): string => textIn(client, 'access_token_strategy', 'AccessTokenStrategy');

function describe(client: Fields): string {
  const strategy = strategyOf(client);
  const skips = client.isTrue(nameIn(client, 'skip_consent', 'SkipConsent'));
  const said = [strategy === '' ? '' : `access tokens: ${strategy}`, skips ? 'consent is skipped' : ''];
  return said.filter((part) => part !== '').join('; ');
}

/** Left out, the method is client_secret_basic. Who registered it Hydra does not write down. */
function registrationIn(client: Fields): Registration {
  const method = textIn(client, 'token_endpoint_auth_method', 'TokenEndpointAuthMethod') || 'client_secret_basic';
  return registrationOf({
    redirectUris: listIn(client, 'redirect_uris', 'RedirectURIs') ?? [],
    redirectMatch: 'exact',
    grantTypes: listIn(client, 'grant_types', 'GrantTypes') ?? unknown('not_in_export'),
    responseTypes: listIn(client, 'response_types', 'ResponseTypes') ?? unknown('not_in_export'),
    audiences: listIn(client, 'audience', 'Audience') ?? [],
    authMethod: method,
    clientType: clientTypeBy(method),
    clientUri: saidText(textIn(client, 'client_uri', 'ClientURI')),
    metadataUris: [
      textIn(client, 'logo_uri', 'LogoURI'),
      textIn(client, 'tos_uri', 'TermsOfServiceURI'),
      textIn(client, 'policy_uri', 'PolicyURI'),
      textIn(client, 'jwks_uri', 'JSONWebKeysURI'),
    ],
    changedAt: recordedAt(timeIn(client, 'updated_at', 'UpdatedAt')),
  });
}

/** `fingerprints`: none where the client stands inside of another object. */
export function contributionOf(client: Fields, fingerprints: Fingerprints, server: Server, world: World): Contribution {
  const id = clientIdOf(client);
  const scopes = scopesIn(textIn(client, 'scope', 'Scope'));
  const grantTypes = listIn(client, 'grant_types', 'GrantTypes');
  const redirects = listIn(client, 'redirect_uris', 'RedirectURIs') ?? [];
  // Without grant types the authorization code is left to a client, for which it needs somewhere to be sent back to.
  const isLive = grantTypes === undefined || grantTypes.length > 0 || redirects.length > 0;
  const metadata = client.object(nameIn(client, 'metadata', 'Metadata'));
  const environment = metadata?.text('environment') ?? metadata?.text('env');
  const contacts = listIn(client, 'contacts', 'Contacts') ?? [];
  const told = [client.text(nameIn(client, 'owner', 'Owner')), ...contacts].filter((one) => one !== '');
  const uri = textIn(client, 'client_uri', 'ClientURI');
  const isAlone = grantTypes?.every((type) => type === 'client_credentials' || type.endsWith('jwt-bearer')) ?? false;
  return {
    vendorKind: 'OAuth 2.0 client',
    name: textIn(client, 'client_name', 'Name') || id,
    description: describe(client),
    status: isLive ? 'active' : 'disabled',
    owners: ownersIn(told),
    ...(environment !== undefined && { environment }),
    ...(uri !== '' && { publisher: uri }),
    createdAt: recordedAt(timeIn(client, 'created_at', 'CreatedAt')),
    lastUsedAt: server.lastToken.get(id) ?? unknown('not_recorded'),
    ...(isAlone && isLive && (grantTypes?.length ?? 0) > 0 && { autonomy: 'unattended' as const }),
    credentials: credentialsOf(client, fingerprints, world),
    grants: grantsOf(client, scopes, isLive),
    registration: registrationIn(client),
    tokenPolicy: policyOf(client, grantTypes?.length === 0 ? ['authorization_code'] : grantTypes, scopes),
  };
}

export const client: SourceObject<Server> = {
  kind: 'client',
  idMember: 'client_id',
  id: clientIdOf,
  shares: (fields) => [{ ref: clientRef(clientIdOf(fields)), at: '' }],
  read({ fields, fingerprints }, server, world) {
    if (idIn(fields) === '') {
      const message = 'a client without client_id: its name is taken for it';
      fields.complain('info', 'import.guessed', 'client_id', message);
    }
    return contributionOf(fields, fingerprints, server, world);
  },
};
