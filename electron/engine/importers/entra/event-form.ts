// One event, whoever wrote it: Microsoft Graph, Azure Monitor's diagnostic settings around the same, PowerShell, rows of Log
// Analytics. Read with Graph's names; what stood around it under Azure Monitor's.
import { isObject } from '#engine/importers/fields.ts';
import { graphForm } from './graph-form.ts';

type Members = Readonly<Record<string, unknown>>;

/** Azure Monitor's names, which some pipelines write in lower case. */
const outer = [
  'time', 'resourceId', 'operationName', 'category', 'resultType', 'resultSignature', 'resultDescription', 'callerIpAddress',
  'correlationId', 'tenantId', 'identity', 'properties', 'statusCode', 'statusText', 'eventTimestamp', 'activityDisplayName',
  'initiatedBy', 'targetResources',
]; // biome-ignore format: a list of words
const plain = new Map(outer.map((name) => [name.toLowerCase(), name]));
/** What Log Analytics calls a column. */
const columns: ReadonlyMap<string, string> = new Map([
  ['timeGenerated', 'time'],
  ['operationNameValue', 'operationName'],
  ['activityStatusValue', 'status'],
  ['_ResourceId', 'resourceId'],
]);

/** Log Analytics writes objects into cells as texts. */
function objectIn(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{') || value.length > 100_000) return value;
  try {
    const inner: unknown = JSON.parse(value);
    return isObject(inner) ? graphForm(inner) : value;
  } catch {
    // A text that only begins like an object stays one.
    return value;
  }
}

const parsed = new Set(['status', 'identity', 'properties', 'initiatedBy', 'authorization', 'claims', 'agent']);

/** Azure's own API writes its words twice, once for people. */
const plainWord = (value: unknown): unknown =>
  isObject(value) && Object.keys(value).every((name) => name === 'value' || name === 'localizedValue')
    ? value['value']
    : value;

function outerForm(value: Members): Members {
  const form: Record<string, unknown> = {};
  for (const [name, told] of Object.entries(graphForm(value))) {
    const known = columns.get(name) ?? plain.get(name.toLowerCase()) ?? name;
    if (form[known] === undefined || known === name) form[known] = plainWord(parsed.has(known) ? objectIn(told) : told);
  }
  return form;
}

const isDirectoryLog = (form: Members, inner: Members): boolean =>
  /SignIn|AuditLogs|MicrosoftGraphActivityLogs/i.test(String(form['category'])) ||
  String(form['resourceId']).startsWith('/tenants/') ||
  ['activityDisplayName', 'initiatedBy', 'userPrincipalName', 'servicePrincipalId'].some((name) => name in inner);

/** Members of the event itself come first; Azure's own events keep their properties apart. */
export function eventForm(value: Members): Members {
  const form = outerForm(value);
  const inner = form['properties'];
  return isObject(inner) && isDirectoryLog(form, inner)
    ? { ...form, ...outerForm(inner), category: form['category'] }
    : form;
}
