import Papa from 'papaparse';
import { identityId } from '#shared/model/identity-id.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { sniffDelimiter } from './csv-rows.ts';
import { isObject } from './fields.ts';
import { readLog, type Unreadable } from './gather/activity-file.ts';
import type { Head, ImportContext, Importer, Item, Reading, Recognition } from './importer.ts';
import { eventIn } from './keycloak/event-forms.ts';
import { adminActivity, type IdOf, userActivity } from './keycloak/events.ts';

const realmOf = /"realm_?id\\?"\s*:\s*\\?"([^"\\]{1,200})/i;
const nameOf = /"realm_?name\\?"\s*:\s*\\?"([^"\\]{1,200})/i;
const inLine = /\brealmId=\\?"?([^"\\,\s]{1,200})/;
const nameInLine = /\brealmName=\\?"([^"\\]{1,200})/;

/** Of the first row. */
function realmOfRow({ text, columns }: Head): string | null {
  const rows = Papa.parse<string[]>(text, { delimiter: sniffDelimiter(text), preview: 2, skipEmptyLines: true }).data;
  return rows[1]?.[columns.findIndex((name) => name.toLowerCase() === 'realm_id')] || null;
}

function recognise(head: Head): Recognition | null {
  const { members, columns, text, format } = head;
  const names = new Set([...members, ...columns].map((name) => name.toLowerCase()));
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  const isRow = has('realm_id') && (has('event_time', 'type') || has('admin_event_time', 'operation_type'));
  const isEvent =
    has('time', 'type') &&
    (has('realmid') || has('clientid', 'details')) &&
    (has('userid') || has('clientid') || has('ipaddress'));
  const isAdmin =
    has('operationtype') && (has('resourcepath') || has('resourcetype')) && (has('authdetails') || has('realmid'));
  const isLine = has('loggername', 'message') && /"loggerName"\s*:\s*"org\.keycloak\.events\b/.test(text);
  if (format === 'csv' ? !isRow : format !== 'json' || !(isRow || isEvent || isAdmin || isLine)) return null;
  const tenantId = format === 'csv' ? realmOfRow(head) : ((isLine ? inLine : realmOf).exec(text)?.[1] ?? null);
  const tenantName = (isLine ? nameInLine : nameOf).exec(text)?.[1] ?? null;
  return { vendor: 'keycloak', tenantId, tenantName, confidence: 0.95 };
}

const elements = ['$[*]', '$.events[*]', '$.adminEvents[*]', '$row'] as const;

function begin(context: ImportContext, sink: Parameters<Importer['begin']>[1]): Reading {
  const tenants = new Map<string, Tenant>();

  function tenantOf(id: string, name: string): Tenant {
    if (id === '') return context.tenant;
    let tenant = tenants.get(id);
    if (tenant === undefined) {
      tenant = context.tenantOf('keycloak', id, name || id);
      tenants.set(id, tenant);
    }
    return tenant;
  }

  function unwrap(item: Item): Item | Unreadable {
    if (!isObject(item.value)) return item;
    const value = eventIn(item.value, context.fingerprint);
    if (value !== null) return { ...item, value };
    return { code: 'import.skipped', field: 'loggerName', message: 'a line of the server log that tells of no event' };
  }

  return readLog(
    context,
    sink,
    elements,
    (event) => {
      const isAdmin = event.plain('operationType') !== '';
      if (!isAdmin && event.plain('type') === '') {
        return { code: 'import.missing_id', field: 'type', message: 'without type nobody can tell what happened' };
      }
      const at = event.instant('time');
      if (typeof at !== 'number') {
        return {
          code: 'import.unreadable_value',
          field: 'time',
          message: 'without time nobody can tell when it happened',
        };
      }
      const tenant = tenantOf(event.plain('realmId'), event.plain('realmName'));
      const idOf: IdOf = (namespace, externalId, realm) =>
        identityId(context.sha256, (realm === '' ? tenant : tenantOf(realm, '')).id, namespace, externalId);
      const activity = isAdmin ? adminActivity(event, at, idOf) : userActivity(event, at, idOf);
      return { id: event.plain('id'), activity, tenant };
    },
    unwrap,
  );
}

/**
 * Events of Keycloak realms: what the admin API answers (`/events`, `/admin-events`), the server log in JSON with the
 * listener `jboss-logging`, and rows of EVENT_ENTITY and ADMIN_EVENT_ENTITY. Users and
 * clients have the ids of `keycloak-realm`; what an administrator's event calls by Keycloak's own id of a client is known by it.
 */
export const keycloakEvents: Importer = {
  id: 'keycloak-events',
  label: 'Keycloak events',
  version: 1,
  authority: 'log',
  recognise,
  elements,
  begin,
};
