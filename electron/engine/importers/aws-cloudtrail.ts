import { tenantOfAccount } from './aws/account.ts';
import { blankRequest, eventIn, renamed } from './aws/event-envelopes.ts';
import { actionIn, activityOf, eventKey, timeOf } from './aws/events.ts';
import { Fields, isObject } from './fields.ts';
import { readLog, type Unreadable } from './gather/activity-file.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { stripSecrets } from './strip-secrets.ts';

const event = /"event(?:Source|source)\\?"\s*:\s*\\?"[a-z0-9.-]+\.(?:amazonaws|amazon|aws)\./;
const recipient = /"recipientAccountId\\?"\s*:\s*\\?"(\d{12})/i;
const anyAccount = /"accountId\\?"\s*:\s*\\?"(\d{12})/i;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const { text, members } = head;
  const names = new Set(members.map((name) => name.toLowerCase()));
  const found = (confidence: number): Recognition => ({
    vendor: 'aws',
    tenantId: recipient.exec(text)?.[1] ?? anyAccount.exec(text)?.[1] ?? null,
    tenantName: null,
    confidence,
  });
  if (names.has('eventname') && (names.has('eventsource') || names.has('useridentity'))) return found(0.95);
  if (names.has('cloudtrailevent')) return found(0.95);
  if (!event.test(text)) return null;
  if (names.has('records') || names.has('events') || names.has('logevents')) return found(0.95);
  return names.has('detail') ||
    names.has('message') ||
    names.has('eventjson') ||
    names.has('eventdata') ||
    names.has('data')
    ? found(0.9)
    : null;
}

function unwrap(item: Item, fingerprint: (secret: string) => string): Item | Unreadable {
  if (!isObject(item.value)) return item;
  const found = eventIn(item.value);
  if (found === null)
    return { code: 'import.malformed', field: 'CloudTrailEvent', message: 'the text of the event is not valid JSON' };
  if (found.isText) stripSecrets(found.value, fingerprint);
  blankRequest(found.value);
  return { ...item, value: found.value };
}

const elements = [
  '$[*]',
  '$.Records[*]',
  '$.records[*]',
  '$.Events[*]',
  '$.events[*]',
  '$.logEvents[*]',
  '$.data.Events[*]',
] as const;

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const tenantOf = tenantOfAccount(context);
  return readLog(
    context,
    sink,
    elements,
    (read, world) => {
      const named = renamed(Object.fromEntries(read.names().map((name) => [name, read.raw(name)])));
      const fields = new Fields(named, read.record, sink);
      const action = actionIn(fields);
      if (action === '') {
        // An insight counts calls of many; nobody acts in it.
        const isInsight = fields.raw('insightDetails') !== undefined && timeOf(fields) !== null;
        if (isInsight) return { id: `${fields.plain('eventID')}:insight`, activity: null };
        return {
          code: 'import.missing_id',
          field: 'eventName',
          message: 'without eventName nobody can tell what happened',
        };
      }
      const at = timeOf(fields);
      if (at === null) {
        const message = 'without eventTime nobody can tell when it happened';
        return { code: 'import.unreadable_value', field: 'eventTime', message };
      }
      const id = eventKey(fields, at, action, world.sha256);
      return { id, activity: activityOf(fields, action, at, tenantOf, world.idOf) };
    },
    (item) => unwrap(item, context.fingerprint),
  );
}

/**
 * Events of AWS CloudTrail: its files, answers of LookupEvents, lines, EventBridge envelopes, exports of CloudWatch Logs.
 * Users, roles and whom they trust have the ids that the importer `aws-iam` gives them; actions are written as policies are.
 */
export const awsCloudtrail: Importer = {
  id: 'aws-cloudtrail',
  label: 'AWS CloudTrail events',
  version: 1,
  authority: 'log',
  recognise,
  elements,
  begin,
};
