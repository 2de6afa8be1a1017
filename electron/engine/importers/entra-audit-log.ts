import { azureEvent, isOnlyBegun } from './entra/azure-events.ts';
import { eventForm } from './entra/event-form.ts';
import { audit, graphCall, isAudit, isGraphCall, isSignIn, signIn } from './entra/graph-events.ts';
import { Applications } from './entra/parties.ts';
import { portalRow } from './entra/portal-rows.ts';
import { recogniseLog } from './entra/recognise-log.ts';
import { stripTexts } from './entra/strip-texts.ts';
import type { Fields } from './fields.ts';
import { type EventReader, readLog } from './gather/activity-file.ts';
import { plainly } from './gather/circumstances.ts';
import type { Importer, Item, Reading } from './importer.ts';
import { SeenKeys } from './seen-keys.ts';

const times = [
  'createdDateTime',
  'activityDateTime',
  'eventTimestamp',
  'time',
  'timeGenerated',
  'submissionTimestamp',
  'p_event_time',
] as const;

function timeOf(event: Fields): number | null {
  for (const name of times) {
    const at = event.instant(name);
    if (typeof at === 'number') return at;
  }
  return null;
}

function reader(): EventReader {
  const applications = new Applications();
  const over = new SeenKeys();
  return (event, world) => {
    const kind = isGraphCall(event) ? graphCall : isAudit(event) ? audit : isSignIn(event) ? signIn : azureEvent;
    if (kind === azureEvent && event.plain('operationName') === '') {
      const message = 'without operationName nobody can tell what happened';
      return { code: 'import.missing_id', field: 'operationName', message };
    }
    const at = timeOf(event);
    if (at === null) {
      const message = 'without a time nobody can tell when it happened';
      return { code: 'import.unreadable_value', field: 'time', message };
    }
    const activity = kind(event, at, applications, world);
    if (activity.action === '') {
      const message = 'without activityDisplayName nobody can tell what happened';
      return { code: 'import.missing_id', field: 'activityDisplayName', message };
    }
    // Where ids are masked, many events bear the same one: what they tell belongs to it.
    const told = world.sha256(JSON.stringify(plainly(activity)));
    const named = (id: string): string => (id === '' ? '' : `${id}:${told}`);
    if (kind !== azureEvent) return { id: named(event.plain('id')), activity };
    const id = named(event.plain('eventDataId'));
    if (activity.trace === '') return { id, activity };
    // An operation is told when it begins, is accepted and is over: it counts once.
    const key = `${activity.trace}:${activity.action}:${activity.object}`.toLowerCase();
    return { id, activity: isOnlyBegun(event) || !over.add(world.sha256(key)) ? null : activity };
  };
}

const lists = ['$[*]', '$.value[*]', '$.records[*]'];
const row = '$row';

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  let isTable = false;
  const reading = readLog(
    context,
    sink,
    [...lists, row],
    reader(),
    (item) => {
      isTable ||= item.pattern === row;
      stripTexts(item.value, context.fingerprint);
      return item;
    },
    (value) => eventForm(isTable ? portalRow(value) : value),
  );
  const isEvent = ({ pattern, asked }: Item): boolean =>
    asked === undefined ? pattern !== '$header' && !pattern.startsWith('$["@odata') : lists.includes(pattern);
  return { ...reading, item: (item) => (isEvent(item) ? reading.item(item) : undefined) };
}

/**
 * Logs of Microsoft Entra and Azure: sign-ins of people, service principals, managed identities and agents, the directory's
 * audit log, calls of Microsoft Graph, Azure's activity log and those of its resources. Answers of Graph, Azure Monitor's
 * records as lists or lines, PowerShell, rows of Log Analytics, tables of the admin centre. The ids are those of `entra`.
 */
export const entraAuditLog: Importer = {
  id: 'entra-audit-log',
  label: 'Microsoft Entra and Azure logs',
  version: 1,
  authority: 'log',
  recognise: recogniseLog,
  elements: lists,
  records: [...lists, row],
  recordings: true,
  begin,
};
