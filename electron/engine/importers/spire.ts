import { isObject } from './fields.ts';
import { elementsOf, inside } from './gather/envelopes.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import { readObjects } from './gather/read-objects.ts';
import type { Head, Importer, Item, Recognition } from './importer.ts';
import { isTemplate } from './placeholders.ts';
import { isRecording } from './recordings.ts';
import { spireObjects } from './spire/objects.ts';
import { emptyTrustDomain } from './spire/trust-domain.ts';

const lists = ['entries', 'agents', 'results', 'items', 'apis'] as const;

const entryMember = /\\?"(?:spiffe_id|spiffeId)\\?"\s*:/;
const agentMember = /\\?"(?:attestation_type|attestationType|attestation_data_type)\\?"\s*:/;
const policyMember = /"full_method"\s*:\s*"\/spire\.api\./;
const versions = /apiVersion\\?"?\s*:\s*\\?["']?([\w./-]+)/g;

/** Resources of the controller manager and nothing else: what stands between others is read with them. */
function isOnlyResources({ text, texts }: Head): boolean {
  const found = [...text.matchAll(versions)].map(([, version = '']) => version);
  const own = found.filter((version) => version.startsWith('spire.spiffe.io/')).length;
  const around = texts.get('kind') === 'List' ? 1 : 0;
  return own > 0 && own + around >= found.length;
}

function shapeOf(head: Head): number {
  const { members, text, format } = head;
  const has = (...names: readonly string[]): boolean => names.some((name) => members.includes(name));
  if (has('apiVersion') && has('kind')) return isOnlyResources(head) ? 0.95 : 0;
  if (format !== 'json' && !/^[ \t]*(?:- )?spiffe_id:/m.test(text)) return 0;
  if (has('spiffe_id', 'spiffeId') && has('selectors', 'parent_id', 'parentId')) return 0.95;
  if (has('attestation_type', 'attestationType', 'attestation_data_type', 'attestationDataType')) return 0.9;
  if (has('entries', 'results') && (format === 'yaml' || entryMember.test(text))) return 0.9;
  if (has('agents') && agentMember.test(text)) return 0.9;
  return has('apis', 'full_method') && policyMember.test(text) ? 0.9 : 0;
}

const domains =
  /(?:\\?"trust_?[dD]omain\\?"\s*:\s*\\?"|(?:spiffe_id|parent_id|spiffeId|parentId|spiffeID|parentID)\\?"?\s*:\s*\\?["']?spiffe:\/\/)([A-Za-z0-9._-]+)/g;

/** One server serves one trust domain: where the file names several, nobody can tell which is its own. */
function trustDomainIn(text: string): string | null {
  const names = new Set([...text.matchAll(domains)].map(([, name = '']) => name));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : null;
}

function recognise(head: Head): Recognition | null {
  if ((head.format !== 'json' && head.format !== 'yaml') || isTemplate(head)) return null;
  const confidence = isRecording(head) ? (entryMember.test(head.text) ? 0.7 : 0) : shapeOf(head);
  if (confidence === 0) return null;
  const domain = trustDomainIn(head.text);
  return { vendor: 'spire', tenantId: domain, tenantName: domain, confidence };
}

/** What a creation or an update answers holds the entry beside its status. */
function unwrap(item: Item): readonly Item[] {
  const all = item.pattern === '$[*]' ? elementsOf(item, lists) : [item];
  return all.map((one) => {
    const { value } = one;
    return isObject(value) && isObject(value['entry']) ? inside(one, ['entry'], value['entry']) : one;
  });
}

/**
 * Registration entries and agents of a SPIRE server: its API and command line, the JSON that entries are made from, rows
 * of its data store, resources of its controller manager. Namespaces and external ids: `spiffe-id` the SPIFFE ID, whose
 * entries are its credentials and whose entry ids its aliases; `cluster-spiffe-id` the name of the resource.
 */
export const spire: Importer = {
  id: 'spire',
  label: 'SPIRE entries and agents',
  version: 2,
  authority: 'object',
  recognise,
  elements: ['$[*]', ...lists.map((name) => `$.${name}[*]`)],
  recordings: true,
  begin(context, sink) {
    const file = new GatheredFile(context, sink, spireObjects, emptyTrustDomain());
    const isEnvelope = (members: readonly string[]): boolean => lists.some((name) => members.includes(name));
    return readObjects(context, file, spire.elements, { unwrap, isEnvelope });
  },
};
