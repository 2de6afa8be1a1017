import { unknown } from '#shared/model/fact.ts';
import { identityId } from '#shared/model/identity-id.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { Fields, isObject } from './fields.ts';
import type { Head, ImportContext, Importer, Item, Recognition, Sink, Steps } from './importer.ts';
import { clientExternalId, identityOfClient } from './keycloak/clients.ts';
import { Consents } from './keycloak/consents.ts';
import { RealmSettings } from './keycloak/realm-settings.ts';
import { identityOfUser, userExternalId } from './keycloak/users.ts';
import { type PendingObject, PendingObjects } from './pending-objects.ts';
import { SeenKeys } from './seen-keys.ts';

/** Members that, beside `realm`, only a realm has. */
const realmMembers = [
  'clients',
  'users',
  'roles',
  'clientScopes',
  'groups',
  'components',
  'authenticationFlows',
  'organizations',
  'identityProviders',
  'accessTokenLifespan',
  'keycloakVersion',
];
const clientWords =
  /"(?:standardFlowEnabled|serviceAccountsEnabled|bearerOnly|fullScopeAllowed|clientAuthenticatorType)"/;

/** Humans that owners are looked for among, so that millions of users cost no memory. */
const rememberedHumans = 100_000;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json' && head.format !== 'yaml') return null;
  const has = (name: string): boolean => head.members.includes(name);
  const tenantId = head.texts.get('id') ?? null;
  const tenantName = head.texts.get('realm') ?? null;
  const found = { vendor: 'keycloak', tenantId, tenantName } as const;
  if (has('realm') && realmMembers.some(has)) return { ...found, confidence: 0.95 };
  if (has('clients') && clientWords.test(head.text)) return { ...found, confidence: 0.8 };
  if (has('users') && /"(?:serviceAccountClientId|createdTimestamp|clientConsents|realmRoles)"/.test(head.text)) {
    return { ...found, confidence: 0.6 };
  }
  return null;
}

/** Clients whose roles are power over the realm: the only ones that edges lead from. */
const isAdministration = (clientId: string): boolean => clientId === 'realm-management' || clientId.endsWith('-realm');

class Realm {
  readonly settings: RealmSettings;
  readonly #context: ImportContext;
  readonly #sink: Sink;
  readonly #clients = new PendingObjects();
  readonly #users = new PendingObjects();
  readonly #serviceUsers = new Map<string, number>();
  readonly #serviceObjects = new PendingObjects();
  readonly #consents: Consents;
  readonly #seen = new SeenKeys();
  readonly #administration = new Set<string>();
  readonly #humans = new Map<string, { readonly id: IdentityId; readonly active: boolean }>();
  #tenant: Tenant | null = null;
  #toldEarly = false;

  constructor(path: string, context: ImportContext, sink: Sink) {
    this.settings = new RealmSettings(path, sink);
    this.#context = context;
    this.#sink = sink;
    this.#consents = new Consents(context.limits.namedConsents);
  }

  *client(item: Item): Iterable<void> {
    const client = this.#read(item, 'client');
    if (client === null) return;
    const externalId = clientExternalId(client);
    const clientId = client.plain('clientId');
    if (!this.#accept(item, 'client', clientId || externalId, 'clientId')) return;
    if (isAdministration(clientId)) this.#administration.add(clientId);
    this.#clients.add(item.path, externalId, item.value, item.fingerprints);
    if (this.#clients.bytes + this.#serviceObjects.bytes > this.#context.limits.pendingBytes) yield* this.#flushEarly();
  }

  *user(item: Item): Iterable<void> {
    const user = this.#read(item, 'user');
    if (user === null) return;
    const externalId = userExternalId(user);
    if (!this.#accept(item, 'user', externalId, 'id')) return;
    if (this.settings.has('id') && this.settings.has('realm')) this.#placeUser(user, item);
    else {
      this.#users.add(item.path, externalId, item.value, item.fingerprints);
      if (this.#users.bytes > this.#context.limits.pendingBytes) yield* this.#flushUsers();
    }
  }

  *finish(): Iterable<void> {
    this.settings.complete();
    yield* this.#flushUsers();
    yield* this.#flushClients();
    for (const [clientId, handle] of this.#serviceUsers) {
      const pending = this.#serviceObjects.get(handle);
      const user = new Fields(pending.value, pending.path, this.#sink);
      user.complain(
        'warning',
        'import.dangling_reference',
        'serviceAccountClientId',
        `the client ${clientId} is not in this file: the service account stands for itself`,
      );
      this.#emitUser(user, pending, pending.value, 'service_account');
      yield;
    }
    const strangers = [...this.#consents.clients];
    if (strangers.length > 0) {
      const names = strangers.slice(0, 5).join(', ');
      const message = `consents for ${strangers.length} clients that are not in this file were left out: ${names}`;
      const field = 'clientConsents';
      const record = this.settings.path;
      this.#sink.problem({ severity: 'warning', code: 'import.dangling_reference', message, record, field });
    }
  }

  #read(item: Item, what: string): Fields | null {
    if (isObject(item.value)) return new Fields(item.value, item.path, this.#sink);
    const message = `a ${what} must be an object`;
    this.#sink.rejected({ severity: 'error', code: 'import.wrong_type', message, record: item.path, field: null });
    return null;
  }

  #accept(item: Item, what: 'client' | 'user', name: string, member: string): boolean {
    if (name === '') {
      const field = what === 'client' ? 'clientId' : 'username';
      const message = `a ${what} without id and ${field} cannot be told from others`;
      this.#sink.rejected({ severity: 'error', code: 'import.missing_id', message, record: item.path, field });
      return false;
    }
    if (this.#seen.add(this.#context.sha256(`${what}\u001f${name}`))) return true;
    const message = `the ${what} ${name} stands in this file twice: the first one counts`;
    this.#sink.rejected({ severity: 'error', code: 'import.duplicate_id', message, record: item.path, field: member });
    return false;
  }

  get #tenantNow(): Tenant {
    if (this.#tenant === null) {
      const fields = this.settings.fields;
      const name = fields.plain('realm');
      const id = fields.plain('id');
      this.#tenant =
        name === '' && id === '' ? this.#context.tenant : this.#context.tenantOf('keycloak', id || null, name || id);
    }
    return this.#tenant;
  }

  #id(namespace: string, externalId: string): IdentityId {
    return identityId(this.#context.sha256, this.#tenantNow.id, namespace, externalId);
  }

  /** By its clientId, which events, fragments and roles name it by; only exports and the admin API know Keycloak's own id. */
  #idOfClient(clientId: string): IdentityId {
    return this.#id('client', clientId);
  }

  *#flushUsers(): Iterable<void> {
    for (const pending of this.#users.take()) {
      this.#placeUser(new Fields(pending.value, pending.path, this.#sink), pending);
      yield;
    }
  }

  #placeUser(user: Fields, item: Pick<Item, 'path' | 'value' | 'fingerprints'>): void {
    const clientId = user.plain('serviceAccountClientId');
    if (clientId !== '' && !this.#serviceUsers.has(clientId)) {
      const handle = this.#serviceObjects.add(item.path, userExternalId(user), item.value, item.fingerprints);
      this.#serviceUsers.set(clientId, handle);
      return;
    }
    this.#emitUser(user, item, item.value, clientId === '' ? 'human' : 'service_account');
  }

  #emitUser(
    user: Fields,
    item: Pick<Item, 'path' | 'fingerprints'>,
    raw: unknown,
    kind: 'human' | 'service_account',
  ): void {
    const externalId = userExternalId(user);
    const identity = identityOfUser(user, this.#id('user', externalId), this.#tenantNow, kind);
    if (kind === 'human') {
      this.#consents.read(user, identity.id);
      if (this.#humans.size < rememberedHumans) {
        const human = { id: identity.id, active: identity.status === 'active' };
        for (const alias of [externalId, ...identity.aliases]) this.#humans.set(alias.toLowerCase(), human);
      }
    }
    this.#record(`user:${externalId}`, item, raw);
    this.#sink.identity(
      kind === 'human' ? identity : { ...identity, vendorKind: 'service account user', autonomy: 'unattended' },
    );
  }

  #record(key: string, item: Pick<Item, 'path' | 'fingerprints'>, raw: unknown): void {
    const { path: record, fingerprints } = item;
    this.#sink.record({ key, record, raw, tenant: this.#tenantNow, fingerprints });
  }

  *#flushClients(): Iterable<void> {
    for (const pending of this.#clients.take()) {
      this.#emitClient(pending);
      yield;
    }
  }

  *#flushEarly(): Iterable<void> {
    if (!this.#toldEarly) {
      this.#toldEarly = true;
      this.settings.complete();
      const message = 'too many clients to wait for what stands behind them: roles and service accounts may be missing';
      const record = this.settings.path;
      this.#sink.problem({ severity: 'warning', code: 'import.memory_bound', message, record, field: 'clients' });
    }
    yield* this.#flushClients();
  }

  #emitClient(pending: PendingObject): void {
    const raw = pending.value;
    const client = new Fields(raw, pending.path, this.#sink);
    const clientId = client.plain('clientId');
    const id = this.#idOfClient(clientId || pending.externalId);
    const handle = this.#serviceUsers.get(clientId);
    const service = handle === undefined ? null : this.#serviceObjects.get(handle);
    const identity = identityOfClient(client, id, {
      realm: this.settings,
      tenant: this.#tenantNow,
      now: this.#context.now,
      fingerprints: pending.fingerprints,
      serviceUser: service ? new Fields(service.value, service.path, this.#sink) : null,
      idOfClient: (name) => (this.#administration.has(name) ? this.#idOfClient(name) : undefined),
      findHuman: (alias) => this.#humans.get(alias),
    });
    const counted = this.#consents.countedOf(clientId);
    if (counted > 0) {
      const message = `${counted} more people consented to ${clientId} than are kept by name: they are counted`;
      client.complain('info', 'import.counted_only', 'clientConsents', message);
    }
    const consents = this.#consents.take(clientId, id, this.#tenantNow.name);
    this.#record(`client:${pending.externalId}`, pending, raw);
    if (service) {
      this.#record(`user:${service.externalId}`, service, service.value);
      this.#serviceUsers.delete(clientId);
    }
    this.#sink.identity({
      ...identity,
      grants: [...identity.grants, ...consents.grants],
      delegations: [...identity.delegations, ...consents.edges],
      lastUsedAt: unknown('not_in_export'),
    });
  }
}

const place = /^(\$(?:\[\d+\])?)\.(\w+)/;

/** Keycloak realm exports of versions 18 to 26: a realm, an array of realms, `*-users-N.json`, fragments. */
export const keycloakRealm: Importer = {
  id: 'keycloak-realm',
  label: 'Keycloak realm export',
  authority: 'object',
  version: 4,
  recognise,
  elements: ['$.clients[*]', '$.users[*]', '$[*].clients[*]', '$[*].users[*]'],
  begin(context, sink) {
    let realm: Realm | null = null;
    return {
      *item(item: Item): Iterable<void> {
        const [, path, name] = place.exec(item.path) ?? [];
        if (path === undefined || name === undefined) {
          const message = 'a realm must be an object';
          sink.rejected({ severity: 'error', code: 'import.wrong_type', message, record: item.path, field: null });
          return;
        }
        if (realm !== null && realm.settings.path !== path) {
          yield* realm.finish();
          realm = null;
        }
        realm ??= new Realm(path, context, sink);
        if (item.pattern.endsWith('.clients[*]')) yield* realm.client(item);
        else if (item.pattern.endsWith('.users[*]')) yield* realm.user(item);
        else if ((name === 'clients' || name === 'users') && item.value !== null) {
          const message = `${name} must be a list`;
          sink.problem({ severity: 'error', code: 'import.wrong_type', message, record: item.path, field: name });
        } else realm.settings.set(name, item.value);
      },
      *end(): Steps & Iterable<void> {
        if (realm !== null) yield* realm.finish();
      },
    };
  },
};
