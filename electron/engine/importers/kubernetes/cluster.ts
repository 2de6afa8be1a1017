// What the objects of one cluster tell each other.
import type { Fields } from '#engine/importers/fields.ts';
import type { Fact, Seconds } from '#shared/model/fact.ts';
import type { Standing } from '#shared/model/identity.ts';
import { isAccountGroup } from './principals.ts';

/** How pods use an account. */
export interface Use {
  standing: Standing;
  /** Tokens that the kubelet mounts and renews, by their audience. */
  readonly tokens: Map<string, Fact<Seconds>>;
  /** Secrets whose token is mounted. */
  readonly secrets: Set<string>;
}

export interface GroupBinding {
  readonly group: string;
  readonly binding: () => Fields;
}

export interface Cluster {
  /** `Role/{namespace}/{name}` or `ClusterRole/{name}`. */
  readonly roles: Map<string, () => Fields>;
  /** `{namespace}/{name}` of the accounts that the file speaks of. */
  readonly accounts: Set<string>;
  /** `{namespace}/{name}` of a secret → of the account whose token it is. */
  readonly tokenSecrets: Map<string, string>;
  /** Bindings to groups that every account of the cluster, or of one namespace, is in. */
  readonly groupBindings: GroupBinding[];
  readonly uses: Map<string, Use>;
  /** Kinds of objects that are kept and say nothing here. */
  readonly others: Map<string, number>;
  /** Groups whose members the cluster does not know. */
  readonly strangeGroups: Map<string, number>;
  /** User names that may be people or machines. */
  readonly unclear: Set<string>;
}

export const emptyCluster = (): Cluster => ({
  roles: new Map(),
  accounts: new Set(),
  tokenSecrets: new Map(),
  groupBindings: [],
  uses: new Map(),
  others: new Map(),
  strangeGroups: new Map(),
  unclear: new Set(),
});

export const countIn = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

export function learnGroup(cluster: Cluster, group: string, binding: () => Fields): void {
  if (isAccountGroup(group)) cluster.groupBindings.push({ group, binding });
  else countIn(cluster.strangeGroups, group);
}

/** Where an object lives and what it is called. */
export const placeOf = (object: Fields): { readonly namespace: string; readonly name: string } => {
  const metadata = object.object('metadata');
  return { namespace: metadata?.plain('namespace') ?? '', name: metadata?.plain('name') ?? '' };
};

/** Objects of a namespace that do not name it go where kubectl puts them. */
export const namespaceOf = (object: Fields): string => placeOf(object).namespace || 'default';
