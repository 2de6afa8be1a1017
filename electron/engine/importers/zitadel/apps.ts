// Applications of projects: OIDC clients, APIs that introspect, SAML service providers.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Credential, CredentialKind } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
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
  };
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
