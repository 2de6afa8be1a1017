import { isObject } from './fields.ts';
import { readLog } from './gather/activity-file.ts';
import { inside } from './gather/envelopes.ts';
import type { Head, Importer, Item, Recognition } from './importer.ts';
import { SeenKeys } from './seen-keys.ts';
import { actionOf, activityOf, blankRaw } from './vault/audit-events.ts';

const entry = /"operation\\?"\s*:\s*\\?"/;
const kind = /"type\\?"\s*:\s*\\?"(?:request|response)\\?"/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const { members, text, texts } = head;
  const has = (name: string): boolean => members.includes(name);
  const found = (confidence: number): Recognition => ({
    vendor: 'vault',
    tenantId: null,
    tenantName: null,
    confidence,
  });
  const type = texts.get('type');
  if ((type === 'request' || type === 'response') && has('request')) return found(0.95);
  if (has('request') && has('auth') && entry.test(text)) return found(0.8);
  // Cloud logging puts an entry into one of its own.
  return has('jsonPayload') && kind.test(text) && entry.test(text) && /"client_token/.test(text) ? found(0.9) : null;
}

function unwrap(item: Item): Item {
  const { value } = item;
  const payload = isObject(value) ? value['jsonPayload'] : undefined;
  const one = isObject(payload) ? inside(item, ['jsonPayload'], payload) : item;
  return { ...one, path: item.path, value: blankRaw(one.value) };
}

/**
 * The log of an audit device, a line each for request and response. Ids are those of the importer `vault`: entities, roles
 * and users, tokens where accessors are not hashed; actions are written as its scopes are.
 */
export const vaultAuditLog: Importer = {
  id: 'vault-audit-log',
  label: 'HashiCorp Vault audit log',
  version: 1,
  authority: 'log',
  recognise,
  elements: ['$[*]'],
  begin(context, sink) {
    const told = new SeenKeys();
    return readLog(
      context,
      sink,
      vaultAuditLog.elements,
      (event, world) => {
        const action = actionOf(event);
        if (action === '') {
          const message = 'without request.operation nobody can tell what happened';
          return { code: 'import.missing_id', field: 'request.operation', message };
        }
        const at = event.instant('time');
        if (typeof at !== 'number') {
          const message = 'without time nobody can tell when it happened';
          return { code: 'import.unreadable_value', field: 'time', message };
        }
        const request = event.object('request')?.plain('id') ?? '';
        const type = event.plain('type');
        // What was asked is told twice: it counts when it was answered, or refused before an answer.
        const isEnd = type !== 'request' || event.plain('error') !== '';
        const counts = isEnd && (request === '' || told.add(world.sha256(request)));
        const id = request === '' ? '' : `${request}:${type}:${at}`;
        return { id, activity: counts ? activityOf(event, action, at, world) : null };
      },
      unwrap,
    );
  },
};
