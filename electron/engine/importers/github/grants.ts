// Permissions of apps and tokens as scopes: `contents:write`, as GitHub's own pages write them.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Grant } from '#shared/model/grant.ts';

const api = 'api.github.com';

/** Repositories of one grant, by name: beyond, it reaches "selected repositories". */
const mostRepositories = 100;

export function permissionsOf(permissions: Fields | null): readonly string[] {
  return (permissions?.names() ?? []).flatMap((name) => {
    const level = permissions?.plain(name) ?? '';
    return level === '' ? [] : [`${name}:${level}`];
  });
}

/** `repository_selection` of an account's repositories: `all`, `none`, and of some `selected` or `subset`. */
export function reachOf(owner: string, selection: string, named: readonly string[] = []): string {
  if (selection === 'none') return owner;
  if (selection === 'all' || selection === '') return `${owner}/*`;
  return named.length > 0 && named.length <= mostRepositories ? named.join(', ') : `${owner}/selected repositories`;
}

export const grantOf = (
  id: string,
  resource: string,
  names: readonly string[],
  origin: string,
  more: Partial<Grant> = {},
): readonly Grant[] =>
  names.length === 0 ? [] : [{ ...blankGrant, id, resource, scopes: scopesNamed(names, api), origin, ...more }];
