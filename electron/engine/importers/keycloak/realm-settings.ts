import { Fields } from '#engine/importers/fields.ts';
import type { Complaint } from '#engine/importers/importer.ts';
import { type Role, RoleGraph, roleKey } from './roles.ts';

/** Members of a realm that clients and users are read with; the others are not kept. */
const keptMembers = new Set([
  'id',
  'realm',
  'roles',
  'groups',
  'scopeMappings',
  'clientScopeMappings',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'revokeRefreshToken',
  'accessTokenLifespan',
  'ssoSessionIdleTimeout',
  'ssoSessionMaxLifespan',
  'clientSessionIdleTimeout',
  'clientSessionMaxLifespan',
  'offlineSessionIdleTimeout',
  'offlineSessionMaxLifespan',
  'offlineSessionMaxLifespanEnabled',
  'clientOfflineSessionIdleTimeout',
  'clientOfflineSessionMaxLifespan',
  'attributes',
  'components',
]);

/** What a realm says beside its clients and users. */
export class RealmSettings {
  readonly path: string;
  roles = new RoleGraph();
  readonly #members: Record<string, unknown> = Object.create(null);
  readonly #complaints: { problem(problem: Complaint): void };
  readonly #scopeMappings = new Map<string, Role[]>();

  /** `path` is `$`, or `$[2]` in an array of realms. */
  constructor(path: string, complaints: { problem(problem: Complaint): void }) {
    this.path = path;
    this.#complaints = complaints;
  }

  set(name: string, value: unknown): void {
    if (keptMembers.has(name)) this.#members[name] = value;
  }

  has(name: string): boolean {
    return name in this.#members;
  }

  get fields(): Fields {
    return new Fields(this.#members, this.path, this.#complaints);
  }

  /** Once the whole realm was read, and not before: its order is the file's choice. */
  complete(): void {
    this.roles = new RoleGraph();
    this.#scopeMappings.clear();
    const fields = this.fields;
    const roles = fields.object('roles');
    if (roles) this.roles.addRealm(roles);
    this.roles.checkCycles();
    const cyclic = this.roles.cyclic;
    if (cyclic) {
      const name = cyclic.client === '' ? cyclic.name : `${cyclic.client}/${cyclic.name}`;
      fields.complain('warning', 'import.cyclic_roles', 'roles', `the role ${name} contains itself: read once`);
    }
    for (const group of fields.objects('groups')) this.roles.addGroup(group);
    for (const mapping of fields.objects('scopeMappings')) {
      this.#map(mapping.plain('client'), '', mapping.texts('roles') ?? []);
    }
    const byClient = fields.object('clientScopeMappings');
    for (const client of byClient?.names() ?? []) {
      for (const mapping of byClient?.objects(client) ?? []) {
        this.#map(mapping.plain('client'), client, mapping.texts('roles') ?? []);
      }
    }
  }

  /** Roles that the tokens of a client may carry although it has not full scope. */
  scopeMappingsOf(clientId: string): readonly Role[] {
    return this.roles.closure(this.#scopeMappings.get(clientId) ?? []);
  }

  /** `roles` that are among `allowed` or belong to the client itself. */
  static narrow(roles: readonly Role[], allowed: readonly Role[], clientId: string): readonly Role[] {
    const keys = new Set(allowed.map(roleKey));
    return roles.filter((role) => role.client === clientId || keys.has(roleKey(role)));
  }

  #map(holder: string, client: string, names: readonly string[]): void {
    if (holder === '') return;
    const roles = this.#scopeMappings.get(holder) ?? [];
    for (const name of names) roles.push({ client, name });
    this.#scopeMappings.set(holder, roles);
  }
}
