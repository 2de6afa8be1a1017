import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { application, refreshToken } from './applications.ts';
import { entity, entityGrant, entityType } from './entities.ts';
import type { Instance } from './instance.ts';
import { apiKey, user } from './keys-and-users.ts';

const tenant: SourceObject<Instance> = {
  kind: 'tenant',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: () => [],
  learn(fields, { tenants }, again) {
    tenants.set(fields.plain('id'), again);
  },
};

/** Groups, themes, webhooks and other settings: nobody's identity. */
const other: SourceObject<Instance> = {
  kind: 'object',
  idMember: 'id',
  id: (fields) => fields.record,
  shares(fields, { others }) {
    const what = `objects with ${fields.names().slice(0, 4).join(', ')}`;
    others.set(what, (others.get(what) ?? 0) + 1);
    return [];
  },
};

const usersMembers = [
  'email',
  'username',
  'uniqueUsername',
  'registrations',
  'memberships',
  'passwordChangeRequired',
  'usernameStatus',
  'twoFactor',
] as const;

/** In the words of the API's addresses, where an object has too few members of its own. */
function askedFor(asked: Asked | undefined): SourceObject<Instance> | null {
  const path = asked?.url ?? '';
  if (/\/api\/entity\/type/.test(path)) return entityType;
  if (/\/api\/entity\/(?:[^/]+\/)?grant/.test(path)) return entityGrant;
  if (/\/api\/entity(?:\/|$|\?)/.test(path)) return entity;
  if (/\/api\/api-key/.test(path)) return apiKey;
  if (/\/api\/application/.test(path)) return application;
  if (/\/api\/user(?:\/|$|\?)/.test(path)) return user;
  return /\/api\/jwt\/refresh/.test(path) ? refreshToken : null;
}

function tell(fields: Fields, asked: Asked | undefined): SourceObject<Instance> {
  const has = (...names: readonly string[]): boolean => names.some((name) => fields.raw(name) !== undefined);
  // What a kickstart file asks for on the first start: it has no ids yet.
  if (has('method') && has('url')) return other;
  if (has('oauthConfiguration') && !has('issuer')) return application;
  if (has('issuer') && has('jwtConfiguration')) return tenant;
  if (has('recipientEntityId') || (has('permissions') && has('entity', 'entityId'))) return entityGrant;
  const isKey =
    has('key', 'keyManager', 'ipAccessControlListId', 'retrievable') && !has('kid', 'algorithm', 'publicKey');
  if (isKey || isObject(fields.raw('permissions'))) return apiKey;
  if (isObject(fields.raw('type')) && has('id', 'clientId')) return entity;
  if (Array.isArray(fields.raw('permissions')) && has('name')) return entityType;
  if (has('startInstant', 'token') && has('userId', 'applicationId')) return refreshToken;
  if (usersMembers.some((name) => has(name)) && has('id')) return user;
  if (has('loginConfiguration') && has('active', 'state')) return application;
  return askedFor(asked) ?? other;
}

export const fusionAuthObjects: Vendored<Instance> = {
  objects: [entity, application, apiKey, user, refreshToken, entityGrant, entityType, tenant, other],
  tell,
  remarks({ others }, world) {
    for (const [what, count] of others)
      world.remark('import.skipped', '', `${what} are no identities: ${count} kept as records`);
  },
};
