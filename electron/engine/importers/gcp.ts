import { isObject } from './fields.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import { readObjects } from './gather/read-objects.ts';
import { emptyCloud, tenantsOf } from './gcp/cloud.ts';
import { isEnvelope, lists, unwrap } from './gcp/envelopes.ts';
import { accountNamed, tenantIn } from './gcp/names.ts';
import { cloudObjects } from './gcp/objects.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { PendingObjects } from './pending-objects.ts';
import { isTemplate } from './placeholders.ts';
import { isRecording } from './recordings.ts';

/** Names, types and principals that only Google Cloud writes. */
const words =
  /\bprojects\/[^/\s"']+\/(?:serviceAccounts|locations\/[\w-]+\/(?:keys|workloadIdentityPools))\/|\b\/\/(?:iam|cloudresourcemanager|storage|apikeys)\.googleapis\.com\/|\bserviceAccount:[^\s"']+@|gserviceaccount\.com|"?bindings\\?"?\s*:[\s\S]{0,2000}?\broles\/[\w.]+/;
const asset = /"?asset_?[tT]ype\\?"?\s*:\s*\\?["']?[a-z0-9-]+\.googleapis\.com\//;
const role = /\broles\/[\w.]+/;
const address =
  /https:\/\/(?:iam|cloudresourcemanager|apikeys|cloudasset|policyanalyzer|storage|orgpolicy)\.googleapis\.com\//;

function recognise(head: Head): Recognition | null {
  if ((head.format !== 'json' && head.format !== 'yaml') || isTemplate(head)) return null;
  const { text, members, texts } = head;
  const found = (confidence: number): Recognition => {
    const tenantId = tenantIn(text);
    return { vendor: 'gcp', tenantId, tenantName: tenantId, confidence };
  };
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  // The audit log is read on its own.
  if (members.some((name) => /^(?:proto_?payload|log_?name|insert_?id)/i.test(name)) || has('entries')) return null;
  if (has('apiVersion') && has('kind')) return null;
  if (isRecording(head)) return address.test(text) && !/"protoPayload\\?"/.test(text) ? found(0.85) : null;
  if (has('type', 'client_email', 'private_key')) return found(0.95);
  if (asset.test(text)) return found(0.95);
  if (has('headers', 'body') && (address.test(text) || words.test(text))) return found(0.9);
  if (has('bindings') && (role.test(text) || has('etag'))) return found(0.9);
  if (has('fullResourceName', 'activityType') || (has('activities') && /"activityType"/.test(text))) return found(0.95);
  return words.test(text) && isOwn(members, texts) ? found(0.9) : null;
}

const own = new Set<string>([
  ...lists,
  'uniqueId',
  'oauth2ClientId',
  'keyAlgorithm',
  'validBeforeTime',
  'attributeMapping',
  'restrictions',
  'includedPermissions',
  'uid',
  'policy',
  'policies',
  'projectNumber',
  'email',
  'name',
]);
const isOwn = (members: readonly string[], texts: Head['texts']): boolean =>
  members.length === 0 || members.some((name) => own.has(name)) || texts.has('name');

const elements = ['$[*]', ...lists.map((name) => `$.${name}[*]`)];

/** A key that calls its account by number: another object may say the address. */
function callsByNumber({ value, asked, pattern }: Item): boolean {
  if (asked !== undefined || pattern === '$' || !isObject(value) || 'email' in value) return false;
  const data = isObject(value['resource']) ? value['resource']['data'] : undefined;
  const names = [value['name'], value['fullResourceName'], isObject(data) ? data['name'] : undefined].map((name) =>
    typeof name === 'string' ? accountNamed(name) : null,
  );
  return names.some((name) => name !== null && name.key !== '') && names.every((name) => !name?.account.includes('@'));
}

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const cloud = emptyCloud(tenantsOf(context));
  const file = new GatheredFile(context, sink, cloudObjects, cloud);
  const waiting = new PendingObjects();

  const ready = (item: Item): readonly Item[] =>
    unwrap(item).filter((one) => {
      if (!callsByNumber(one) || waiting.bytes > context.limits.pendingBytes) return true;
      waiting.add(one.path, '', one.value, one.fingerprints);
      return false;
    });

  const reading = readObjects(context, file, elements, { unwrap: ready, isEnvelope });
  return {
    ...reading,
    *end() {
      for (const item of waiting.take()) {
        file.item({ ...item, pattern: '$[*]' });
        yield;
      }
      yield* reading.end() ?? [];
    },
  };
}

/**
 * Objects of Google Cloud: service accounts, their keys, API keys, IAM policies, workload identity pools, the activities of
 * Policy Analyzer, Cloud Asset Inventory, key files; answers of the APIs, what gcloud prints, or recordings. Namespaces and
 * external ids: `service-account` and `user` by e-mail address, `api-key` by uid, `workload-identity-pool` by name,
 * `principal` by identifier. An account belongs to the project in its address, everything else to the tenant of the file.
 */
export const gcp: Importer = {
  id: 'gcp',
  label: 'Google Cloud objects',
  version: 2,
  authority: 'object',
  recognise,
  elements,
  recordings: true,
  begin,
};
