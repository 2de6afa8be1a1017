import { Fields, isObject } from '#engine/importers/fields.ts';
import type { Complaint, ImportContext, Item, Sink } from '#engine/importers/importer.ts';
import { PendingObjects } from '#engine/importers/pending-objects.ts';
import { SeenKeys } from '#engine/importers/seen-keys.ts';
import { identityId } from '#shared/model/identity-id.ts';
import { combine } from './combine.ts';
import type { Contribution, Ref, Share, SourceObject, Vendored, World } from './source-object.ts';
import { whereabouts } from './whereabouts.ts';

/** Small, for a file may hold a million: what was stored is looked up by its handle. */
interface Entry<Known> {
  readonly object: SourceObject<Known>;
  readonly handle: number;
  readonly asked: Item['asked'];
  readonly at: string;
  /** It has a record of its own; otherwise it is a part of the object's. */
  readonly own: boolean;
  /** A later answer of a recording shows the same object in a newer state. */
  outdated: boolean;
  /** Of the same owner. */
  before: Entry<Known> | null;
}

interface Owner<Known> {
  readonly ref: Ref;
  last: Entry<Known>;
}

/** In the order in which they were given. */
function entriesOf<Known>({ last }: Owner<Known>): readonly Entry<Known>[] {
  const entries: Entry<Known>[] = [];
  for (let entry: Entry<Known> | null = last; entry !== null; entry = entry.before) entries.push(entry);
  return entries.reverse();
}

const keyOf = ({ namespace, externalId, tenant }: Ref): string =>
  `${tenant?.id ?? ''}\u001f${namespace}\u001f${externalId}`;

/** Gathers the objects of a file by the identities that they speak of, and emits each identity once. */
export class GatheredFile<Known> {
  readonly world: World;
  readonly #context: ImportContext;
  readonly #sink: Sink;
  readonly #vendor: Vendored<Known>;
  readonly #known: Known;
  readonly #pending = new PendingObjects();
  readonly #owners = new Map<string, Owner<Known>>();
  readonly #seen = new SeenKeys();
  readonly #newest = new Map<string, Entry<Known>[]>();

  constructor(context: ImportContext, sink: Sink, vendor: Vendored<Known>, known: Known) {
    this.#context = context;
    this.#sink = sink;
    this.#vendor = vendor;
    this.#known = known;
    this.world = {
      tenant: context.tenant,
      now: context.now,
      sha256: context.sha256,
      idOf: ({ namespace, externalId, tenant = context.tenant }) =>
        identityId(context.sha256, tenant.id, namespace, externalId),
      remark: (code, record, message) =>
        sink.problem({
          severity: code === 'import.dangling_reference' ? 'warning' : 'info',
          code,
          message,
          record: record === '' ? null : record,
          field: null,
        }),
    };
  }

  item(item: Item): void {
    const { value, path, asked } = item;
    // An action of an API is answered with an empty object.
    if (asked !== undefined && isObject(value) && Object.keys(value).length === 0) return;
    const fields = isObject(value) ? this.#fields(value, path) : null;
    const object = fields === null ? null : this.#vendor.tell(fields, asked);
    if (fields === null) this.reject('import.wrong_type', path, null, 'must be an object');
    else if (object === null) this.reject('import.skipped', path, null, 'is nothing that is read here');
    else this.#take(item, object, fields);
  }

  *finish(): Iterable<void> {
    yield* this.#settle();
    for (const [key, owner] of this.#owners) {
      this.#owners.delete(key);
      this.#emit(owner);
      yield;
    }
    this.#vendor.remarks?.(this.#known, this.world);
  }

  reject(code: Complaint['code'], record: string, field: string | null, message: string): void {
    this.#sink.rejected({ severity: code === 'import.skipped' ? 'info' : 'error', code, message, record, field });
  }

  #take(item: Item, object: SourceObject<Known>, fields: Fields): void {
    const { path, asked, value, fingerprints } = item;
    const { kind, idMember } = object;
    const id = object.id(fields, asked);
    if (id === '') {
      this.reject('import.missing_id', path, idMember, `without ${idMember} nobody can tell what it belongs to`);
      return;
    }
    const fault = object.fault?.(fields) ?? null;
    if (fault !== null) {
      this.reject('import.unreadable_value', path, fault.field, `the ${kind} ${id} ${fault.message}`);
      return;
    }
    const key = `${kind}:${id}`;
    const isNew = this.#seen.add(this.#context.sha256(key));
    if (!isNew && asked === undefined) {
      const message = `the ${kind} ${id} stands in this file twice: the first one counts`;
      this.reject('import.duplicate_id', path, idMember, message);
    } else if (this.#pending.bytes > this.#context.limits.pendingBytes) {
      const message = 'the file holds more than fits into memory at once: the rest was not read';
      this.reject('import.memory_bound', path, null, message);
    } else {
      const shares = object.shares(fields, this.#known, asked);
      const keep = shares.length > 0 || object.learn !== undefined;
      const handle = keep ? this.#pending.add(path, key, value, fingerprints) : -1;
      object.learn?.(fields, this.#known, () => this.#fieldsAt(handle), asked);
      if (shares.length === 0) this.#sink.record({ key: recordKey(key, path, asked), record: path, raw: value });
      else this.#share(shares, { object, handle, asked }, key, path);
    }
  }

  #share(
    shares: readonly Share[],
    common: Pick<Entry<Known>, 'object' | 'handle' | 'asked'>,
    key: string,
    path: string,
  ): void {
    for (const before of this.#newest.get(key) ?? []) before.outdated = true;
    const entries = shares.map(({ ref, at, raw }): Entry<Known> => {
      const own = raw !== undefined;
      const handle = own ? this.#pending.add(path + at, key, raw, new Map()) : common.handle;
      const entry: Entry<Known> = { ...common, handle, at, own, outdated: false, before: null };
      this.#give(ref, entry, entry);
      return entry;
    });
    if (common.asked !== undefined) this.#newest.set(key, entries);
  }

  /** `first` to `last`: entries that hang together already. */
  #give(ref: Ref, first: Entry<Known>, last: Entry<Known>): void {
    const owner = this.#owners.get(keyOf(ref));
    if (owner === undefined) this.#owners.set(keyOf(ref), { ref, last });
    else {
      first.before = owner.last;
      owner.last = last;
    }
  }

  #fields(value: Readonly<Record<string, unknown>>, path: string): Fields {
    return new Fields(this.#vendor.form?.(value) ?? value, path, this.#sink);
  }

  #fieldsAt(handle: number): Fields {
    const { path, value } = this.#pending.get(handle);
    return this.#fields(value, path);
  }

  /** Owners that turn out to be one are joined; what belongs to nobody stays a record. */
  *#settle(): Iterable<void> {
    const { settle } = this.#vendor;
    if (settle === undefined) return;
    for (const [key, owner] of this.#owners) {
      const ref = settle(owner.ref, this.#known, this.world);
      if (ref !== null && keyOf(ref) === key) continue;
      this.#owners.delete(key);
      const entries = entriesOf(owner);
      if (ref === null) for (const entry of entries) this.#record(entry, owner.ref);
      else this.#give(ref, firstOf(owner.last), owner.last);
      yield;
    }
  }

  #stored(entry: Entry<Known>) {
    const { path, externalId, value, fingerprints } = this.#pending.get(entry.handle);
    return { path: entry.own ? path : path + entry.at, key: externalId + entry.at, value, fingerprints };
  }

  /** Answers where it stands. */
  #record(entry: Entry<Known>, { tenant }: Ref): string {
    const { path, key, value: raw, fingerprints } = this.#stored(entry);
    const place = { key: recordKey(key, path, entry.asked), record: path, ...(tenant && { tenant }) };
    this.#sink.record({ ...place, raw, fingerprints });
    return path;
  }

  #emit(owner: Owner<Known>): void {
    const { ref } = owner;
    const { objects, settle } = this.#vendor;
    const given = entriesOf(owner);
    // Joined of several, they stand one owner after the other: the order of the file counts.
    const entries = settle === undefined ? given : [...given].sort((a, b) => a.handle - b.handle);
    const ordered = [...entries].sort((a, b) => objects.indexOf(a.object) - objects.indexOf(b.object));
    const valid = ordered.filter(({ outdated }) => !outdated);
    const told = valid.map((entry) => ({ says: this.#read(entry, ref), source: entries.indexOf(entry) }));
    const parts = told.map(({ says }) => says);
    const own = { id: this.world.idOf(ref), tenant: ref.tenant ?? this.world.tenant };
    const { identity, counted } = combine(ref, parts, own, this.#context.limits.namedConsents);
    const sources = entries.map((entry) => ({ record: this.#record(entry, ref) }));
    if (counted > 0) {
      const message = `${counted} more humans granted something to ${identity.name}: counted, not named`;
      const record = sources[0]?.record ?? null;
      this.#sink.problem({ severity: 'info', code: 'import.counted_only', message, record, field: null });
    }
    this.#sink.identity({ ...identity, sources }, whereabouts(told));
  }

  #read(entry: Entry<Known>, ref: Ref): Contribution {
    const { object, at, asked } = entry;
    const { path, value, fingerprints } = this.#stored(entry);
    const fields = this.#fields(value, path);
    return object.read?.({ fields, ref, at, fingerprints, asked }, this.#known, this.world) ?? {};
  }
}

function firstOf<Known>(last: Entry<Known>): Entry<Known> {
  let entry = last;
  while (entry.before !== null) entry = entry.before;
  return entry;
}

/** The same object stands in a recording as often as it was answered. */
const recordKey = (key: string, path: string, asked: Item['asked']): string =>
  asked === undefined ? key : `${key}:${path}`;
