// Which roles a role, a group or a client scope brings along. Keycloak server administration guide, "composite roles".
import { type Fields, isObject } from '#engine/importers/fields.ts';

export interface Role {
  /** '' for a role of the realm. */
  readonly client: string;
  readonly name: string;
}

export const roleKey = (role: Role): string => `${role.client}\u001f${role.name}`;

/** Roles as exports write them: names of the realm's, and lists by client. */
export function rolesIn(fields: Fields, realmMember: string, clientMember: string): readonly Role[] {
  const roles: Role[] = (fields.texts(realmMember) ?? []).map((name) => ({ client: '', name }));
  const byClient = fields.object(clientMember);
  for (const client of byClient?.names() ?? []) {
    for (const name of byClient?.texts(client) ?? []) roles.push({ client, name });
  }
  return roles;
}

export class RoleGraph {
  readonly #inside = new Map<string, readonly Role[]>();
  readonly #groups = new Map<string, readonly Role[]>();
  #cyclic: Role | null = null;

  /** A role that brings itself along, or null. */
  get cyclic(): Role | null {
    return this.#cyclic;
  }

  addRealm(roles: Fields): void {
    for (const role of roles.objects('realm')) this.#add('', role);
    const byClient = roles.object('client');
    for (const client of byClient?.names() ?? []) {
      for (const role of byClient?.objects(client) ?? []) this.#add(client, role);
    }
  }

  addGroup(group: Fields, above = '', inherited: readonly Role[] = [], depth = 0): void {
    const path = group.plain('path') || `${above}/${group.plain('name')}`;
    const roles = [...inherited, ...rolesIn(group, 'realmRoles', 'clientRoles')];
    this.#groups.set(path, roles);
    if (depth < 64) for (const inner of group.objects('subGroups')) this.addGroup(inner, path, roles, depth + 1);
  }

  rolesOfGroup(path: string): readonly Role[] {
    return this.#groups.get(path.startsWith('/') ? path : `/${path}`) ?? [];
  }

  /** The roles and all that they bring along, each once. */
  closure(roots: readonly Role[]): readonly Role[] {
    const found = new Map<string, Role>();
    const waiting = [...roots];
    for (let role = waiting.pop(); role !== undefined; role = waiting.pop()) {
      const key = roleKey(role);
      if (found.has(key)) continue;
      found.set(key, role);
      for (const inner of this.#inside.get(key) ?? []) waiting.push(inner);
    }
    return [...found.values()];
  }

  /** Looks for a cycle once all roles are known; iterative, because the nesting is the file's choice. */
  checkCycles(): void {
    const done = new Set<string>();
    for (const start of this.#inside.keys()) {
      const path = new Set<string>();
      const stack: { readonly key: string; readonly inner: readonly Role[]; next: number }[] = [];
      const enter = (key: string): void => {
        path.add(key);
        stack.push({ key, inner: this.#inside.get(key) ?? [], next: 0 });
      };
      if (!done.has(start)) enter(start);
      for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
        const role = top.inner[top.next];
        top.next += 1;
        if (role === undefined) {
          path.delete(top.key);
          done.add(top.key);
          stack.pop();
        } else if (path.has(roleKey(role))) this.#cyclic ??= role;
        else if (!done.has(roleKey(role))) enter(roleKey(role));
      }
    }
  }

  #add(client: string, role: Fields): void {
    const name = role.plain('name');
    const composites = role.raw('composites');
    if (name === '' || !isObject(composites)) return;
    const inside = role.object('composites');
    if (inside) this.#inside.set(roleKey({ client, name }), rolesIn(inside, 'realm', 'client'));
  }
}
