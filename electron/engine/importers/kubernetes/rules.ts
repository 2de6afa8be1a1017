// RBAC rules as scopes: `get:secrets`, `create:pods/exec`, `update:configmaps[cluster-info]`.
import type { Fields } from '#engine/importers/fields.ts';
import { unknown } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';

export interface Rule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  /** Empty: all of them. */
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

export const rulesOf = (role: Fields): readonly Rule[] =>
  role.objects('rules').map((rule) => ({
    verbs: rule.texts('verbs') ?? [],
    groups: rule.texts('apiGroups') ?? [],
    resources: rule.texts('resources') ?? [],
    names: rule.texts('resourceNames') ?? [],
    urls: rule.texts('nonResourceURLs') ?? [],
  }));

/** Everything on everything, as the role `cluster-admin` of every cluster has it. */
export const everything: readonly Rule[] = [
  { verbs: ['*'], groups: ['*'], resources: ['*'], names: [], urls: [] },
  { verbs: ['*'], groups: [], resources: [], names: [], urls: ['*'] },
];

/** Roles with more are written by nobody; a hostile file may hold them. */
const mostScopes = 5_000;

/** The scopes that the rules let do; null: there are more than anybody could look at. */
export function scopesOf(rules: readonly Rule[]): readonly GrantedScope[] | null {
  const scopes = new Map<string, GrantedScope>();
  for (const { name, api } of allowed(rules)) {
    scopes.set(`${api} ${name}`, { name, api, lastUsedAt: unknown('not_in_export') });
    if (scopes.size > mostScopes) return null;
  }
  return [...scopes.values()];
}

function* allowed(rules: readonly Rule[]): Iterable<{ readonly name: string; readonly api: string }> {
  for (const { verbs, groups, resources, names, urls } of rules) {
    for (const verb of verbs) {
      for (const url of urls) yield { name: `${verb}:${url}`, api: 'nonResourceURLs' };
      for (const group of groups) {
        const api = group === '' ? 'core' : group;
        for (const resource of resources) {
          if (names.length === 0) yield { name: `${verb}:${resource}`, api };
          for (const name of names) yield { name: `${verb}:${resource}[${name}]`, api };
        }
      }
    }
  }
}

const has = (list: readonly string[], wanted: string): boolean => list.includes(wanted) || list.includes('*');

/** Do the rules let a verb be done to a resource of a group? The names that they are bound to; null: they do not. */
export function namesFor(
  rule: Rule,
  verbs: readonly string[],
  group: string,
  resource: string,
): readonly string[] | null {
  const fits = verbs.some((verb) => has(rule.verbs, verb)) && has(rule.groups, group) && has(rule.resources, resource);
  return fits ? rule.names : null;
}
