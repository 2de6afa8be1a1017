import type { Delegation } from '#shared/model/delegation.ts';
import { identityId } from '#shared/model/identity-id.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { ServerTraits } from '#shared/model/registration.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { clientExternalId, identityOfClient } from './auth0/clients.ts';
import { KeptRecords } from './auth0/kept-records.ts';
import { listParts, lists, type Part, partOf, partOfPattern } from './auth0/parts.ts';
import { agentExternalId, identityOfAgent, identityOfUser, userExternalId } from './auth0/people.ts';
import { recognise } from './auth0/recognise.ts';
import { serverOf } from './auth0/registration.ts';
import { strangerOf } from './auth0/stranger.ts';
import {
  type Api,
  type ClientGrant,
  readApi,
  readClientGrant,
  readUserGrant,
  type UserGrant,
} from './auth0/tenant-objects.ts';
import { Fields, isObject } from './fields.ts';
import type { ImportContext, Importer, Item, Sink } from './importer.ts';
import { PendingObjects } from './pending-objects.ts';
import { isPlaceholder } from './placeholders.ts';
import { RootObject } from './root-object.ts';
import { SeenKeys } from './seen-keys.ts';

class TenantFile {
  readonly #context: ImportContext;
  readonly #sink: Sink;
  readonly #clients = new PendingObjects();
  readonly #agents = new PendingObjects();
  readonly #users = new PendingObjects();
  readonly #apis = new Map<string, Api>();
  readonly #clientGrants = new Map<string, ClientGrant[]>();
  readonly #userGrants = new Map<string, UserGrant[]>();
  readonly #kept: KeptRecords;
  readonly #seen = new SeenKeys();
  readonly #humans = new Map<string, { readonly id: IdentityId; readonly active: boolean }>();
  #agentClients = new Map<string, string[]>();
  #root: RootObject | null = new RootObject();
  #name = '';
  #server: Partial<ServerTraits> = {};
  #nameOfClient = '';
  #grantsListed = false;
  #hasClients = false;
  #isPart = false;
  /** Clients stand in a file of their own, or in an answer that lists nothing else. */
  #isApart = false;

  constructor(context: ImportContext, sink: Sink) {
    this.#context = context;
    this.#sink = sink;
    this.#kept = new KeptRecords(sink, context.sha256);
  }

  item(item: Item): void {
    const part = partOfPattern(item);
    if (part !== null) {
      this.#root = null;
      this.#part(item, part);
      return;
    }
    this.#root?.take(item);
    switch (item.pattern) {
      case '$.tenant':
        if (isObject(item.value)) this.#settings(new Fields(item.value, item.path, this.#sink));
        break;
      case '$.clientGrants':
      case '$.grants':
      case '$.clients':
      case '$.users':
      case '$.agents':
      case '$.resourceServers':
        this.#whole(item);
        break;
    }
  }

  #settings(tenant: Fields): void {
    this.#name = tenant.plain('friendly_name');
    this.#server = serverOf(tenant);
  }

  /** A file that is one object: a part of its tenant. */
  #single(): void {
    const root = this.#root;
    if (root === null || root.names.length === 0) return;
    const names = root.names;
    if (names.some((name) => lists.has(name))) return;
    const part = partOf(names) ?? 'other';
    if (part === 'tenant' || part === 'resourceServer' || part === 'other') {
      const message = 'a part of the tenant that holds no identities';
      this.#sink.problem({ severity: 'info', code: 'import.skipped', message, record: '$', field: null });
    } else if (!root.isWhole) {
      const message = 'the object is not whole: left out';
      this.#sink.rejected({ severity: 'error', code: 'import.truncated', message, record: '$', field: null });
    } else {
      this.#isPart = true;
      this.#part(root.item(this.#context.fingerprint), part);
    }
  }

  missed(pattern: string): void {
    this.#root?.missed(pattern);
  }

  #part(item: Item, part: Part): void {
    switch (part) {
      case 'clientGrant':
        this.#grantsListed ||= item.pattern !== '$';
        this.#clientGrant(item);
        break;
      case 'grant':
        this.#userGrant(item);
        break;
      case 'resourceServer':
        this.#api(item);
        break;
      case 'client':
        this.#object(item, 'client', this.#clients, clientExternalId);
        break;
      case 'agent':
        this.#object(item, 'agent', this.#agents, agentExternalId);
        break;
      case 'user':
        this.#object(item, 'user', this.#users, userExternalId);
        break;
      default:
        this.#unknown(item);
    }
  }

  /** An element of a list that holds no identity: of an answer it is none of our objects, of a file nobody can tell. */
  #unknown(item: Item): void {
    if (item.asked === undefined) {
      const message = 'nobody can tell what this object is: left out';
      this.#sink.rejected({ severity: 'warning', code: 'import.skipped', message, record: item.path, field: null });
    } else this.#kept.answer(item);
  }

  *finish(): Iterable<void> {
    this.#single();
    const tenant = this.#tenant();
    for (const pending of this.#users.take()) {
      const raw = pending.value;
      const id = this.#id(tenant, 'user', pending.externalId);
      const identity = identityOfUser(new Fields(raw, pending.path, this.#sink), id, tenant);
      for (const alias of [pending.externalId, ...identity.aliases]) {
        this.#humans.set(alias.toLowerCase(), { id, active: identity.status === 'active' });
      }
      this.#sink.record({ key: `user:${pending.externalId}`, record: pending.path, raw, tenant });
      this.#sink.identity(identity);
      yield;
    }
    for (const pending of this.#clients.take()) {
      this.#emitClient(pending.path, pending.value, pending.externalId, pending.fingerprints, tenant);
      yield;
    }
    yield* this.#finishAgents(tenant);
    this.#strangers(tenant);
    this.#kept.finish(tenant);
  }

  #emitClient(
    path: string,
    raw: Readonly<Record<string, unknown>>,
    externalId: string,
    fingerprints: Item['fingerprints'],
    tenant: Tenant,
  ): void {
    const client = new Fields(raw, path, this.#sink);
    const names = [...new Set([externalId, client.plain('name')])];
    const clientGrants = names.flatMap((name) => this.#take(this.#clientGrants, name));
    const userGrants = names.flatMap((name) => this.#take(this.#userGrants, name));
    const id = this.#id(tenant, 'client', externalId);
    const agent = client.plain('agent_id');
    if (agent !== '') this.#agentClients.set(agent, [...(this.#agentClients.get(agent) ?? []), externalId]);
    const identity = identityOfClient(client, id, {
      tenant,
      now: this.#context.now,
      fingerprints,
      apis: this.#apis,
      apart: this.#isApart && this.#apis.size === 0,
      clientGrants,
      userGrants,
      grantsListed: this.#grantsListed,
      idOfUser: (user) => this.#id(tenant, 'user', user),
      findHuman: (alias) => this.#humans.get(alias),
      server: this.#server,
    });
    this.#sink.record({ key: `client:${externalId}`, record: path, raw, tenant, fingerprints });
    for (const grant of [...clientGrants, ...userGrants]) this.#kept.emit(grant.path, tenant);
    this.#sink.identity(identity);
  }

  *#finishAgents(tenant: Tenant): Iterable<void> {
    for (const pending of this.#agents.take()) {
      const raw = pending.value;
      const id = this.#id(tenant, 'agent', pending.externalId);
      const edges = (this.#agentClients.get(pending.externalId) ?? []).map(
        (client): Delegation => ({ kind: 'may_act', from: this.#id(tenant, 'client', client), to: id, scopes: [] }),
      );
      const identity = identityOfAgent(new Fields(raw, pending.path, this.#sink), id, tenant);
      this.#sink.record({ key: `agent:${pending.externalId}`, record: pending.path, raw, tenant });
      this.#sink.identity({ ...identity, delegations: edges });
      yield;
    }
  }

  /** Grants of clients that the file does not hold: read, kept as records, reported. */
  #strangers(tenant: Tenant): void {
    const missing = new Set<string>([...this.#clientGrants.keys(), ...this.#userGrants.keys()]);
    // A file that lists clients lists them all: grants of others are grants of nobody.
    if (!this.#hasClients) for (const client of missing) this.#stranger(client, tenant);
    if (!this.#hasClients) return;
    for (const client of missing) {
      const message = `a grant names the client ${client}, which is not in this file: left out`;
      const record = this.#clientGrants.get(client)?.[0]?.path ?? this.#userGrants.get(client)?.[0]?.path ?? null;
      const field = 'client_id';
      this.#sink.problem({ severity: 'warning', code: 'import.dangling_reference', message, record, field });
    }
  }

  #stranger(client: string, tenant: Tenant): void {
    const clientGrants = this.#clientGrants.get(client) ?? [];
    const userGrants = this.#userGrants.get(client) ?? [];
    const { now, sha256, limits } = this.#context;
    const around = { tenant, apis: this.#apis, now, sha256, mostHumans: limits.namedConsents };
    for (const { path } of [...clientGrants, ...userGrants]) this.#kept.emit(path, tenant);
    this.#sink.identity(strangerOf(client, { clientGrants, userGrants }, around));
  }

  #tenant(): Tenant {
    const name = this.#name || this.#nameOfClient;
    return name === '' || this.#isPart ? this.#context.tenant : this.#context.tenantOf('auth0', null, name);
  }

  #id(tenant: Tenant, namespace: string, externalId: string): IdentityId {
    return identityId(this.#context.sha256, tenant.id, namespace, externalId);
  }

  #whole(item: Item): void {
    const field = item.path.slice(2);
    const empty = item.value === null || (typeof item.value === 'string' && isPlaceholder(item.value));
    if (empty) return;
    const message = `${field} must be a list`;
    this.#sink.problem({ severity: 'error', code: 'import.wrong_type', message, record: item.path, field });
  }

  #fields(item: Item): Fields | null {
    if (isObject(item.value)) return new Fields(item.value, item.path, this.#sink);
    const message = 'must be an object';
    this.#sink.rejected({ severity: 'error', code: 'import.wrong_type', message, record: item.path, field: null });
    return null;
  }

  #missing(item: Item, field: string): void {
    const message = `without ${field} it cannot be told from others`;
    this.#sink.rejected({ severity: 'error', code: 'import.missing_id', message, record: item.path, field });
  }

  #first(item: Item, what: string, externalId: string): boolean {
    if (this.#seen.add(this.#context.sha256(`${what}\u001f${externalId}`))) return true;
    if (item.asked !== undefined) {
      this.#kept.again(item, what);
      return false;
    }
    const message = `the ${what} ${externalId} stands in this file twice: the first one counts`;
    const value = isObject(item.value) ? item.value : {};
    const field = Object.keys(value).find((name) => value[name] === externalId) ?? null;
    this.#sink.rejected({ severity: 'error', code: 'import.duplicate_id', message, record: item.path, field });
    return false;
  }

  #object(item: Item, what: string, pending: PendingObjects, idOf: (fields: Fields) => string): void {
    const fields = this.#fields(item);
    if (fields === null) return;
    if (what === 'client') {
      this.#hasClients = true;
      this.#isApart ||= item.asked === undefined && (item.pattern === '$' || item.pattern === '$[*]');
      this.#nameOfClient ||= fields.plain('tenant');
      if (fields.isTrue('global')) {
        if (item.asked === undefined) {
          const message = 'the global client stands for the tenant itself: skipped';
          fields.complain('info', 'import.skipped', 'global', message);
        }
        this.#kept.keep(item.path, `client:${clientExternalId(fields)}`, item.value);
        return;
      }
    }
    const externalId = idOf(fields);
    if (externalId === '') {
      this.#missing(item, what === 'user' ? 'user_id' : 'name');
      return;
    }
    if (!this.#first(item, what, externalId)) return;
    if (pending.bytes > this.#context.limits.pendingBytes) {
      const message = 'the file holds more than fits into memory at once: the rest was not read';
      this.#sink.rejected({
        severity: 'error',
        code: 'import.memory_bound',
        message,
        record: item.path,
        field: null,
      });
      return;
    }
    pending.add(item.path, externalId, item.value, item.fingerprints);
  }

  #clientGrant(item: Item): void {
    const fields = this.#fields(item);
    if (fields === null) return;
    const grant = readClientGrant(fields);
    if (grant.clientRef === '') {
      this.#missing(item, 'client_id');
      return;
    }
    if (grant.audience === '') {
      this.#missing(item, 'audience');
      return;
    }
    const key = `client-grant:${grant.clientRef}:${grant.audience}${grant.forUsers ? ':user' : ''}`;
    if (!this.#first(item, 'client grant', key)) return;
    this.#put(this.#clientGrants, grant.clientRef, grant);
    this.#kept.keep(item.path, key, item.value);
  }

  #userGrant(item: Item): void {
    const fields = this.#fields(item);
    if (fields === null) return;
    const grant = readUserGrant(fields);
    if (grant.clientRef === '') {
      this.#missing(item, 'clientID');
      return;
    }
    const key = `grant:${fields.plain('id') || `${grant.clientRef}:${grant.user}:${grant.audience}`}`;
    if (!this.#first(item, 'grant', key)) return;
    this.#put(this.#userGrants, grant.clientRef, grant);
    this.#kept.keep(item.path, key, item.value);
  }

  #api(item: Item): void {
    if (!isObject(item.value)) {
      const message = 'a resource server must be an object';
      this.#sink.problem({ severity: 'warning', code: 'import.wrong_type', message, record: item.path, field: null });
      return;
    }
    const api = readApi(new Fields(item.value, item.path, this.#sink));
    if (api.identifier !== '') this.#apis.set(api.identifier, api);
  }

  #put<T>(map: Map<string, T[]>, key: string, value: T): void {
    const list = map.get(key) ?? [];
    list.push(value);
    map.set(key, list);
  }

  #take<T>(map: Map<string, T[]>, key: string): readonly T[] {
    const list = map.get(key) ?? [];
    map.delete(key);
    return list;
  }
}

/** Auth0 tenants as the deploy tool writes them, in one file (YAML or JSON) or in a folder, and answers of the management API. */
export const auth0Tenant: Importer = {
  id: 'auth0-tenant',
  label: 'Auth0 tenant export',
  authority: 'object',
  version: 5,
  recognise,
  recordings: true,
  elements: ['$[*]', ...[...listParts.keys()].map((name) => `$.${name}[*]`)],
  records: ['$[*]', ...[...listParts].filter(([, part]) => part !== 'resourceServer').map(([name]) => `$.${name}[*]`)],
  begin(context, sink) {
    const file = new TenantFile(context, sink);
    return {
      item: (item) => file.item(item),
      missed: (pattern) => file.missed(pattern),
      end: () => file.finish(),
    };
  },
};
