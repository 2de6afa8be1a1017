import { Fields, isObject } from '#engine/importers/fields.ts';
import { combine } from '#engine/importers/gather/combine.ts';
import { whereabouts } from '#engine/importers/gather/whereabouts.ts';
import type { Complaint, ImportContext, Item, Sink } from '#engine/importers/importer.ts';
import { PendingObjects } from '#engine/importers/pending-objects.ts';
import { SeenKeys } from '#engine/importers/seen-keys.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import { identityId } from '#shared/model/identity-id.ts';
import { isNonHuman } from './apps.ts';
import { AuthorizationServers, type ReferenceObject } from './authorization-servers.ts';
import { joinGrants } from './grants.ts';
import { isReference, objectOf, objects } from './objects.ts';
import type { Namespace, OktaObject, Org, Piece, Ref } from './okta-object.ts';
import { isStaff, nameOf } from './people.ts';

const kinds: Readonly<Record<Namespace, IdentityKind>> = {
  client: 'oauth_client',
  user: 'human',
  agent: 'agent',
  'api-token': 'api_key',
  'service-account': 'service_account',
};

interface Entry {
  readonly object: OktaObject;
  readonly key: string;
  readonly handle: number;
  readonly asked: Item['asked'];
  /** A later answer of a recording shows the same object in a newer state. */
  outdated: boolean;
}

interface Owner {
  readonly ref: Ref;
  readonly entries: Entry[];
}

const appId = /^0oa[A-Za-z0-9]{17}$/;
const keyOf = ({ namespace, externalId }: Ref): string => `${namespace}\u001f${externalId}`;

/** The same object stands in a recording as often as it was answered. */
const recordKey = (key: string, path: string, asked: Item['asked']): string =>
  asked === undefined ? key : `${key}:${path}`;

/** Gathers the objects of a file by the identity that they belong to, and emits each identity once. */
export class OrgFile {
  readonly #context: ImportContext;
  readonly #sink: Sink;
  readonly #pending = new PendingObjects();
  readonly #owners = new Map<string, Owner>();
  readonly #servers = new AuthorizationServers();
  readonly #humans = new Map<string, { readonly name: string; readonly active: boolean }>();
  /** Ids of apps by a client id that differs. */
  readonly #appOfClient = new Map<string, string>();
  readonly #seen = new SeenKeys();
  readonly #newest = new Map<string, Entry>();
  readonly #signOnApps = new Map<string, number>();

  constructor(context: ImportContext, sink: Sink) {
    this.#context = context;
    this.#sink = sink;
  }

  item(item: Item): void {
    const { value, path, asked } = item;
    const raw = typeof value === 'string' && appId.test(value) ? { allowedApp: value } : value;
    // An action of the API is answered with an empty object.
    if (asked !== undefined && isObject(raw) && Object.keys(raw).length === 0) return;
    const fields = isObject(raw) ? new Fields(raw, path, this.#sink) : null;
    const object = fields === null ? null : objectOf(fields);
    if (fields === null) this.#reject('import.wrong_type', path, null, 'must be an object');
    else if (object === null) this.#reject('import.skipped', path, null, 'is nothing of Okta’s that is read here');
    else if (isReference(object)) this.#refer(item, object, fields, raw);
    else this.#own(item, object, fields, raw);
  }

  *finish(): Iterable<void> {
    this.#joinClients();
    const { tenant } = this.#context;
    const org: Org = {
      tenant,
      now: this.#context.now,
      sha256: this.#context.sha256,
      idOf: (ref) => this.#idOf(ref),
      human: (userId) => this.#humans.get(userId),
      reachOf: (clientIds, grantTypes) => this.#servers.reachOf(clientIds, grantTypes),
    };
    for (const owner of this.#owners.values()) {
      this.#emit(owner, org);
      yield;
    }
    this.#remarks();
  }

  /** For an object that could not be read whole. */
  broken(path: string): void {
    this.#reject('import.truncated', path, null, 'is not whole: left out');
  }

  #refer({ path, asked }: Item, { kind }: ReferenceObject, fields: Fields, raw: unknown): void {
    const id = fields.plain('id');
    if (id === '') {
      this.#missing(path, 'id');
      return;
    }
    this.#servers.take(kind, fields, asked);
    this.#sink.record({ key: recordKey(`${kind}:${id}`, path, asked), record: path, raw });
  }

  #own({ path, asked, fingerprints }: Item, object: OktaObject, fields: Fields, raw: unknown): void {
    const { kind, members } = object;
    const own = fields.plain('id') || fields.plain('kid');
    const ref = object.owner(fields, asked);
    if (ref === null) {
      this.#missing(path, members.includes('id') && own === '' ? 'id' : '_links');
      return;
    }
    const key = `${kind}:${own || keyOf(ref)}`;
    const isNew = this.#seen.add(this.#context.sha256(key));
    if (!isNew && asked === undefined) {
      const message = `the ${kind} ${own || ref.externalId} stands in this file twice: the first one counts`;
      this.#reject('import.duplicate_id', path, own === '' ? null : 'id', message);
    } else if (kind === 'app' && !isNonHuman(fields)) {
      const mode = fields.plain('signOnMode');
      if (isNew) this.#signOnApps.set(mode, (this.#signOnApps.get(mode) ?? 0) + 1);
      this.#sink.record({ key: recordKey(key, path, asked), record: path, raw });
    } else if (this.#pending.bytes > this.#context.limits.pendingBytes) {
      const message = 'the file holds more than fits into memory at once: the rest was not read';
      this.#reject('import.memory_bound', path, null, message);
    } else {
      const handle = this.#pending.add(path, key, raw, fingerprints);
      this.#keep({ object, key, handle, asked, outdated: false }, ref);
      this.#learn(kind, own, fields);
    }
  }

  #keep(entry: Entry, ref: Ref): void {
    if (entry.asked !== undefined) {
      const before = this.#newest.get(entry.key);
      if (before !== undefined) before.outdated = true;
      this.#newest.set(entry.key, entry);
    }
    const owner = this.#owners.get(keyOf(ref)) ?? { ref, entries: [] };
    owner.entries.push(entry);
    this.#owners.set(keyOf(ref), owner);
  }

  /** What other objects of the file refer to. */
  #learn(kind: string, id: string, fields: Fields): void {
    if (kind === 'user') this.#humans.set(id, { name: nameOf(fields), active: isStaff(fields) });
    if (kind !== 'app') return;
    const clientId = fields.object('credentials')?.object('oauthClient')?.plain('client_id') ?? '';
    if (clientId !== '' && clientId !== id) this.#appOfClient.set(clientId, id);
  }

  /** What names a client by its client id belongs to the app that has it. */
  #joinClients(): void {
    for (const [clientId, id] of this.#appOfClient) {
      const stray = this.#owners.get(keyOf({ namespace: 'client', externalId: clientId }));
      if (stray === undefined) continue;
      this.#owners.get(keyOf({ namespace: 'client', externalId: id }))?.entries.push(...stray.entries);
      this.#owners.delete(keyOf(stray.ref));
    }
  }

  #emit({ ref, entries }: Owner, org: Org): void {
    const ordered = [...entries].sort((a, b) => objects.indexOf(a.object) - objects.indexOf(b.object));
    const valid = ordered.filter(({ outdated }) => !outdated);
    const beside = new Set(valid.map(({ object }) => object.kind));
    const told = valid.map((entry) => {
      const { path, value, fingerprints } = this.#pending.get(entry.handle);
      const { object, asked } = entry;
      const piece: Piece = { fields: new Fields(value, path, this.#sink), ref, fingerprints, asked, beside };
      return { says: object.read(piece, org), source: entries.indexOf(entry) };
    });
    // Scopes are granted one by one; those of one consent are one grant.
    const grants = joinGrants(told.flatMap(({ says }) => says.grants ?? []));
    const parts = [...told.map(({ says: { grants: _apart, ...part } }) => part), { grants }];
    const own = { id: org.idOf(ref), tenant: org.tenant };
    const kind = kinds[ref.namespace];
    const { identity, counted } = combine({ ...ref, kind }, parts, own, this.#context.limits.namedConsents);
    const sources = entries.map(({ handle, key, asked }) => {
      const { path, value: raw, fingerprints } = this.#pending.get(handle);
      this.#sink.record({ key: recordKey(key, path, asked), record: path, raw, fingerprints });
      return { record: path };
    });
    if (counted > 0) {
      const message = `${counted} more humans granted something to ${identity.name}: counted, not named`;
      const record = sources[0]?.record ?? null;
      this.#sink.problem({ severity: 'info', code: 'import.counted_only', message, record, field: null });
    }
    this.#sink.identity({ ...identity, sources }, whereabouts(told));
  }

  #remarks(): void {
    for (const [mode, count] of this.#signOnApps) {
      const message = `apps with the sign-on mode ${mode} are no identities of their own: ${count} kept as records`;
      this.#sink.problem({ severity: 'info', code: 'import.skipped', message, record: null, field: 'signOnMode' });
    }
    for (const client of new Set(this.#servers.namedClients())) {
      const id = this.#appOfClient.get(client) ?? client;
      if (this.#owners.has(keyOf({ namespace: 'client', externalId: id }))) continue;
      const message = `a policy of an authorization server names the client ${client}, which is not in this file: left out`;
      const problem = { severity: 'warning', code: 'import.dangling_reference', message, record: null } as const;
      this.#sink.problem({ ...problem, field: 'conditions.clients.include' });
    }
  }

  #idOf({ namespace, externalId }: Ref): ReturnType<typeof identityId> {
    const id = namespace === 'client' ? (this.#appOfClient.get(externalId) ?? externalId) : externalId;
    return identityId(this.#context.sha256, this.#context.tenant.id, namespace, id);
  }

  #missing(record: string, field: string): void {
    this.#reject('import.missing_id', record, field, `without ${field} nobody can tell what it belongs to`);
  }

  #reject(code: Complaint['code'], record: string, field: string | null, message: string): void {
    this.#sink.rejected({ severity: code === 'import.skipped' ? 'info' : 'error', code, message, record, field });
  }
}
