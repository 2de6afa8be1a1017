import { GatheredFile } from './gather/gathered-file.ts';
import { readObjects } from './gather/read-objects.ts';
import type { Head, Importer, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';
import { objectsIn } from './vault/answers.ts';
import { emptyCluster } from './vault/cluster.ts';
import { vaultObjects } from './vault/objects.ts';

const address =
  /https?:\/\/([\w.-]+)(?::\d+)?\/v1\/(?:auth\/[\w./-]+|identity\/(?:entity|group|lookup)[\w./-]*|sys\/(?:polic(?:y|ies)|leases|internal|auth|mounts)[\w./-]*)/;
const accessors = /^\[\s*"[A-Za-z0-9]{24}(?:\.[A-Za-z0-9]{5,6})?"\s*[,\]]/;

function shapeOf({ members, text, texts }: Head): number {
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  if (has('type', 'request') && (has('time') || has('auth'))) return 0;
  if (has('request_id', 'lease_id', 'data')) return 0.93;
  if (has('lease_id', 'lease_duration', 'renewable') && (has('data') || has('auth'))) return 0.92;
  if (has('path', 'data') && /^(?:auth|identity|sys)\//.test(texts.get('path') ?? '')) return 0.85;
  if (has('accessor') && (has('creation_ttl') || has('display_name', 'policies'))) return 0.9;
  if (has('client_token', 'accessor')) return 0.9;
  if (has('canonical_id', 'mount_accessor')) return 0.85;
  if (has('bound_service_account_names', 'bound_service_account_namespaces')) return 0.85;
  if (has('bind_secret_id', 'secret_id_ttl') || has('secret_id_accessor')) return 0.85;
  // `vault policy read -format=json`
  if (has('policy') && /"policy"\s*:\s*"[^"]*path \\"/.test(text)) return 0.85;
  return accessors.test(text) ? 0.6 : 0;
}

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const host = address.exec(head.text)?.[1] ?? null;
  const confidence = isRecording(head) ? (host === null ? 0 : 0.85) : shapeOf(head);
  // Only a recording says which server answered.
  return confidence === 0
    ? null
    : { vendor: 'vault', tenantId: null, tenantName: isRecording(head) ? host : null, confidence };
}

/**
 * What HashiCorp Vault and OpenBao answer, one answer or several, or recordings: tokens, roles and users of auth methods,
 * entities, groups, policies, leases. Namespaces and external ids: `token` the accessor, `entity` the entity id, `role`
 * the path of the role or user (`auth/approle/role/orders`), `lease` the lease id.
 */
export const vault: Importer = {
  id: 'vault',
  label: 'HashiCorp Vault answers',
  version: 2,
  authority: 'object',
  recognise,
  elements: ['$[*]'],
  recordings: true,
  begin(context, sink) {
    const stem = context.file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
    const file = new GatheredFile(context, sink, vaultObjects(stem), emptyCluster(stem));
    return readObjects(context, file, vault.elements, {
      unwrap: (item) => objectsIn(item, context.fingerprint),
      isEnvelope: () => false,
    });
  },
};
