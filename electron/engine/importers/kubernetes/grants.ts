// What a binding hands to its subjects (Kubernetes, "Using RBAC authorization").
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Ref, World } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import type { Grant } from '#shared/model/grant.ts';
import { type Cluster, namespaceOf, placeOf } from './cluster.ts';
import { everything, namesFor, type Rule, rulesOf, scopesOf } from './rules.ts';

/** Accounts that one holder may become, by name: beyond, its scopes say enough. */
const mostEdges = 1_000;

const isClusterWide = (fields: Fields): boolean => fields.plain('kind').startsWith('Cluster');

/** `Role/{namespace}/{name}`, `ClusterRole/{name}`, and so for bindings. */
export const placedId = (fields: Fields): string => {
  const { name } = placeOf(fields);
  if (name === '') return '';
  const kind = fields.plain('kind');
  return isClusterWide(fields) ? `${kind}/${name}` : `${kind}/${namespaceOf(fields)}/${name}`;
};

export interface Held {
  readonly grant: Grant;
  readonly delegations: readonly Delegation[];
}

/** `kind` of what a binding points to, and where it is looked up. */
function roleOf(fields: Fields): { readonly kind: string; readonly name: string; readonly key: string } {
  const ref = fields.object('roleRef');
  const [kind, name] = [ref?.plain('kind') ?? '', ref?.plain('name') ?? ''];
  return { kind, name, key: kind === 'Role' ? `Role/${namespaceOf(fields)}/${name}` : `${kind}/${name}` };
}

/** What a binding gives to one holder. `group`: it holds it as a member of a group. */
export function grantOf(fields: Fields, ref: Ref, cluster: Cluster, world: World, group = ''): Held {
  const { kind, name, key } = roleOf(fields);
  const again = cluster.roles.get(key);
  const rules = again === undefined ? (key === 'ClusterRole/cluster-admin' ? everything : null) : rulesOf(again());
  const namespace = isClusterWide(fields) ? null : namespaceOf(fields);
  if (again === undefined) {
    const message =
      rules === null
        ? `the ${kind} ${name} is not in this file: what it allows is not known`
        : 'cluster-admin is not in this file: taken for what every cluster makes it, everything';
    world.remark(rules === null ? 'import.dangling_reference' : 'import.guessed', fields.record, message);
  }
  const scopes = rules === null ? null : scopesOf(rules);
  if (rules !== null && scopes === null) {
    fields.complain('warning', 'import.counted_only', 'roleRef', `${kind} ${name} allows more than can be listed`);
  }
  const grant = {
    ...blankGrant,
    id: group === '' ? placedId(fields) : `${placedId(fields)} ${group}`,
    resource: namespace === null ? '*' : `${namespace}/*`,
    scopes: scopes ?? scopesNamed([name], kind),
    origin: group === '' ? `${kind} ${name}` : `${kind} ${name} of the group ${group}`,
  };
  const edges = edgesOf(rules ?? [], namespace, ref, cluster, world);
  if (edges.length > mostEdges) {
    const message = `${edges.length} accounts can be taken over by this binding: ${mostEdges} are shown`;
    fields.complain('info', 'import.counted_only', 'roleRef', message);
  }
  return { grant, delegations: edges.slice(0, mostEdges) };
}

/** Whom the rules let their holder become: by impersonation, by a token made for it, or by reading its secret. */
function edgesOf(
  rules: readonly Rule[],
  namespace: string | null,
  holder: Ref,
  cluster: Cluster,
  world: World,
): readonly Delegation[] {
  const to = world.idOf(holder);
  const edges: Delegation[] = [];
  const within = (place: string): boolean => namespace === null || place.startsWith(`${namespace}/`);
  const add = (kind: Delegation['kind'], account: string, scope: string): void => {
    if (account === holder.externalId) return;
    edges.push({ kind, from: world.idOf({ namespace: 'service-account', externalId: account }), to, scopes: [scope] });
  };
  for (const rule of rules) {
    for (const [verb, resource] of [
      ['impersonate', 'serviceaccounts'],
      ['create', 'serviceaccounts/token'],
    ] as const) {
      const names = namesFor(rule, [verb], '', resource);
      if (names === null) continue;
      for (const account of cluster.accounts)
        if (within(account) && isNamed(account, names)) add('impersonate', account, `${verb}:${resource}`);
    }
    const secrets = namesFor(rule, ['get', 'list', 'watch'], '', 'secrets');
    if (secrets === null) continue;
    for (const [secret, account] of cluster.tokenSecrets)
      if (within(secret) && isNamed(secret, secrets)) add('secret_read', account, 'get:secrets');
  }
  return edges;
}

const isNamed = (place: string, names: readonly string[]): boolean =>
  names.length === 0 || names.includes(place.slice(place.indexOf('/') + 1));
