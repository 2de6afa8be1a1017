// API keys, and the people that use what FusionAuth guards.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, isOver, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import { createdAt, type Instance, keyRef, userRef } from './instance.ts';

const keyIdOf = (key: Fields): string => key.plain('id') || nameOf(key);

const nameOf = (key: Fields): string =>
  key.plain('name') ||
  (key.object('metaData')?.object('attributes')?.plain('description') ?? '') ||
  key.plain('description');

/** Endpoints with their verbs; a key without any may do everything. */
function grantsOf(key: Fields): readonly Grant[] {
  const tenant = key.plain('tenantId');
  const place = tenant === '' ? 'all tenants' : `tenant ${tenant}`;
  const endpoints = key.object('permissions')?.object('endpoints') ?? null;
  const paths = endpoints?.names() ?? [];
  const manager = key.isTrue('keyManager')
    ? [
        {
          ...blankGrant,
          id: 'keyManager',
          resource: place,
          scopes: scopesNamed(['keyManager'], 'fusionauth'),
          origin: 'key manager',
        },
      ]
    : [];
  // Permissions that cannot be read are not the same as none.
  const isReadable = ['permissions', 'endpoints'].every((name) => {
    const holder = name === 'permissions' ? key : key.object('permissions');
    const value = holder?.raw(name);
    return value === undefined || (typeof value === 'object' && !Array.isArray(value));
  });
  if (!isReadable) return manager;
  if (paths.length === 0) {
    const origin = 'API key without permissions: super user';
    return [
      { ...blankGrant, id: 'super user', resource: place, scopes: scopesNamed(['*'], 'fusionauth'), origin },
      ...manager,
    ];
  }
  const own = paths.map((path): Grant => {
    const verbs = endpoints?.texts(path) ?? [];
    const scopes = scopesNamed(
      verbs.map((verb) => `${verb} ${path}`),
      'fusionauth',
    );
    return { ...blankGrant, id: `endpoint ${path}`, resource: place, scopes, origin: 'API key' };
  });
  return [...own, ...manager];
}

export const apiKey: SourceObject<Instance> = {
  kind: 'API key',
  idMember: 'id',
  id: keyIdOf,
  shares: (fields) => [{ ref: keyRef(keyIdOf(fields)), at: '' }],
  read({ fields, ref, fingerprints }, _instance, world) {
    // Where nothing stands, the key has no end.
    const expiresAt = fields.instant('expirationInstant', 'ms') ?? 'never';
    const status = isOver(expiresAt, world.now) ? 'expired' : 'active';
    const made = createdAt(fields);
    return {
      vendorKind: fields.isTrue('keyManager') ? 'API key that manages keys' : 'API key',
      name: nameOf(fields) || ref.externalId,
      status,
      owners: unknown('not_recorded'),
      createdAt: made,
      lastUsedAt: unknown('not_recorded'),
      autonomy: 'unattended',
      credentials: [
        {
          ...blankCredential,
          id: 'key',
          kind: 'api_key',
          vendorKind: 'API key',
          status,
          fingerprint: fingerprints.get('key') ?? unknown('not_in_export'),
          createdAt: made,
          // A key keeps its value as long as it is there.
          rotatedAt: made,
          expiresAt,
          lastUsedAt: unknown('not_recorded'),
        },
      ],
      grants: grantsOf(fields),
    };
  },
};

export const user: SourceObject<Instance> = {
  kind: 'user',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields) => [{ ref: userRef(fields.plain('id')), at: '' }],
  read({ fields, ref }, { names }, world) {
    const parts = [fields.plain('firstName'), fields.plain('lastName')].filter((part) => part !== '');
    const email = fields.plain('email');
    const login = fields.plain('username') || fields.plain('uniqueUsername');
    const isOut = fields.flag('active') === false;
    const ended = isOver(fields.instant('expiry', 'ms') ?? 'never', world.now);
    return {
      vendorKind: 'user',
      name: fields.plain('fullName') || parts.join(' ') || email || login || ref.externalId,
      aliases: [email, login, ...fields.objects('identities').map((one) => one.plain('value'))],
      status: isOut ? 'disabled' : ended ? 'expired' : 'active',
      owners: unknown('not_recorded'),
      createdAt: createdAt(fields),
      lastUsedAt: fields.instant('lastLoginInstant', 'ms') ?? unknown('not_recorded'),
      grants: fields.objects('registrations').flatMap((registration): readonly Grant[] => {
        const app = registration.plain('applicationId');
        const roles = registration.texts('roles') ?? [];
        if (app === '' || roles.length === 0) return [];
        const resource = names.get(app) || app;
        return [
          {
            ...blankGrant,
            id: `registration ${app}`,
            resource,
            scopes: scopesNamed(roles, app),
            origin: 'registration',
          },
        ];
      }),
    };
  },
};
