// Who a Kubernetes user name stands for. The cluster keeps no users: only the names that authenticators hand it.
import type { Ref } from '#engine/importers/gather/source-object.ts';

const accountPrefix = 'system:serviceaccount:';

/** Namespaces of the cluster itself. */
const ownNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

export const accountRef = (namespace: string, name: string): Ref => ({
  namespace: 'service-account',
  externalId: `${namespace}/${name}`,
  kind: 'service_account',
});

/** What the API server calls the account of a ref. */
export const userNameOf = ({ externalId }: Pick<Ref, 'externalId'>): string =>
  accountPrefix + externalId.replace('/', ':');

/** An address of a person: nothing that the cluster, a cloud or SPIRE gives to machines looks so. */
export const isPersonName = (name: string): boolean =>
  /^[^\s:/@]+@[^\s:/@]+$/.test(name) && !name.endsWith('.gserviceaccount.com');

/** `system:serviceaccount:{namespace}:{name}` is the account itself, everything else a user by its name. */
export function principal(name: string): Ref {
  const [namespace, account] = name.startsWith(accountPrefix) ? name.slice(accountPrefix.length).split(':') : [];
  if (namespace !== undefined && namespace !== '' && account !== undefined && account !== '') {
    return accountRef(namespace, account);
  }
  return { namespace: 'user', externalId: name, kind: isPersonName(name) ? 'human' : 'workload' };
}

export const isBuiltIn = ({ namespace, externalId }: Pick<Ref, 'namespace' | 'externalId'>): boolean =>
  namespace === 'service-account'
    ? ownNamespaces.has(externalId.split('/')[0] ?? '')
    : externalId.startsWith('system:');

/** Groups that the API server itself puts service accounts into. */
export const groupsOf = ({ externalId }: Pick<Ref, 'externalId'>): readonly string[] => [
  'system:authenticated',
  'system:serviceaccounts',
  `system:serviceaccounts:${externalId.split('/')[0] ?? ''}`,
];

export const isAccountGroup = (group: string): boolean =>
  group === 'system:authenticated' || group === 'system:serviceaccounts' || group.startsWith('system:serviceaccounts:');
