// Applications of projects: OIDC clients, APIs that introspect, SAML service providers.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { registrationOf } from '#engine/importers/registration.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Credential, CredentialKind } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { ApplicationType, Registration } from '#shared/model/registration.ts';
import { type PolicyLayer, type PolicyOrigin, saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import { appRef, firstLifetimes, type Instance, idInPath, ownersOf, statusOf, timesOf } from './instance.ts';

const configs = [
  'oidcConfig',
  'apiConfig',
  'samlConfig',
  'oidcConfiguration',
  'apiConfiguration',
  'samlConfiguration',
] as const;

export const configNameOf = (app: Fields): string => configs.find((name) => app.raw(name) !== undefined) ?? '';

const idOf = (app: Fields): string => app.plain('id') || app.plain('applicationId') || app.plain('appId');

const kinds: Readonly<Record<string, CredentialKind>> = {
  NONE: 'none',
  BASIC: 'client_secret',
  POST: 'client_secret',
  PRIVATE_KEY_JWT: 'private_key_jwt',
};

function credentialsOf(config: Fields, name: string, fingerprints: Fingerprints): readonly Credential[] {
  const method = config.plain('authMethodType').replace(/^.*METHOD_TYPE_/, '');
  // protobuf leaves out what is zero, which is BASIC.
  const kind = kinds[method === '' || method === '0' ? 'BASIC' : method];
  // The keys themselves are listed on their own.
  if (name.startsWith('saml') || kind === undefined || kind === 'private_key_jwt') return [];
  return [
    {
      ...blankCredential,
      id: kind === 'none' ? 'none' : 'secret',
      kind,
      vendorKind: method === '' ? 'BASIC' : method,
      fingerprint: fingerprints.get(`${name}.clientSecret`) ?? unknown('not_in_export'),
      expiresAt: 'never',
      lastUsedAt: unknown('not_recorded'),
    },
  ];
}

function policyOf(config: Fields, { lifetimes }: Instance): TokenPolicy {
  const { access, refreshIdle, refreshEnd } = lifetimes ?? firstLifetimes;
  const refreshes = (config.texts('grantTypes') ?? []).some((type) => type.endsWith('REFRESH_TOKEN'));
  return {
    accessTtl: access,
    accessTtlFrom: lifetimes === null ? 'vendor_default' : 'tenant',
    refreshAbsolute: refreshes ? refreshEnd : null,
    refreshIdle: refreshes ? refreshIdle : null,
    refreshRotation: refreshes,
    offline: refreshes,
    ...saidLayers(layerOf('tenant', lifetimes), layerOf('vendor_default', firstLifetimes)),
  };

  function layerOf(by: PolicyOrigin, of: Instance['lifetimes']): PolicyLayer | null {
    if (of === null) return null;
    const renewal = { refreshAbsolute: of.refreshEnd, refreshIdle: of.refreshIdle };
    return { by, accessTtl: of.access, ...(refreshes && renewal) };
  }
}

const methods: Readonly<Record<string, string>> = {
  NONE: 'none',
  BASIC: 'client_secret_basic',
  POST: 'client_secret_post',
  PRIVATE_KEY_JWT: 'private_key_jwt',
};
const appTypes: Readonly<Record<string, ApplicationType>> = { WEB: 'web', USER_AGENT: 'user_agent', NATIVE: 'native' };
const responses: Readonly<Record<string, string>> = {
  CODE: 'code',
  ID_TOKEN: 'id_token',
  ID_TOKEN_TOKEN: 'id_token token',
};

/** protobuf leaves out what is zero: the first of each list. */
const enumIn = (config: Fields, name: string, first: string): string =>
  config.plain(name).replace(/^OIDC_(?:AUTH_METHOD|APP)_TYPE_/, '') || first;

/** A client without a secret must send a challenge (S256); others need not. */
function registrationIn(app: Fields, config: Fields): Registration {
  const method = enumIn(config, 'authMethodType', 'BASIC');
  const type = appTypes[enumIn(config, 'appType', 'WEB')];
  const grantTypes = (config.texts('grantTypes') ?? []).map((name) =>
    name.replace(/^OIDC_GRANT_TYPE_/, '').toLowerCase(),
  );
  const responseTypes = (config.texts('responseTypes') ?? []).map(
    (name) => responses[name.replace(/^OIDC_RESPONSE_TYPE_/, '')] ?? name,
  );
  return registrationOf({
    redirectUris: config.texts('redirectUris') ?? [],
    grantTypes: grantTypes.length === 0 ? ['authorization_code'] : grantTypes,
    responseTypes: responseTypes.length === 0 ? ['code'] : responseTypes,
    authMethod: methods[method] ?? unknown('unreadable'),
    clientType: method === 'NONE' ? 'public' : methods[method] === undefined ? unknown('unreadable') : 'confidential',
    ...(type !== undefined && { applicationType: type }),
    pkce: method === 'NONE' ? 'S256' : 'optional',
    way: 'administrator',
    changedAt: recordedAt(app.object('details')?.instant('changeDate') ?? app.instant('changeDate')),
  });
}

export const app: SourceObject<Instance> = {
  kind: 'app',
  idMember: 'id',
  id: idOf,
  shares: (fields) => [{ ref: appRef(idOf(fields)), at: '' }],
  read({ fields, ref, asked, fingerprints }, instance) {
    const name = configNameOf(fields);
    const config = fields.object(name);
    const project = fields.plain('projectId') || idInPath(asked, 'projects');
    const type = config?.plain('accessTokenType').replace(/^.*TYPE_/, '') ?? '';
    const isOidc = name.startsWith('oidc');
    return {
      kind: 'oauth_client',
      vendorKind: isOidc ? 'OIDC application' : name.startsWith('api') ? 'API application' : 'SAML application',
      name: fields.plain('name') || ref.externalId,
      aliases: [config?.plain('clientId') ?? ''],
      description: type === '' ? '' : `access tokens: ${type}`,
      status: statusOf(fields),
      owners: ownersOf(fields),
      createdAt: recordedAt(timesOf(fields)),
      lastUsedAt: unknown('not_recorded'),
      credentials: config === null ? [] : credentialsOf(config, name, fingerprints),
      // An API asks ZITADEL of tokens and gets none of its own.
      ...(config !== null && isOidc && { registration: registrationIn(fields, config) }),
      tokenPolicy: config !== null && isOidc ? policyOf(config, instance) : null,
      ...(project !== '' && name.startsWith('api') && { grants: [introspects(project)] }),
    };
  },
};

const introspects = (project: string) => ({
  ...blankGrant,
  id: `introspect ${project}`,
  resource: `project ${project}`,
  scopes: scopesNamed(['introspect'], 'zitadel'),
  origin: 'API application',
});
