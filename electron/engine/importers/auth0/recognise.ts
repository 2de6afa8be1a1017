import type { Head, Recognition } from '#engine/importers/importer.ts';
import { exportFolder, partOf } from './parts.ts';

/** Members that only an Auth0 tenant file has. */
const ownMembers = [
  'clientGrants',
  'resourceServers',
  'guardianFactors',
  'attackProtection',
  'emailTemplates',
  'rulesConfigs',
  'tokenExchangeProfiles',
  'databases',
  'logStreams',
];
const clientWords =
  /\b(?:app_type|is_first_party|token_endpoint_auth_method|oidc_conformant|is_token_endpoint_ip_header_trusted)\b["']?\s*:/;
const friendlyName = /\bfriendly_name["']?[ \t]*:[ \t]*["']?([^"'\r\n,}]{1,200})/;
/** Of a recorder's list, the tenant that was asked. */
const host = /"(?:scope|url)"\s*:\s*"https:\/\/([\w-]+)\.(?:\w{2}(?:-\d)?\.)?auth0\.com\b/;

export function recognise(head: Head): Recognition | null {
  if (head.format !== 'json' && head.format !== 'yaml') return null;
  const has = (name: string): boolean => head.members.includes(name);
  if (has('realm')) return null;
  if (head.outermost === 'array') return ofList(head);
  if (head.outermost !== 'object') return null;
  const tenantName = friendlyName.exec(head.text)?.[1]?.trim() ?? null;
  const found = { vendor: 'auth0', tenantId: null, tenantName } as const;
  const own = ownMembers.filter(has).length;
  if (own >= 2 || (own >= 1 && has('clients'))) return { ...found, confidence: 0.95 };
  if (has('clients') && clientWords.test(head.text)) return { ...found, confidence: 0.85 };
  if (own >= 1) return { ...found, confidence: 0.6 };
  return ofPart(head);
}

/** Answers of the management API, recorded or saved. */
function ofList(head: Head): Recognition | null {
  const found = { vendor: 'auth0', tenantId: null } as const;
  const recorded = host.exec(head.text)?.[1];
  if (recorded !== undefined && ['method', 'path', 'status'].every((name) => head.members.includes(name))) {
    return { ...found, tenantName: recorded, confidence: 0.9 };
  }
  const part = head.format === 'json' ? partOf(head.members) : null;
  if (part === null || part === 'tenant') return null;
  const tenant = head.texts.get('tenant') ?? null;
  return { ...found, tenantName: part === 'client' ? tenant : null, confidence: part === 'client' ? 0.7 : 0.55 };
}

/** One object in a file of its own. The tenant of a folder is called as its tenant file says, else as the folder is: all of it meets. */
function ofPart(head: Head): Recognition | null {
  const folder = exportFolder(head);
  const part = partOf(head.members);
  const found = { vendor: 'auth0', tenantId: null, ...(folder !== null && { folder }) } as const;
  const companion = part !== 'client' && part !== 'user';
  if (part === 'tenant') {
    // Alone it names itself; in a folder it lies beside the folders of the others and names them too.
    const named = head.texts.get('friendly_name') ?? null;
    if (head.folders.length === 0) return { ...found, tenantName: named, confidence: 0.7, companion };
    return { ...found, tenantName: null, confidence: 0.7, companion, ...(named && { placeName: named }) };
  }
  if (part !== null) {
    const tenant = part === 'client' && folder === null ? (head.texts.get('tenant') ?? null) : null;
    const sure = folder !== null ? 0.85 : part === 'client' ? 0.7 : 0.6;
    return { ...found, tenantName: tenant, confidence: sure, companion };
  }
  return folder === null ? null : { ...found, tenantName: null, confidence: 0.3, companion };
}
