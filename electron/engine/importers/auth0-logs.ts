import { activityOf, eventIn, logId } from './auth0/log-events.ts';
import { isObject } from './fields.ts';
import { readLog } from './gather/activity-file.ts';
import type { Head, Importer, Recognition } from './importer.ts';

const host = /"(?:hostname|domain)"\s*:\s*"([\w-]+)\.(?:\w{2}(?:-\d)?\.)?auth0\.com"/;
const named = /"tenant_name"\s*:\s*"([^"\\]{1,200})"/;
const event = /"date"\s*:[\s\S]*"type"\s*:\s*"[a-z0-9_]{1,60}"|"type"\s*:\s*"[a-z0-9_]{1,60}"[\s\S]*"date"\s*:/;
const traits = /"(?:log_id|isMobile|client_name|connection_id|user_agent|auth0_client)"\s*:/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const { members, text } = head;
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  const isPlain = has('type', 'date') && (has('log_id') || has('_id') || has('client_id') || has('user_id'));
  const isWrapped = has('data') || has('detail') || has('event') || has('logs');
  if (!isPlain && !isWrapped) return null;
  if (!traits.test(text) || !event.test(text) || !/"(?:log_id|client_id|user_id)"\s*:/.test(text)) return null;
  const tenantName = named.exec(text)?.[1] ?? host.exec(text)?.[1] ?? null;
  const sure =
    (isPlain && (has('log_id') || has('_id'))) ||
    has('log_id', 'data') ||
    /"source"\s*:\s*"aws\.partner\/auth0/.test(text);
  return { vendor: 'auth0', tenantId: null, tenantName, confidence: sure ? 0.9 : 0.7 };
}

/**
 * Events of an Auth0 tenant's log: what `GET /api/v2/logs` answers, log streams with their envelope, lines of them. Users
 * and clients have the ids that the importer `auth0-tenant` gives them; calls of the management API are named as their scopes.
 */
export const auth0Logs: Importer = {
  id: 'auth0-logs',
  label: 'Auth0 log events',
  version: 1,
  authority: 'log',
  recognise,
  elements: ['$[*]', '$.logs[*]'],
  begin: (context, sink) =>
    readLog(
      context,
      sink,
      ['$[*]', '$.logs[*]'],
      (fields, world) => {
        if (fields.plain('type') === '') {
          return { code: 'import.missing_id', field: 'type', message: 'without type nobody can tell what happened' };
        }
        const at = fields.instant('date');
        if (typeof at !== 'number') {
          const message = 'without date nobody can tell when it happened';
          return { code: 'import.unreadable_value', field: 'date', message };
        }
        const activity = activityOf(fields, at, (namespace, externalId) => world.idOf({ namespace, externalId }));
        const id = logId(fields);
        // Where ids are masked, many events bear the same one: the instant and the action belong to it.
        return { id: id === '' ? '' : `${id}:${at}:${activity.action}:${activity.decision}`, activity };
      },
      (item) => (isObject(item.value) ? { ...item, value: eventIn(item.value) } : item),
    ),
};
