import type { Fields } from '#engine/importers/fields.ts';
import { durationIn } from '#engine/importers/gather/go-duration.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { app, configNameOf } from './apps.ts';
import { credential } from './credentials.ts';
import { authorization, member } from './grants.ts';
import { firstLifetimes, type Instance } from './instance.ts';
import { user } from './users.ts';

/** OIDC settings of the instance: how long all tokens live. */
const settings: SourceObject<Instance> = {
  kind: 'settings',
  idMember: 'accessTokenLifetime',
  id: (fields) => fields.plain('accessTokenLifetime'),
  shares: () => [],
  learn(fields, instance) {
    instance.lifetimes = {
      access: durationIn(fields, 'accessTokenLifetime') ?? firstLifetimes.access,
      refreshIdle: durationIn(fields, 'refreshTokenIdleExpiration') ?? firstLifetimes.refreshIdle,
      refreshEnd: durationIn(fields, 'refreshTokenExpiration') ?? firstLifetimes.refreshEnd,
    };
  },
};

/** Projects, organisations and what they grant each other: nobody's identity. */
const other: SourceObject<Instance> = {
  kind: 'object',
  idMember: 'id',
  id: (fields) => fields.record,
  shares(fields, { others }) {
    const isGrant = fields.raw('grantedRoleKeys') !== undefined || fields.raw('grantedOrgId') !== undefined;
    const what = isGrant
      ? 'project grants, which hand roles to other organizations'
      : `objects with ${fields.names().slice(0, 4).join(', ')}`;
    others.set(what, (others.get(what) ?? 0) + 1);
    return [];
  },
};

function tell(fields: Fields, asked: Asked | undefined): SourceObject<Instance> {
  const has = (...names: readonly string[]): boolean => names.some((name) => fields.raw(name) !== undefined);
  if (has('human', 'machine')) return user;
  if (configNameOf(fields) !== '') return app;
  if (has('accessTokenLifetime')) return settings;
  if (has('grantedRoleKeys') || (has('grantedOrgId') && !has('userId'))) return other;
  if (has('roleKeys') || (has('project', 'projectName') && has('user', 'userId'))) return authorization;
  if (
    has('roles') &&
    has('userId', 'user') &&
    !has('instance', 'organization', 'projectGrant', 'iam', 'orgId') &&
    has('state')
  )
    return authorization;
  if (has('roles') && has('userId', 'user')) return member;
  const isCredential =
    has('expirationDate', 'keyId', 'tokenId', 'keyDetails', 'keyContent') ||
    fields.plain('type').startsWith('KEY_TYPE');
  if (isCredential || /\/(?:pats|keys)\b|ListKeys|PersonalAccessToken/.test(asked?.url ?? '')) return credential;
  return other;
}

export const zitadelObjects: Vendored<Instance> = {
  objects: [user, app, authorization, member, credential, settings, other],
  tell,
  remarks({ others }, world) {
    for (const [what, count] of others)
      world.remark('import.skipped', '', `${what} are no identities: ${count} kept as records`);
  },
};
