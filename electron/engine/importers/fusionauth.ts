import { isObject } from './fields.ts';
import { emptyInstance } from './fusionauth/instance.ts';
import { fusionAuthObjects } from './fusionauth/objects.ts';
import { secretNames } from './fusionauth/secrets.ts';
import { tenantIn } from './fusionauth/tenant-id.ts';
import { elementsOf, inside } from './gather/envelopes.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import { blankNamed, withoutSecret } from './gather/own-secrets.ts';
import { readObjects } from './gather/read-objects.ts';
import type { Head, Importer, Item, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';

const lists = [
  'entities',
  'entityTypes',
  'grants',
  'applications',
  'apiKeys',
  'users',
  'refreshTokens',
  'tenants',
  'requests',
] as const;
/** Members that hold the one object that was asked for. */
const singles = ['entity', 'entityType', 'grant', 'application', 'apiKey', 'user', 'refreshToken', 'tenant'] as const;

/** Milliseconds under names that no other vendor has. */
const instants = /\\?"(?:insertInstant|lastUpdateInstant|startInstant|expirationInstant)\\?"\s*:\s*\d{12,13}\b/;
const address = /\/api\/(?:entity|application|api-key|user|jwt\/refresh|tenant)\b/;

function shapeOf({ members, text }: Head): number {
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  if (has('apiKeys', 'requests')) return 0.9;
  if (has('auditLogs') || has('logins') || has('event')) return 0;
  if (has('keyManager') || has('recipientEntityId', 'permissions')) return 0.85;
  if (has('apiKey') && /"(?:keyManager|retrievable|ipAccessControlListId)"/.test(text)) return 0.9;
  if (!instants.test(text)) return has('oauthConfiguration', 'loginConfiguration') ? 0.8 : 0;
  if ([...lists, ...singles].some((name) => has(name))) return 0.9;
  const isOne = has('insertInstant') || has('startInstant', 'userId');
  return isOne && has('id') && !has('insertUser') ? 0.85 : 0;
}

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const isHere = address.test(head.text) && instants.test(head.text);
  const confidence = isRecording(head) ? (isHere ? 0.85 : 0) : shapeOf(head);
  const tenantId = tenantIn(head.text);
  return confidence === 0 ? null : { vendor: 'fusionauth', tenantId, tenantName: tenantId, confidence };
}

/** An envelope has no id; what has one and holds an entity is a grant on it. */
function single(item: Item): Item {
  const { value } = item;
  if (!isObject(value) || 'id' in value || 'permissions' in value) return item;
  const name = singles.find((one) => isObject(value[one]));
  return name === undefined ? item : inside(item, [name], value[name]);
}

/**
 * What FusionAuth's API answers, and kickstart files: entities with their types and grants, applications, API keys, people,
 * refresh tokens. Namespaces and external ids: `entity`, `application`, `api-key` and `user`, each by its id.
 */
export const fusionauth: Importer = {
  id: 'fusionauth',
  label: 'FusionAuth entities, applications and keys',
  version: 1,
  authority: 'object',
  recognise,
  elements: ['$[*]', ...lists.map((name) => `$.${name}[*]`)],
  recordings: true,
  begin(context, sink) {
    const file = new GatheredFile(context, sink, fusionAuthObjects, emptyInstance());
    function unwrap(item: Item): readonly Item[] {
      blankNamed(item.value, secretNames);
      const all = item.pattern === '$[*]' ? elementsOf(item, lists) : [item];
      return all.map((one) => withoutSecret(single(one), 'key', context.fingerprint));
    }
    const isEnvelope = (members: readonly string[]): boolean => lists.some((name) => members.includes(name));
    return readObjects(context, file, fusionauth.elements, { unwrap, isEnvelope });
  },
};
