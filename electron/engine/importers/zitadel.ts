import { isObject } from './fields.ts';
import { elementsOf, inside } from './gather/envelopes.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import { blankNamed, withoutSecret } from './gather/own-secrets.ts';
import { readObjects } from './gather/read-objects.ts';
import type { Head, Importer, Item, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';
import { emptyInstance } from './zitadel/instance.ts';
import { zitadelObjects } from './zitadel/objects.ts';

const lists = [
  'result',
  'users',
  'apps',
  'applications',
  'keys',
  'personalAccessTokens',
  'authorizations',
  'administrators',
  'members',
  'projectGrants',
] as const;
/** Members that hold the one object that was asked for. */
const singles = [
  'user',
  'app',
  'application',
  'userGrant',
  'authorization',
  'key',
  'token',
  'projectGrant',
  'settings',
] as const;

/** A key as it was handed out, in base64. */
const secrets = new Set(['keyDetails', 'keyContent']);

const words =
  /\\?"(?:USER_STATE_|APP_STATE_|USER_GRANT_STATE_|PROJECT_GRANT_STATE_|ACCESS_TOKEN_TYPE_|KEY_TYPE_JSON|OIDC_(?:GRANT|AUTH_METHOD|TOKEN)_TYPE_|API_AUTH_METHOD_TYPE_|(?:IAM|ORG|PROJECT)_(?:OWNER|ADMIN|USER|PROJECT|GRANT)\w*\\?")/;
const address =
  /https?:\/\/([\w.-]+)(?::\d+)?\/(?:management\/v1|admin\/v1|auth\/v1|v2(?:beta)?\/(?:users|applications|authorizations|administrators)|zitadel\.\w+\.v2)/;

function shapeOf({ members, text, texts }: Head): number {
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  if (has('type', 'keyId', 'key') && (has('userId') || has('appId'))) return 0.95;
  if (has('editor', 'aggregate') || (has('events') && /"aggregate"\s*:/.test(text))) return 0;
  const isPage = /"totalResult"\s*:|"processedSequence"\s*:|"appliedLimit"\s*:/.test(text);
  if (has('details', 'result')) return isPage || words.test(text) ? 0.92 : 0;
  if (has('pagination') && lists.some((name) => has(name))) return isPage || words.test(text) ? 0.9 : 0;
  if (has('settings') && /"accessTokenLifetime"/.test(text)) return 0.85;
  if (has('keyId', 'keyDetails') || has('tokenId', 'token', 'details')) return 0.8;
  if (texts.get('state')?.startsWith('USER_STATE_') === true) return 0.9;
  const isWrapped = [...lists, ...singles].some((name) => has(name)) || has('details') || has('creationDate');
  return isWrapped && words.test(text) ? 0.85 : 0;
}

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json') return null;
  const host = address.exec(head.text)?.[1] ?? null;
  const isTape = isRecording(head);
  const confidence = isTape ? (host !== null ? 0.85 : 0) : shapeOf(head);
  return confidence === 0 ? null : { vendor: 'zitadel', tenantId: null, tenantName: isTape ? host : null, confidence };
}

function single(item: Item): Item {
  const { value } = item;
  if (!isObject(value)) return item;
  const name = singles.find((one) => isObject(value[one]));
  const isAround = name !== undefined && !('roles' in value) && !('projectId' in value) && !('userId' in value);
  return isAround ? inside(item, [name], value[name]) : item;
}

/**
 * What ZITADEL's APIs answer, version 1 and 2, and the keys that it hands out: people and machine users with their tokens and
 * keys, applications, authorizations, memberships. Namespaces and external ids: `user` the user id, `app` the app's id.
 */
export const zitadel: Importer = {
  id: 'zitadel',
  label: 'ZITADEL users, applications and grants',
  version: 1,
  authority: 'object',
  recognise,
  elements: ['$[*]', ...lists.map((name) => `$.${name}[*]`)],
  recordings: true,
  begin(context, sink) {
    const file = new GatheredFile(context, sink, zitadelObjects, emptyInstance());
    function unwrap(item: Item): readonly Item[] {
      blankNamed(item.value, secrets);
      const all = item.pattern === '$[*]' ? elementsOf(item, lists) : [item];
      return all.map((one) => withoutKey(single(one)));
    }
    // Elsewhere `key` is the name of a role, or wraps one.
    const withoutKey = (item: Item): Item =>
      isObject(item.value) && 'keyId' in item.value ? withoutSecret(item, 'key', context.fingerprint) : item;
    const isEnvelope = (members: readonly string[]): boolean => lists.some((name) => members.includes(name));
    return readObjects(context, file, zitadel.elements, { unwrap, isEnvelope });
  },
};
