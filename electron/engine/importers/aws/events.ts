// One event of CloudTrail: who did what to what, and was it let.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import type { Activity, Decision } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { actionOf } from './action-names.ts';
import type { TenantOf } from './arns.ts';
import { type Parties, partiesOf } from './event-parties.ts';

/** CloudTrail writes the first; pipelines that drop it keep one of the others. */
const times = ['eventTime', 'EventTime', 'p_event_time', 'time'] as const;

export function timeOf(event: Fields): Instant | null {
  for (const name of times) {
    const at = event.instant(name);
    if (typeof at === 'number') return at;
  }
  return null;
}

export const actionIn = (event: Fields): string => {
  const name = event.plain('eventName');
  return name === '' ? '' : actionOf(event.plain('eventSource'), name);
};

/** Errors of requests that were let: what they asked for is not there, is there already, or was only to be tried. */
const wasLet = /^(?:Client\.)?(?:NoSuch|DryRunOperation|Duplicate|.*(?:NotFound|AlreadyExists|AlreadyExist|NotExist))/;

function decisionOf(event: Fields): { readonly decision: Decision; readonly reason: string } {
  const code = event.plain('errorCode');
  const message = event.plain('errorMessage');
  const login = event.object('responseElements')?.raw('ConsoleLogin');
  const failed = login === 'Failure';
  const decision = (code !== '' && !wasLet.test(code)) || failed ? 'denied' : 'allowed';
  // What only AWS can decode is of no use to a reader.
  const plain = message.replace(/ Encoded authorization failure message: \S+/, '');
  return { decision, reason: [code, plain].filter((part) => part !== '').join(': ') };
}

/** Members of a request that name what it is about, the clearest first. */
const objects = [
  'roleArn', 'policyArn', 'secretId', 'bucketName', 'functionName', 'tableName', 'userName', 'roleName', 'groupName', 'keyId',
  'instanceId', 'accessKeyId', 'queueUrl', 'topicArn', 'stackName', 'clusterName', 'repositoryName', 'dBInstanceIdentifier',
  'trailName', 'resourceArn', 'resourceId', 'name', 'id',
] as const; // biome-ignore format: a list of words

/** What CloudTrail writes where it leaves a value out. */
const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

function objectOf(event: Fields): string {
  const resources = event.raw('resources');
  const first = Array.isArray(resources) ? event.objects('resources')[0] : undefined;
  const arn = first?.plain('ARN') || first?.plain('arn') || '';
  if (arn !== '') return arn;
  const asked = event.object('requestParameters');
  const name = objects.find((one) => typeof asked?.raw(one) === 'string' && asked.raw(one) !== hidden);
  if (asked === null || name === undefined)
    return /on resource: (arn:\S+)/.exec(event.plain('errorMessage'))?.[1] ?? '';
  const key = name === 'bucketName' && typeof asked.raw('key') === 'string' ? `/${asked.plain('key')}` : '';
  return `${asked.plain(name)}${key}`;
}

/** The temporary key ties all that a session does to the event that began it. */
function traceOf(event: Fields, identity: Fields | null): string {
  const issued = event.object('responseElements')?.object('credentials')?.plain('accessKeyId') ?? '';
  const key = issued || identity?.plain('accessKeyId') || '';
  return (key.startsWith('ASIA') ? key : '') || event.plain('requestID') || event.plain('eventID');
}

/** A service that calls with the rights of others writes its own name: it tells nothing of them. */
function agentOf(event: Fields): string {
  const agent = event.plain('userAgent');
  return /^(?:[\w.-]+\.amazonaws\.com(?:\.cn)?|AWS Internal)$/i.test(agent) ? '' : agent;
}

/** Keys of sessions last for hours: they tell one session from the next, not who holds a key. */
const lastingKey = (identity: Fields | null): string => {
  const key = identity?.plain('accessKeyId') ?? '';
  return key.startsWith('AKIA') ? key : '';
};

const isConsole = (event: Fields): boolean =>
  /^AwsConsole/.test(event.plain('eventType')) || event.isTrue('sessionCredentialFromConsole');

/**
 * Ids of events are unique, but for logs whose ids were masked and those that two accounts receive: what tells one event
 * from another belongs to it, whatever stands around it.
 */
export function eventKey(event: Fields, at: Instant, action: string, sha256: World['sha256']): string {
  const id = event.plain('eventID');
  if (id === '') return '';
  const texts = ['requestID', 'errorCode', 'recipientAccountId'].map((name) => event.plain(name));
  const values = ['userIdentity', 'requestParameters', 'responseElements'].map((name) => event.raw(name));
  return `${id}:${sha256(JSON.stringify([at, action, ...texts, ...values])).slice(0, 16)}`;
}

const nobody: Parties = { human: null, humanLive: false, agents: [], client: null };

export function activityOf(
  event: Fields,
  action: string,
  at: Instant,
  tenantOf: TenantOf,
  idOf: World['idOf'],
): Activity {
  const identity = event.object('userIdentity');
  const account = event.plain('recipientAccountId');
  const scene = { account: /^\d{12}$/.test(account) ? account : '', atConsole: isConsole(event), tenantOf, idOf };
  return {
    at,
    ...(identity === null ? nobody : partiesOf({ ...scene, identity })),
    action,
    object: objectOf(event),
    ...decisionOf(event),
    trace: traceOf(event, identity),
    ...circumstances({
      address: event.plain('sourceIPAddress'),
      userAgent: agentOf(event),
      credential: lastingKey(identity),
      signals: [isConsole(event) && 'console'],
    }),
  };
}
