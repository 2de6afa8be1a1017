// The identity store: entities, their aliases in auth methods, and the groups that they are in.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, Share, SourceObject } from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import { unknown } from '#shared/model/fact.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import { type Cluster, entityRef, isForPeople } from './cluster.ts';
import { grantsOf } from './grants.ts';

/** Somebody who logs in as people do is one. */
const kindOf = (entity: Fields): IdentityKind =>
  entity.objects('aliases').some((alias) => isForPeople(alias.plain('mount_type'))) ? 'human' : 'service_account';

const aliasesOf = (alias: Fields): readonly string[] => [alias.plain('name'), alias.plain('id')];

export const entity: SourceObject<Cluster> = {
  kind: 'entity',
  idMember: 'id',
  id: (fields) => fields.plain('id'),
  shares: (fields) => [{ ref: entityRef(fields.plain('id'), kindOf(fields)), at: '' }],
  read({ fields, ref }, cluster) {
    const metadata = fields.object('metadata');
    const told = ['owner', 'contact', 'maintainer'].map((name) => metadata?.text(name));
    const environment = metadata?.text('environment') ?? metadata?.text('env');
    // A group may have named the entity before it was known what it is.
    const kind = kindOf(fields);
    return {
      kind,
      vendorKind: 'entity',
      name: fields.plain('name') || ref.externalId,
      aliases: [
        ...fields.objects('aliases').flatMap(aliasesOf),
        fields.plain('name'),
        ...(fields.texts('merged_entity_ids') ?? []),
      ],
      status: fields.isTrue('disabled') ? 'disabled' : 'active',
      owners: ownersIn(told, undefined, [metadata?.text('team')]),
      ...(environment !== undefined && { environment }),
      createdAt: recordedAt(fields.instant('creation_time')),
      lastUsedAt: unknown('not_recorded'),
      ...(kind !== 'human' && { autonomy: 'unattended' as const }),
      grants: grantsOf(fields.texts('policies') ?? [], 'the entity', cluster),
    };
  },
};

/** By what an auth method calls an entity. */
export const alias: SourceObject<Cluster> = {
  kind: 'entity alias',
  idMember: 'canonical_id',
  id: (fields) => (fields.plain('canonical_id') === '' ? '' : fields.plain('id') || fields.plain('name')),
  shares: (fields) => [
    {
      ref: entityRef(
        fields.plain('canonical_id'),
        isForPeople(fields.plain('mount_type')) ? 'human' : 'service_account',
      ),
      at: '',
    },
  ],
  read: ({ fields }): Contribution => ({ vendorKind: 'entity', aliases: aliasesOf(fields) }),
};

/** A group with several members is as many records: each belongs to the entity that it speaks of. */
export const group: SourceObject<Cluster> = {
  kind: 'group',
  idMember: 'id',
  id: (fields) => fields.plain('id') || fields.plain('name'),
  shares(fields): readonly Share[] {
    const members = [...new Set(fields.texts('member_entity_ids') ?? [])].filter((id) => id !== '');
    const all = Object.fromEntries(fields.names().map((name) => [name, fields.raw(name)]));
    return members.map((id, index) =>
      members.length === 1
        ? { ref: entityRef(id), at: '' }
        : { ref: entityRef(id), at: `.member_entity_ids[${index}]`, raw: { ...all, member_entity_ids: [id] } },
    );
  },
  read({ fields }, cluster) {
    const name = fields.plain('name') || fields.plain('id');
    return { vendorKind: 'entity', grants: grantsOf(fields.texts('policies') ?? [], `the group ${name}`, cluster) };
  },
};
