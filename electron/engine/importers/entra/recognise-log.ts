import type { Head, Recognition } from '#engine/importers/importer.ts';
import { isRecording } from '#engine/importers/recordings.ts';
import { isPortalTable } from './portal-rows.ts';

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const inText = [
  new RegExp(`"(?:tenantId|TenantId|tenantid|AADTenantId)"\\s*:\\s*"(${guid})"`),
  new RegExp(`"[Rr]esourceTenantId"\\s*:\\s*"(${guid})"`),
  new RegExp(`\\/tenants\\/(${guid})\\/`, 'i'),
  new RegExp(`identity\\/claims\\/tenantid"\\s*:\\s*"(${guid})"`),
];

function tenantOf({ text, texts }: Head): string | null {
  const own = ['tenantId', 'TenantId', 'tenantid', 'AADTenantId'].map((name) => texts.get(name)?.trim() ?? '');
  const told = own.find((id) => id !== '');
  const found = told ?? inText.map((pattern) => pattern.exec(text)?.[1]).find((id) => id !== undefined);
  return found?.toLowerCase() ?? null;
}

/** The members that events of one kind have, in lower case. */
const events: readonly (readonly string[])[] = [
  ['category', 'operationname', 'time'],
  ['category', 'operationname', 'properties'],
  ['operationname', 'time', 'resourceid'],
  ['category', 'operationname', 'timegenerated'],
  ['activitydisplayname', 'activitydatetime'],
  ['activitydisplayname', 'initiatedby'],
  ['createddatetime', 'appid', 'resourcedisplayname'],
  ['createddatetime', 'appid', 'conditionalaccessstatus'],
  ['createddatetime', 'appid', 'signineventtypes'],
  ['timegenerated', 'appid', 'resourcedisplayname'],
  ['eventtimestamp', 'operationname', 'correlationid'],
  ['requestmethod', 'requesturi', 'appid'],
];

const recorded = /graph\.microsoft\.\w+\\?\/[\w.]+\\?\/auditLogs\\?\/(?:signIns|directoryAudits)/i;

const fits = (names: ReadonlySet<string>): boolean => events.some((event) => event.every((name) => names.has(name)));

const namesInside = (text: string): ReadonlySet<string> =>
  new Set([...text.slice(0, 20_000).matchAll(/"([\w.]{2,60})"\s*:/g)].map(([, name = '']) => name.toLowerCase()));

export function recogniseLog(head: Head): Recognition | null {
  const found = (confidence: number): Recognition => ({
    vendor: 'entra',
    tenantId: tenantOf(head),
    tenantName: null,
    confidence,
  });
  if (head.format === 'csv') return isPortalTable(head.columns) ? found(0.95) : null;
  if (head.format !== 'json') return null;
  if (isRecording(head)) return recorded.test(head.text) ? found(0.9) : null;
  const members = new Set(head.members.map((name) => name.toLowerCase()));
  if (/\$metadata#auditLogs/i.test(head.texts.get('@odata.context') ?? '')) return found(0.95);
  if (fits(members)) return found(0.88);
  return (members.has('records') || members.has('value')) && fits(namesInside(head.text)) ? found(0.86) : null;
}
