import { Fields, isObject } from '#engine/importers/fields.ts';
import type { Complaint, ImportContext, Item, Reading, Sink } from '#engine/importers/importer.ts';
import { RootObject } from '#engine/importers/root-object.ts';
import { SeenKeys } from '#engine/importers/seen-keys.ts';
import type { Activity } from '#shared/model/activity.ts';
import { identityId } from '#shared/model/identity-id.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { World } from './source-object.ts';

/** What one event says. */
export interface ReadEvent {
  /** Unique in the log; '' where it has no id of its own. */
  readonly id: string;
  /** null: it is only kept, for another event tells the same, or it is not over yet. */
  readonly activity: Activity | null;
  /** Where it is not that of the file. */
  readonly tenant?: Tenant;
}

/** Why an event cannot be read. */
export interface Unreadable {
  readonly code: Complaint['code'];
  readonly field: string | null;
  readonly message: string;
}

export type EventReader = (event: Fields, world: Pick<World, 'idOf' | 'sha256'>) => ReadEvent | Unreadable;

/**
 * Reads a log that is a list of events, lines of them, an envelope around them, or one event alone. `form`: the names by
 * which events are read, where tools write them differently; what is kept stays as it is.
 */
export function readLog(
  context: ImportContext,
  sink: Sink,
  elements: readonly string[],
  read: EventReader,
  unwrap: (item: Item) => Item | Unreadable = (item) => item,
  form: (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> = (value) => value,
): Reading {
  const root = new RootObject();
  const seen = new SeenKeys();
  const { sha256, tenant } = context;
  const idOf: World['idOf'] = (ref) => identityId(sha256, (ref.tenant ?? tenant).id, ref.namespace, ref.externalId);
  let isList = false;

  function reject({ code, field, message }: Unreadable, record: string): void {
    // Logs are delivered at least once: an event that stands there twice is no fault.
    const severity = code === 'import.skipped' || code === 'import.duplicate_id' ? 'info' : 'error';
    sink.rejected({ severity, code, message, record, field });
  }

  function take(item: Item): void {
    const fault = accept(unwrap(item));
    if (fault !== null) reject(fault, item.path);
  }

  function accept(item: Item | Unreadable): Unreadable | null {
    if ('code' in item) return item;
    const { value, path } = item;
    if (!isObject(value)) return { code: 'import.wrong_type', field: null, message: 'an event must be an object' };
    const event = read(new Fields(form(value), path, sink), { idOf, sha256 });
    if ('code' in event) return event;
    const key = `event:${event.id || sha256(JSON.stringify(value))}`;
    if (!seen.add(sha256(key))) {
      const message = 'the event stands in this file twice: the first one counts';
      return { code: 'import.duplicate_id', field: null, message };
    }
    const { activity, tenant: own } = event;
    sink.record({ key, record: path, raw: value, ...(own !== undefined && { tenant: own }) });
    if (activity !== null) sink.activity(activity, own);
    return null;
  }

  return {
    item(item) {
      if (!elements.includes(item.pattern)) root.take(item);
      else {
        isList = true;
        take(item);
      }
    },
    missed: (pattern) => root.missed(pattern),
    end() {
      if (isList || root.names.length === 0) return;
      if (root.isWhole) take(root.item(context.fingerprint));
      else reject({ code: 'import.truncated', field: null, message: 'the event is not whole: left out' }, '$');
    },
  };
}
