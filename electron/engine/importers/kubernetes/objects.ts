import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { account, isTokenSecret, tokenSecret } from './accounts.ts';
import { binding, role } from './bindings.ts';
import { type Cluster, countIn, namespaceOf, placeOf } from './cluster.ts';
import { workload } from './workloads.ts';

const rbac = 'rbac.authorization.k8s.io/';

/** Kinds whose names other groups use too are told by their group. */
const kinds: ReadonlyMap<string, { readonly object: SourceObject<Cluster>; readonly api: string }> = new Map([
  ['ServiceAccount', { object: account, api: 'v1' }],
  ['Role', { object: role, api: rbac }],
  ['ClusterRole', { object: role, api: rbac }],
  ['RoleBinding', { object: binding, api: rbac }],
  ['ClusterRoleBinding', { object: binding, api: rbac }],
  ['Pod', { object: workload, api: 'v1' }],
  ['ReplicationController', { object: workload, api: 'v1' }],
  ['Deployment', { object: workload, api: '' }],
  ['ReplicaSet', { object: workload, api: 'apps/' }],
  ['StatefulSet', { object: workload, api: 'apps/' }],
  ['DaemonSet', { object: workload, api: '' }],
  ['Job', { object: workload, api: 'batch/' }],
  ['CronJob', { object: workload, api: 'batch/' }],
]);

/** Objects that are no identities and say nothing of any: kept as records, and counted. */
const other: SourceObject<Cluster> = {
  kind: 'object',
  idMember: 'metadata.name',
  id: (fields) => {
    const { name } = placeOf(fields);
    return name === '' ? '' : `${fields.plain('apiVersion')}/${fields.plain('kind')}/${namespaceOf(fields)}/${name}`;
  },
  shares(fields, { others }) {
    countIn(others, fields.plain('kind'));
    return [];
  },
};

function tell(fields: Fields): SourceObject<Cluster> | null {
  const [kind, api] = [fields.plain('kind'), fields.plain('apiVersion')];
  if (kind === 'Secret' || kind === 'PartialObjectMetadata') return isTokenSecret(fields) ? tokenSecret : other;
  const known = kinds.get(kind);
  if (known !== undefined && (api === '' || api.startsWith(known.api))) return known.object;
  return kind === '' ? null : other;
}

export const clusterObjects: Vendored<Cluster> = {
  objects: [account, tokenSecret, binding, workload, role, other],
  tell,
  remarks({ others, strangeGroups, unclear }, world) {
    for (const [kind, count] of others) {
      const message = `objects of the kind ${kind} are no identities: ${count} kept as records`;
      world.remark('import.skipped', '', message);
    }
    for (const [group, count] of strangeGroups) {
      const message = `${count} bindings to the group ${group} are kept as records: the cluster does not know its members`;
      world.remark('import.skipped', '', message);
    }
    if (unclear.size > 0) {
      const names = [...unclear].slice(0, 5).join(', ') + (unclear.size > 5 ? ' …' : '');
      const message = `users that may be people or machines were taken for machines, ${unclear.size}: ${names}`;
      world.remark('import.guessed', '', message);
    }
  },
};

const kindOfPlural: ReadonlyMap<string, string> = new Map(
  ['Secret', 'ConfigMap', ...kinds.keys()].map((kind) => [`${kind.toLowerCase()}s`, kind]),
);

/** The kind of what is asked for under an address: `…/namespaces/shop/rolebindings`. */
export function kindAsked({ url }: Asked): string {
  const parts = url.split(/[?#]/, 1).join('').split('/');
  return kindOfPlural.get(parts.at(-1) ?? '') ?? kindOfPlural.get(parts.at(-2) ?? '') ?? '';
}
