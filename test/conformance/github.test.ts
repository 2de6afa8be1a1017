// Whatever a hostile file makes of GitHub's objects and events, and who is one and the same in both.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collected, collectImport } from './collect-import.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHash('sha256').update(`key${secret}`).digest('hex').slice(0, 12)}`,
};
const run = (value: unknown): Promise<Collected> =>
  collectImport('hostile.json', new TextEncoder().encode(JSON.stringify(value)), ports, { chunk: 1009 });

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    1e17,
    [],
    {},
    '',
    'x[bot]',
    'Organization',
    'https://api.github.com/repos/a/b/keys/1',
    'https://api.github.com/orgs/a/hooks/1',
    '9999-12-31T23:59:59Z',
    1772359200123,
    '\u202ehostile\u0000',
    '=cmd()',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const member = fc.constantFrom(
  'id', 'account', 'login', 'app_slug', 'app_id', 'permissions', 'repository', 'organization', 'repository_selection', 'token_id', 'token_name',
  'owner', 'token', 'expires_at', 'repositories', 'full_name', 'scopes', 'app', 'client_id', 'user', 'key', 'url', 'config', 'events', 'secret',
  'name', 'created_at', 'updated_at', 'total_count', 'credential_id', 'credential_type', 'suspended_at', 'slug', 'pem', 'actor', 'action',
  '@timestamp', 'org', 'repo', 'sender', 'installation', 'team', 'pusher', 'ref', 'commits', 'delivered_at', 'request', 'payload', 'reason',
); // biome-ignore format: a list of words
const { object } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, nasty, tie('object'), fc.array(tie('object'), { maxLength: 3 })),
  object: fc.dictionary(member, tie('value'), { maxKeys: 9 }),
}));

describe('GitHub: any member of any type', () => {
  it.each([
    ['installations', (objects: unknown[]) => ({ total_count: 1, installations: objects })],
    ['objects', (objects: unknown[]) => [{ app_slug: 'x', permissions: {} }, ...objects]],
    ['one object', (objects: unknown[]) => ({ token_id: 1, token_name: 'x', ...(objects[0] as object) })],
    ['events', (objects: unknown[]) => [{ action: 'a.b', actor: 'x', org: 'y' }, ...objects]],
    ['deliveries', (objects: unknown[]) => [{ action: 'added', sender: { login: 'x' } }, ...objects]],
  ])('%s', async (_name, wrap) => {
    await fc.assert(
      fc.asyncProperty(fc.array(object, { maxLength: 4 }), async (objects) => {
        const { recognised, identities, records, problems, done } = await run(wrap(objects));
        if (recognised === null) return;
        const kept = [...identities.flatMap((one) => one.records), ...records];
        expect(done.records).toBe(kept.length + done.rejected);
        expect(new Set(kept.map(({ record }) => record)).size).toBe(kept.length);
        expect(problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
      }),
      { numRuns: 120, seed: 13 },
    );
  });
});

describe('objects and events', () => {
  const org = { login: 'Acme-Shop', type: 'Organization' };
  const at = 1772359200123;

  it('call an app by one id', async () => {
    const { identities } = await run([
      { id: 1, account: org, app_slug: 'deploy-bot', permissions: { contents: 'read' } },
    ]);
    const { activity } = await run([
      { '@timestamp': at, action: 'git.push', actor: 'deploy-bot[bot]', org: 'acme-shop' },
    ]);
    expect(activity.map(({ client }) => client?.id)).toEqual(identities.map(({ identity }) => identity.id));
  });

  it('call a fine-grained token and its owner by one id each', async () => {
    const token = { token_id: 81, token_name: 'x', owner: { login: 'Ana' }, repositories_url: '' };
    const call = {
      scope: 'https://api.github.com:443',
      method: 'GET',
      path: '/orgs/Acme-Shop/personal-access-tokens',
      status: 200,
    };
    const { identities } = await run([{ ...call, response: [token], rawHeaders: [] }]);
    const type = 'Fine-grained personal access token';
    const event = { '@timestamp': at, action: 'git.clone', actor: 'ana', org: 'acme-shop' };
    const { activity } = await run([{ ...event, programmatic_access_type: type, token_id: 81 }]);
    const ids = activity.flatMap(({ client, human }) => [client?.id, human?.id]);
    expect(ids).toEqual(identities.map(({ identity }) => identity.id));
  });
});
