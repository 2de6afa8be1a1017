import type { Head, Recognition } from '#engine/importers/importer.ts';
import { isRecording } from '#engine/importers/recordings.ts';
import { graphForm } from './graph-form.ts';
import { shapes } from './objects.ts';

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const graph =
  /https:\\?\/\\?\/(?:graph\.microsoft\.(?:com|us|de)|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn|graph\.windows\.net)\\?\//;
const log = /\$metadata#auditLogs|#Collection\(microsoft\.graph\.(?:signIn|directoryAudit)\)/i;
const graphType = /"@?odata\.type\\?"\s*:\s*\\?"#?microsoft\.(?:graph|directoryservices)\./i;

/** What only directories have; the shapes that other vendors' objects share are left out. */
const strong = shapes.filter(
  (shape) => !['issuer', 'roles', 'password', 'clientSecret'].some((name) => shape.includes(name)),
);
const weak = shapes.filter((shape) => !strong.includes(shape));

const namesOf = (members: Iterable<string>): ReadonlySet<string> =>
  new Set(Object.keys(graphForm(Object.fromEntries([...members].map((name) => [name, name])))));

const fits = (names: ReadonlySet<string>, list: readonly (readonly string[])[]): boolean =>
  list.some((shape) => shape.every((name) => names.has(name)));

/** The members of what stands inside an envelope: all names that the beginning of the text shows. */
const namesInside = (text: string): ReadonlySet<string> =>
  namesOf([...text.slice(0, 20_000).matchAll(/"([@\w.]{2,60})\\?"\s*:/g)].map(([, name = '']) => name));

const envelope = new Set(['value', 'responses', 'data', 'Raw', 'CurrentPermissions']);

/** Reports of ScubaGear name the tenant that they are of. */
const isReport = ({ members, text }: Head): boolean =>
  (members.includes('MetaData') && /"Tool"\s*:\s*"ScubaGear"/.test(text)) ||
  (members.includes('baseline_version') && members.includes('module_version'));

const first = (text: string, patterns: readonly RegExp[]): string | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
};

const inContext = new RegExp(`graph\\.(?:microsoft\\.com\\/v2|windows\\.net)\\/(${guid})\\/`, 'i');
const named = new RegExp(`"(?:tenantId|TenantId|tenant_id)"\\s*:\\s*"(${guid})"`);
const organizationId = new RegExp(`"[Ii]d"\\s*:\\s*"(${guid})"`);
const displayName = /"[Dd]isplayName"\s*:\s*"((?:[^"\\]|\\.){1,200})"/;

function tenantOf(head: Head): { readonly tenantId: string | null; readonly tenantName: string | null } {
  const { text, texts } = head;
  const own = texts.get('tenantId') ?? texts.get('TenantId') ?? texts.get('tenant');
  const isOrganization = /\$metadata#organization|"[Vv]erifiedDomains"\s*:/.test(text) && !isReport(head);
  if (isOrganization) return { tenantId: first(text, [organizationId]), tenantName: first(text, [displayName]) };
  if (isReport(head)) return { tenantId: first(text, [named]), tenantName: first(text, [displayName]) };
  const id = own !== undefined && new RegExp(`^${guid}$`, 'i').test(own) ? own : first(text, [inContext]);
  return { tenantId: id, tenantName: null };
}

function confidenceOf(head: Head): number {
  const { members, text, texts } = head;
  if (isRecording(head)) return graph.test(text) && !log.test(text) ? 0.85 : 0;
  if (isReport(head)) return 0.95;
  const context = texts.get('@odata.context') ?? '';
  if (log.test(context) || log.test(text.slice(0, 2_000))) return 0;
  if (graph.test(context)) return 0.9;
  const names = namesOf(members);
  if (names.has('category') || names.has('activityDisplayName') || names.has('operationName')) return 0;
  if (fits(names, strong)) return 0.85;
  if (graphType.test(text)) return 0.8;
  const wraps = members.some((name) => envelope.has(name));
  if (wraps || members.some((name) => /^(?:applications|servicePrincipals|oauth2PermissionGrants)$/i.test(name)))
    return fits(namesInside(text), strong) ? 0.7 : 0;
  return fits(names, weak) ? 0.6 : 0;
}

export function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const confidence = confidenceOf(head);
  return confidence === 0 ? null : { vendor: 'entra', confidence, ...lowered(tenantOf(head)) };
}

const lowered = ({ tenantId, tenantName }: ReturnType<typeof tenantOf>) => ({
  tenantId: tenantId?.toLowerCase() ?? null,
  tenantName,
});
