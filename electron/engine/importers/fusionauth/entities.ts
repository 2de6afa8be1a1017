// Entities: the machines of FusionAuth, their types, and what they and people may do to each other.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Ref, SourceObject } from '#engine/importers/gather/source-object.ts';
import { isUnknown, unknown } from '#shared/model/fact.ts';
import { createdAt, entityRef, environmentOf, type Instance, ownersOf, userRef } from './instance.ts';
import { policyOfEntity } from './lifetimes.ts';

const typeOf = (entity: Fields | null) => {
  const type = entity?.object('type') ?? null;
  return { id: type?.plain('id') ?? '', name: type?.plain('name') ?? '' };
};

export const entity: SourceObject<Instance> = {
  kind: 'entity',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields) => [{ ref: entityRef(fields.plain('id')), at: '' }],
  learn(fields, { names }) {
    names.set(fields.plain('id'), fields.plain('name'));
  },
  read({ fields, ref, fingerprints }, instance, world) {
    const type = typeOf(fields);
    const made = createdAt(fields);
    const changed = fields.instant('lastUpdateInstant', 'ms');
    const environment = environmentOf(fields);
    const parent = fields.plain('parentId');
    return {
      vendorKind: type.name === '' ? 'entity' : `entity of the type ${type.name}`,
      name: fields.plain('name') || ref.externalId,
      aliases: [fields.plain('clientId')],
      owners: ownersOf(fields),
      ...(environment !== undefined && { environment }),
      createdAt: made,
      lastUsedAt: unknown('not_recorded'),
      autonomy: 'unattended',
      credentials: [
        {
          ...blankCredential,
          id: 'clientSecret',
          kind: 'client_secret',
          vendorKind: 'client secret',
          fingerprint: fingerprints.get('clientSecret') ?? unknown('not_in_export'),
          createdAt: made,
          // Any change of the entity moves its time: only where nothing was ever changed, the secret was not either.
          rotatedAt: !isUnknown(made) && changed === made ? made : unknown('not_recorded'),
          expiresAt: 'never',
          lastUsedAt: unknown('not_recorded'),
        },
      ],
      delegations:
        parent === ''
          ? []
          : [{ kind: 'spawned', from: world.idOf(entityRef(parent)), to: world.idOf(ref), scopes: [] }],
      tokenPolicy: policyOfEntity(fields, type.id, instance),
    };
  },
};

/** Its permissions are what grants on its entities can name. */
export const entityType: SourceObject<Instance> = {
  kind: 'entity type',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: () => [],
  learn(fields, { typeTtl }) {
    const jwt = fields.object('jwtConfiguration');
    const ttl = jwt?.isTrue('enabled') === true ? jwt.seconds('timeToLiveInSeconds') : undefined;
    if (ttl !== undefined) typeTtl.set(fields.plain('id'), ttl);
  },
};

function recipientOf(grant: Fields): Ref | null {
  const [entityId, userId] = [grant.plain('recipientEntityId'), grant.plain('userId')];
  if (entityId !== '') return entityRef(entityId);
  return userId === '' ? null : userRef(userId);
}

const targetOf = (grant: Fields): string => grant.object('entity')?.plain('id') || grant.plain('entityId');

export const entityGrant: SourceObject<Instance> = {
  kind: 'entity grant',
  idMember: 'recipientEntityId',
  id: (fields) => {
    const ref = recipientOf(fields);
    return ref === null ? '' : fields.plain('id') || `${ref.externalId} ${targetOf(fields)}`;
  },
  shares(fields) {
    const ref = recipientOf(fields);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read({ fields, ref }, { names }, world) {
    const [target, permissions] = [targetOf(fields), fields.texts('permissions') ?? []];
    const inner = fields.object('entity');
    const resource = inner?.plain('name') || names.get(target) || target || 'entity';
    const grant = {
      ...blankGrant,
      id: `entity grant ${fields.plain('id') || target}`,
      resource,
      scopes: scopesNamed(permissions, typeOf(inner).name || resource),
      origin: 'entity grant',
    };
    const isUser = ref.namespace === 'user' && target !== '';
    return {
      grants: [grant],
      delegations: isUser
        ? [{ kind: 'may_act', from: world.idOf(entityRef(target)), to: world.idOf(ref), scopes: permissions }]
        : [],
    };
  },
};
