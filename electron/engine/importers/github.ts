import { isObject } from './fields.ts';
import { elementsOf } from './gather/envelopes.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import { readObjects } from './gather/read-objects.ts';
import { emptyGitHub } from './github/account.ts';
import { blankAddresses } from './github/blank-addresses.ts';
import { orgIn } from './github/names.ts';
import { gitHubObjects } from './github/objects.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';

const address =
  /https:\/\/api\.github\.com\b|https:\/\/github\.com\/|\/api\/v3\/(?:orgs|repos|app|user)\b|\bgh[pousr]_\w{20}|"Iv\d/;

/** Members that only GitHub's objects have together. */
const own: readonly (readonly string[])[] = [
  ['app_slug', 'permissions'],
  ['token_id', 'token_name'],
  ['credential_id', 'credential_authorized_at'],
  ['total_count', 'installations'],
  ['hashed_token', 'token_last_eight'],
  ['key', 'read_only', 'title'],
  ['repository_selection', 'token', 'expires_at'],
  ['slug', 'external_url', 'permissions'],
];

/** Others may have them too: then the addresses must be GitHub's. */
const shared: readonly (readonly string[])[] = [
  ['total_count', 'secrets'],
  ['total_count', 'repositories'],
  ['ping_url', 'config'],
  ['app', 'scopes'],
  ['token', 'expires_at'],
  ['slug', 'client_id'],
  ['key', 'id'],
  ['login', 'node_id'],
  ['full_name', 'node_id'],
  ['id', 'config', 'events'],
];

/** Envelopes that no address need stand in: a list of secrets has only names and times. */
const secretsAlone =
  /^\s*\{\s*"total_count"\s*:\s*\d+\s*,\s*"secrets"\s*:\s*\[\s*(?:\]|\{\s*"name"\s*:\s*"[A-Z_\d]+"\s*,\s*"created_at")/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json' && head.format !== 'yaml') return null;
  const { members, text } = head;
  const found = (confidence: number): Recognition => {
    const org = orgIn(text);
    return { vendor: 'github', tenantId: org?.toLowerCase() ?? null, tenantName: org, confidence };
  };
  const names = new Set(members);
  // The audit log and what webhooks deliver are read on their own.
  if (names.has('action') || names.has('sender')) return null;
  const isHere = address.test(text);
  if (isRecording(head)) return isHere ? found(0.85) : null;
  const fits = (list: readonly (readonly string[])[]): boolean =>
    list.some((one) => one.every((name) => names.has(name)));
  if (fits(own)) return found(0.9);
  if (isHere && fits(shared)) return found(0.9);
  return secretsAlone.test(text) ? found(0.8) : null;
}

const elements = ['$[*]', '$.installations[*]', '$.secrets[*]'] as const;

/** Repositories are a list of their own where nothing stands beside them that they belong to. */
function unwrap(item: Item): readonly Item[] {
  const { value } = item;
  blankAddresses(value);
  if (!isObject(value) || 'token' in value || value['total_count'] === undefined) return [item];
  return elementsOf(item, ['repositories']);
}

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const tenantOf = (login: string) => context.tenantOf('github', login.toLowerCase(), login);
  const file = new GatheredFile(context, sink, gitHubObjects, emptyGitHub(tenantOf));
  return readObjects(context, file, elements, { unwrap, isEnvelope });
}

const isEnvelope = (members: readonly string[]): boolean =>
  members.every((name) => ['total_count', 'incomplete_results'].includes(name));

/**
 * Objects of a GitHub organization: app installations, apps, their tokens, fine-grained tokens and requests for them, classic
 * tokens and SSH keys authorized for single sign-on, deploy keys, SSH keys, webhooks, workflow secrets, OAuth apps. Namespaces
 * and external ids: `app` by slug, `user` by login, `pat` by token id, `credential`, `deploy-key`, `ssh-key` and `webhook` by
 * id, `oauth-app` by client id, `workflow-secret` by name. What names its organization belongs to that.
 */
export const github: Importer = {
  id: 'github',
  label: 'GitHub objects',
  version: 3,
  authority: 'object',
  recognise,
  elements,
  recordings: true,
  begin,
};
