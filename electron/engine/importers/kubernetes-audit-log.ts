import { isObject } from './fields.ts';
import { readLog, type Unreadable } from './gather/activity-file.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { actionOf, activityOf, timeOf } from './kubernetes/audit-events.ts';
import { blankData } from './kubernetes/blank-data.ts';
import { SeenKeys } from './seen-keys.ts';
import { stripSecrets } from './strip-secrets.ts';

const group = /"apiVersion\\?"\s*:\s*\\?"audit\.k8s\.io\//;
const event = /"kind\\?"\s*:\s*\\?"Event\\?"/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const { members, text } = head;
  const found = (confidence: number): Recognition => ({
    vendor: 'kubernetes',
    tenantId: null,
    tenantName: null,
    confidence,
  });
  const has = (name: string): boolean => members.includes(name);
  if (has('verb') && has('objectRef')) return found(0.95);
  if (has('auditID') && has('stage')) return found(0.95);
  if (has('kind') && has('items') && group.test(text)) return found(0.95);
  // Azure puts the event as a text into an event of its own.
  return (has('category') || has('properties')) && group.test(text) && event.test(text) ? found(0.9) : null;
}

/** Azure Kubernetes Service: `properties.log` is the text of the event. */
function unwrap(item: Item, fingerprint: (secret: string) => string): Item | Unreadable {
  const { value } = item;
  const properties = isObject(value) ? value['properties'] : undefined;
  const text = isObject(properties) ? properties['log'] : undefined;
  if (typeof text !== 'string') {
    blankData(value);
    return item;
  }
  try {
    const inner: unknown = JSON.parse(text);
    stripSecrets(inner, fingerprint);
    blankData(inner);
    return { ...item, value: inner };
  } catch {
    return { code: 'import.malformed', field: 'properties.log', message: 'properties.log is not valid JSON' };
  }
}

const elements = ['$[*]', '$.items[*]'] as const;

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const answered = new SeenKeys();
  return readLog(
    context,
    sink,
    elements,
    (fields, world) => {
      const action = actionOf(fields);
      if (action === '') {
        return { code: 'import.missing_id', field: 'verb', message: 'without verb nobody can tell what happened' };
      }
      const at = timeOf(fields);
      if (at === null) {
        const message = 'without requestReceivedTimestamp nobody can tell when it happened';
        return { code: 'import.unreadable_value', field: 'requestReceivedTimestamp', message };
      }
      const [auditId, stage] = [fields.plain('auditID'), fields.plain('stage')];
      const id = auditId === '' ? '' : `${auditId}:${stage}:${at}:${action}`;
      // A request is told in several stages: it counts once, and only when it was answered.
      const isAnswer =
        stage !== 'RequestReceived' && (auditId === '' || answered.add(world.sha256(`${auditId}:${at}:${action}`)));
      return { id, activity: isAnswer ? activityOf(fields, action, at, world) : null };
    },
    (item) => unwrap(item, context.fingerprint),
  );
}

/**
 * The audit log of a Kubernetes API server: lines, lists, `EventList`s, or events inside those of Azure Monitor. Service
 * accounts and users have the ids that the importer `kubernetes` gives them; actions are written as its scopes are.
 */
export const kubernetesAuditLog: Importer = {
  id: 'kubernetes-audit-log',
  label: 'Kubernetes audit log',
  authority: 'log',
  version: 1,
  recognise,
  elements,
  begin,
};
