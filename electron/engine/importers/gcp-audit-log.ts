import { readLog } from './gather/activity-file.ts';
import { blankMetadata } from './gcp/blank-metadata.ts';
import { tenantsOf } from './gcp/cloud.ts';
import { actionOf, activityOf, keyOf, payloadOf, timeOf } from './gcp/log-entries.ts';
import { tenantOfLog } from './gcp/names.ts';
import type { Head, Importer, Reading, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';
import { SeenKeys } from './seen-keys.ts';

const payload = /"?proto_?payload(?:_auditlog)?\\?"?\s*:/i;
const auditLog =
  /google\.cloud\.audit\.AuditLog|"?authenticationInfo\\?"?\s*:|"?authorizationInfo\\?"?\s*:|"?methodName\\?"?\s*:/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json' && head.format !== 'yaml') return null;
  const { members, text } = head;
  const found = (confidence: number): Recognition => {
    const tenantId = tenantOfLog(text);
    return { vendor: 'gcp', tenantId, tenantName: tenantId, confidence };
  };
  if (isRecording(head)) return payload.test(text) && auditLog.test(text) ? found(0.9) : null;
  if (members.some((name) => payload.test(`${name}:`))) return found(0.95);
  const isEntry = members.some((name) => /^(?:entries|log_?name|insert_?id|jsonPayload|textPayload)$/i.test(name));
  // The first entry of a list may have lost its payload on the way; YAML lists show no members.
  return (isEntry || members.length === 0) && payload.test(text) && auditLog.test(text) ? found(0.9) : null;
}

const elements = ['$[*]', '$.entries[*]'] as const;

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const begun = new SeenKeys();
  const tenantOf = tenantsOf(context);
  return readLog(
    context,
    sink,
    elements,
    (entry, world) => {
      const payload = payloadOf(entry);
      if (payload === null) {
        const other = entry.raw('jsonPayload') ?? entry.raw('textPayload');
        const message = 'without protoPayload it is no entry of an audit log';
        if (other !== undefined) return { code: 'import.skipped', field: null, message };
        return { code: 'import.missing_id', field: 'protoPayload', message };
      }
      const action = actionOf(payload);
      if (action === '') {
        const message = 'without methodName and permission nobody can tell what happened';
        return { code: 'import.missing_id', field: 'protoPayload.methodName', message };
      }
      const at = timeOf(entry, payload);
      if (at === null) {
        const message = 'without timestamp nobody can tell when it happened';
        return { code: 'import.unreadable_value', field: 'timestamp', message };
      }
      const id = keyOf(entry, at, world.sha256);
      // A long operation is told when it begins and when it ends: it counts once.
      const operation = entry.object('operation')?.plain('id') ?? '';
      const isNew = operation === '' || begun.add(world.sha256(`${operation}:${payload.plain('methodName')}`));
      return { id, activity: isNew ? activityOf(entry, payload, { action, at }, tenantOf, world) : null };
    },
    (item) => {
      blankMetadata(item.value);
      return item;
    },
  );
}

/**
 * Cloud Audit Logs: entries as `gcloud logging read`, `entries.list`, sinks to files and BigQuery write them. Principals have
 * the ids that the importer `gcp` gives them; actions are permissions, as roles hold them.
 */
export const gcpAuditLog: Importer = {
  id: 'gcp-audit-log',
  label: 'Google Cloud audit log',
  version: 1,
  authority: 'log',
  recognise,
  elements,
  recordings: true,
  begin,
};
