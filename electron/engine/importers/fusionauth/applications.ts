// Applications, and the refresh tokens by which they act for people.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { registrationOf } from '#engine/importers/registration.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { IdentityStatus } from '#shared/model/identity.ts';
import type { PkcePolicy, Registration } from '#shared/model/registration.ts';
import { applicationRef, createdAt, environmentOf, type Instance, ownersOf, userRef } from './instance.ts';
import { policyOfApplication } from './lifetimes.ts';

/** The administration of FusionAuth itself has this id everywhere. */
const ownId = '3c219e58-ed0e-4b18-ad48-f4f92793ae32';

function credentialsOf(oauth: Fields | null, fingerprints: Fingerprints): readonly Credential[] {
  if (oauth === null) return [];
  const policy = oauth.plain('clientAuthenticationPolicy');
  const isPublic = policy === 'NotRequired' || (policy === '' && oauth.flag('requireClientAuthentication') === false);
  const base = { ...blankCredential, expiresAt: 'never' as const, lastUsedAt: unknown('not_recorded') };
  return [
    isPublic
      ? { ...base, id: 'none', kind: 'none', vendorKind: policy || 'no client authentication' }
      : {
          ...base,
          id: 'clientSecret',
          kind: 'client_secret',
          vendorKind: 'client secret',
          fingerprint: fingerprints.get('oauthConfiguration.clientSecret') ?? unknown('not_in_export'),
        },
  ];
}

/** `NotRequiredWhenUsingClientAuthentication`: of a public client it is. */
function pkceOf(oauth: Fields, isPublic: boolean): PkcePolicy | undefined {
  const policy = oauth.plain('proofKeyForCodeExchangePolicy');
  if (policy === 'Required') return 'S256';
  if (policy === 'NotRequiredWhenUsingClientAuthentication') return isPublic ? 'S256' : 'optional';
  return policy === 'NotRequired' ? 'optional' : undefined;
}

function registrationIn(application: Fields, oauth: Fields): Registration {
  const policy = oauth.plain('clientAuthenticationPolicy');
  const isPublic = policy === 'NotRequired' || (policy === '' && oauth.flag('requireClientAuthentication') === false);
  const isConfidential = policy === 'Required' || (policy === '' && oauth.isTrue('requireClientAuthentication'));
  const grantTypes = oauth.texts('enabledGrants');
  const pkce = pkceOf(oauth, isPublic);
  const match = oauth.plain('authorizedURLValidationPolicy');
  return registrationOf({
    redirectUris: oauth.texts('authorizedRedirectURLs') ?? [],
    ...(match !== '' && { redirectMatch: match === 'AllowWildcards' ? ('pattern' as const) : ('exact' as const) }),
    ...(grantTypes !== undefined && { grantTypes }),
    ...(grantTypes?.includes('implicit') === true && { responseTypes: ['token'] }),
    ...(isPublic && { authMethod: 'none' }),
    ...(isPublic || isConfidential ? { clientType: isPublic ? ('public' as const) : ('confidential' as const) } : {}),
    ...(pkce !== undefined && { pkce }),
    way: 'administrator',
    changedAt: recordedAt(application.instant('lastUpdateInstant', 'ms')),
  });
}

function statusOf(application: Fields): IdentityStatus {
  const state = application.plain('state');
  if (state === 'PendingDelete') return 'retired';
  return state === 'Inactive' || application.flag('active') === false ? 'disabled' : 'active';
}

export const application: SourceObject<Instance> = {
  kind: 'application',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields) => [{ ref: applicationRef(fields.plain('id')), at: '' }],
  learn(fields, { names }) {
    names.set(fields.plain('id'), fields.plain('name'));
  },
  read({ fields, ref: { externalId }, fingerprints }, instance) {
    const oauth = fields.object('oauthConfiguration');
    const environment = environmentOf(fields);
    const name = fields.plain('name') || externalId;
    const scopes = fields.objects('scopes').map((scope) => scope.plain('name'));
    const resources = oauth?.texts('authorizedResourceUris') ?? [];
    return {
      vendorKind: 'application',
      name,
      aliases: [oauth?.plain('clientId') ?? ''],
      description: (oauth?.texts('enabledGrants') ?? []).map((grant) => `grant ${grant}`).join('; '),
      status: statusOf(fields),
      owners: ownersOf(fields),
      ...(environment !== undefined && { environment }),
      createdAt: createdAt(fields),
      lastUsedAt: instance.lastRefresh.get(externalId) ?? unknown('not_recorded'),
      builtIn: externalId === ownId,
      credentials: credentialsOf(oauth, fingerprints),
      grants:
        scopes.length === 0
          ? []
          : (resources.length === 0 ? [name] : resources).map((resource) => ({
              ...blankGrant,
              id: `scopes ${resource}`,
              resource,
              scopes: scopesNamed(
                scopes.filter((scope) => scope !== ''),
                resource,
              ),
              origin: 'scopes of the application',
            })),
      ...(oauth !== null && { registration: registrationIn(fields, oauth) }),
      tokenPolicy: policyOfApplication(fields, instance),
    };
  },
};

const usedAt = (token: Fields) => {
  const device = token.object('metaData')?.object('device');
  return device?.instant('lastAccessedInstant', 'ms') ?? token.instant('startInstant', 'ms');
};

/** Without an application it is only the session of a person at the login page. */
export const refreshToken: SourceObject<Instance> = {
  kind: 'refresh token',
  idMember: 'id',
  id: (fields) =>
    fields.plain('id') ||
    [fields.plain('userId'), fields.plain('applicationId'), fields.plain('startInstant')].join(' ').trim(),
  shares(fields) {
    const [app, user] = [fields.plain('applicationId'), fields.plain('userId')];
    if (app !== '') return [{ ref: applicationRef(app), at: '' }];
    return user === '' ? [] : [{ ref: userRef(user), at: '' }];
  },
  learn(fields, { lastRefresh }) {
    const [app, at] = [fields.plain('applicationId'), usedAt(fields)];
    if (app !== '' && typeof at === 'number') lastRefresh.set(app, Math.max(at, lastRefresh.get(app) ?? 0));
  },
  read({ fields, ref }, { lastRefresh, names }, world) {
    const user = fields.plain('userId');
    if (ref.namespace === 'user') return { vendorKind: 'user' };
    const metadata = fields.object('metaData');
    const scopes = metadata?.texts('scopes') ?? [];
    const resources = metadata?.texts('resources') ?? [];
    const human = user === '' ? null : world.idOf(userRef(user));
    const used = usedAt(fields);
    return {
      vendorKind: 'application',
      name: names.get(ref.externalId) || ref.externalId,
      lastUsedAt: lastRefresh.get(ref.externalId) ?? unknown('not_recorded'),
      grants: (resources.length === 0 ? [names.get(ref.externalId) || ref.externalId] : resources).map((resource) => ({
        ...blankGrant,
        id: `refresh token ${fields.plain('id')} ${resource}`,
        resource,
        scopes: scopesNamed(scopes, resource),
        onBehalfOf: human,
        subjects: human === null ? 0 : 1,
        expiresAt: unknown('not_in_export'),
        lastUsedAt: used === undefined ? unknown('not_recorded') : recordedAt(used),
        offline: true,
        origin: 'refresh token',
      })),
      delegations: human === null ? [] : [{ kind: 'acts_for', from: human, to: world.idOf(ref), scopes }],
    };
  },
};
