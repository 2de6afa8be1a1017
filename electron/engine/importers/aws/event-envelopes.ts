// What stands around events, and names that pipelines wrote in lower case.
import { isObject } from '#engine/importers/fields.ts';
import { stripped } from '#engine/importers/strip-secrets.ts';

type Members = Readonly<Record<string, unknown>>;

/** Members that hold an event as a text: LookupEvents, CloudWatch Logs, CloudTrail Lake. */
const texts = ['CloudTrailEvent', 'message', 'eventJson', 'eventData'] as const;

/** The event in an envelope; null: its text is not JSON. */
export function eventIn(value: Members): { readonly value: unknown; readonly isText: boolean } | null {
  if ('eventName' in value || 'eventname' in value) return { value, isText: false };
  const { detail } = value;
  if (isObject(detail)) return { value: detail, isText: false };
  const name = texts.find((one) => typeof value[one] === 'string');
  if (name === undefined) return { value, isText: false };
  try {
    return { value: JSON.parse(String(value[name])), isText: true };
  } catch {
    // The caller says so.
    return null;
  }
}

const canonical: ReadonlyMap<string, string> = new Map(
  ['eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode',
  'errorMessage', 'requestParameters', 'responseElements', 'additionalEventData', 'requestID', 'eventID', 'eventType', 'recipientAccountId',
  'sharedEventID', 'principalId', 'accountId', 'accessKeyId', 'userName', 'sessionContext', 'sessionIssuer', 'invokedBy',
  'sourceIdentity', 'identityProvider', 'sessionCredentialFromConsole', 'mfaAuthenticated', 'creationDate', 'insightDetails'].map((name) => [name.toLowerCase(), name]),
); // biome-ignore format: a list of words

/** The event with the names that CloudTrail gives them; a name that is there in both forms keeps its own. */
export function renamed(value: Members, depth = 0): Members {
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const proper = canonical.get(name.toLowerCase()) ?? name;
    const known = proper === name || Object.hasOwn(value, proper) ? name : proper;
    const goesOn =
      depth < 3 && isObject(inner) && /^(?:userIdentity|sessionContext|sessionIssuer|attributes)$/.test(known);
    return [known, goesOn ? renamed(inner, depth + 1) : inner];
  });
  return Object.fromEntries(entries);
}

/** Requests carry what programs are started with: environment variables, user data, values of parameters. In place. */
export function blankRequest(value: unknown): void {
  if (!isObject(value)) return;
  for (const name of ['requestParameters', 'responseElements', 'requestparameters', 'responseelements'])
    blank(value[name]);
}

const whole = new Set([
  'userdata',
  'parametervalue',
  'environmentvariables',
  'samlassertion',
  'signintoken',
  'publickeybody',
]);

function blank(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  // Parsed data: every member is an own, plain one.
  const object = value as Record<string, unknown>;
  for (const name in object) {
    const inner = object[name];
    const plain = name.toLowerCase();
    if (inner === null || inner === '') continue;
    if (whole.has(plain) || plain === 'value') object[name] = stripped;
    else if (plain === 'variables' && isObject(inner)) {
      object[name] = Object.fromEntries(Object.keys(inner).map((one) => [one, stripped]));
    } else blank(inner);
  }
}
