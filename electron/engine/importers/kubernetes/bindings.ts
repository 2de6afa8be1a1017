// Roles, and the bindings that hand them out.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { Ref, Share, SourceObject } from '#engine/importers/gather/source-object.ts';
import { contributionOfAccount } from './account-use.ts';
import { type Cluster, learnGroup, namespaceOf } from './cluster.ts';
import { grantOf, placedId } from './grants.ts';
import { accountRef, isBuiltIn, isPersonName, principal } from './principals.ts';

export const role: SourceObject<Cluster> = {
  kind: 'role',
  idMember: 'metadata.name',
  id: placedId,
  shares: () => [],
  learn: (fields, { roles }, again) => {
    roles.set(placedId(fields), again);
  },
};

function refOf(subject: Fields, fields: Fields): Ref | null {
  const name = subject.plain('name');
  if (name === '') return null;
  switch (subject.plain('kind')) {
    case 'ServiceAccount':
      return accountRef(subject.plain('namespace') || namespaceOf(fields), name);
    case 'User':
      return principal(name);
    default:
      return null;
  }
}

const isMachine = (name: string): boolean => name.startsWith('system:') || name.startsWith('spiffe://');

/** A binding to several subjects is as many records: each belongs to the identity that it speaks of. */
export const binding: SourceObject<Cluster> = {
  kind: 'binding',
  idMember: 'metadata.name',
  id: placedId,
  shares(fields, { unclear, accounts }) {
    const list = fields.raw('subjects');
    const raws = Array.isArray(list) ? list.filter(isObject) : [];
    const all = Object.fromEntries(fields.names().map((name) => [name, fields.raw(name)]));
    return fields.objects('subjects').flatMap((subject, index): readonly Share[] => {
      const ref = refOf(subject, fields);
      if (ref === null) return [];
      const { namespace, externalId } = ref;
      if (namespace === 'service-account') accounts.add(externalId);
      else if (!isPersonName(externalId) && !isMachine(externalId)) unclear.add(externalId);
      return raws.length === 1
        ? [{ ref, at: '' }]
        : [{ ref, at: `.subjects[${index}]`, raw: { ...all, subjects: [raws[index]] } }];
    });
  },
  learn(fields, cluster, again) {
    for (const subject of fields.objects('subjects'))
      if (subject.plain('kind') === 'Group') learnGroup(cluster, subject.plain('name'), again);
  },
  read({ fields, ref }, cluster, world) {
    const { grant, delegations } = grantOf(fields, ref, cluster, world);
    if (ref.namespace === 'user') {
      return { vendorKind: 'User', builtIn: isBuiltIn(ref), grants: [grant], delegations };
    }
    const common = contributionOfAccount(ref, cluster, world);
    return {
      ...common,
      grants: [grant, ...(common.grants ?? [])],
      delegations: [...delegations, ...(common.delegations ?? [])],
    };
  },
};
