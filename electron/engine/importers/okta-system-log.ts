import { identityId } from '#shared/model/identity-id.ts';
import { Fields, isObject } from './fields.ts';
import type { Head, ImportContext, Importer, Item, Recognition, Sink } from './importer.ts';
import { activityOf, eventName } from './okta/events.ts';
import { hostIn } from './okta/links.ts';
import type { Namespace } from './okta/okta-object.ts';
import { RootObject } from './root-object.ts';
import { SeenKeys } from './seen-keys.ts';

/** `user.session.start`: no other log names its events so. */
const event =
  /"eventtype"\s*:\s*"(?:user|app|application|system|group|policy|security|device|zone|iam|core)\.[a-z0-9_.]+"/i;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const names = new Set(head.members.map((name) => name.toLowerCase()));
  const found = { vendor: 'okta', tenantId: null, tenantName: hostIn(head.text) } as const;
  if (!event.test(head.text)) return null;
  if (names.has('eventtype') && names.has('published')) return { ...found, confidence: 0.95 };
  // Events of which a pipeline left only a part.
  return /"published"\s*:/.test(head.text) && /"legacyeventtype"\s*:/i.test(head.text)
    ? { ...found, confidence: 0.7 }
    : null;
}

class LogFile {
  readonly #context: ImportContext;
  readonly #sink: Sink;
  readonly #seen = new SeenKeys();

  constructor(context: ImportContext, sink: Sink) {
    this.#context = context;
    this.#sink = sink;
  }

  item({ path, value }: Item): void {
    if (!isObject(value)) {
      this.#reject('import.wrong_type', path, null, 'an event must be an object');
      return;
    }
    const event = new Fields(value, path, this.#sink);
    const type = eventName(event, 'eventType');
    const action = event.plain(type);
    const at = event.instant('published');
    if (action === '') this.#reject('import.missing_id', path, type, `without ${type} nobody can tell what happened`);
    else if (typeof at !== 'number')
      this.#reject('import.unreadable_value', path, 'published', 'without published nobody can tell when it happened');
    else this.#event(event, action, at, value);
  }

  #event(event: Fields, action: string, at: number, raw: unknown): void {
    const activity = activityOf(event, action, at, (namespace, id) => this.#idOf(namespace, id));
    const uuid = event.plain('uuid');
    // Where ids are masked, many events bear the same one: the instant and the action belong to it.
    const key = `event:${uuid || activity.trace}:${at}:${action}`;
    if (uuid !== '' && !this.#seen.add(this.#context.sha256(key))) {
      const message = `the event ${uuid} stands in this file twice: the first one counts`;
      this.#reject('import.duplicate_id', event.record, 'uuid', message);
      return;
    }
    this.#sink.record({ key, record: event.record, raw });
    this.#sink.activity(activity);
  }

  broken(): void {
    this.#reject('import.truncated', '$', null, 'the event is not whole: left out');
  }

  #idOf(namespace: Namespace, externalId: string): ReturnType<typeof identityId> {
    return identityId(this.#context.sha256, this.#context.tenant.id, namespace, externalId);
  }

  #reject(code: Parameters<Sink['rejected']>[0]['code'], record: string, field: string | null, message: string): void {
    // Logs are delivered at least once: an event that stands there twice is no fault.
    const severity = code === 'import.duplicate_id' ? 'info' : 'error';
    this.#sink.rejected({ severity, code, message, record, field });
  }
}

/**
 * Okta's system log, a list of events or one event, as `GET /api/v1/logs` and most pipelines write it. The ids are those
 * of the importer `okta`: users, clients, agents and API tokens of one tenant are the same identities.
 */
export const oktaSystemLog: Importer = {
  id: 'okta-system-log',
  label: 'Okta system log',
  authority: 'log',
  version: 1,
  recognise,
  elements: ['$[*]'],
  begin(context, sink) {
    const file = new LogFile(context, sink);
    const root = new RootObject();
    return {
      item: (item) => (item.pattern === '$[*]' ? file.item(item) : root.take(item)),
      missed: (pattern) => root.missed(pattern),
      end() {
        if (root.names.length === 0) return;
        if (root.isWhole) file.item(root.item(context.fingerprint));
        else file.broken();
      },
    };
  },
};
