import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collected, collectImport } from '#test/conformance/collect-import.ts';
import { defaultLimits } from './limits.ts';
import { referenceObjects } from './okta/authorization-servers.ts';
import { objects } from './okta/objects.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 12)}`,
};
const read = (value: unknown, limits = {}): Promise<Collected> =>
  collectImport('f.json', new TextEncoder().encode(JSON.stringify(value)), ports, {
    chunk: 64,
    limits: { ...defaultLimits, ...limits },
  });
const identities = ({ identities }: Collected) => identities.map(({ identity }) => identity);

const app = {
  id: '0oaservice0000000001',
  label: 'Ledger',
  signOnMode: 'OPENID_CONNECT',
  credentials: { oauthClient: { client_id: 'ledger', token_endpoint_auth_method: 'none' } },
};
const token = (user: string) => ({
  id: `oar${user}`,
  status: 'ACTIVE',
  issuer: 'https://acme.okta.com',
  clientId: 'ledger',
  userId: user,
  scopes: ['orders:read', 'offline_access'],
  expiresAt: '2026-04-01T00:00:00Z',
});

describe('Okta', () => {
  it('joins what names a client by its client id with the app, whichever comes first', async () => {
    const [one, ...others] = identities(await read([token('00u1'), app]));
    expect(others).toEqual([]);
    expect([one?.externalId, one?.name, one?.grants.length]).toEqual(['0oaservice0000000001', 'Ledger', 1]);
  });

  it('names only so many humans and counts the others', async () => {
    const result = await read([app, ...['1', '2', '3', '4'].map((user) => token(`00u${user}`))], { namedConsents: 2 });
    const [one] = identities(result);
    expect(one?.grants.map(({ subjects, onBehalfOf }) => [subjects, onBehalfOf !== null])).toEqual([
      [1, true],
      [1, true],
      [2, false],
    ]);
    expect(one?.delegations.filter(({ kind }) => kind === 'acts_for')).toHaveLength(2);
    expect(result.problems.map(({ code }) => code)).toEqual(['import.counted_only']);
  });

  it('holds no more than it may', async () => {
    const result = await read(
      Array.from({ length: 20 }, (_, index) => ({ ...app, id: `0oa${index}`, credentials: { oauthClient: {} } })),
      { pendingBytes: 500 },
    );
    expect(result.done.rejected).toBeGreaterThan(10);
    expect(result.done.records).toBe(20);
    expect(new Set(result.problems.map(({ code }) => code))).toEqual(new Set(['import.memory_bound']));
  });

  it('leaves out one object that is not whole', async () => {
    const text = JSON.stringify(app);
    const bytes = new TextEncoder().encode(text.slice(0, -1));
    const result = await collectImport('f.json', bytes, ports);
    expect(identities(result)).toEqual([]);
    expect([result.done.records, result.done.rejected]).toEqual([1, 1]);
  });

  it('infers a last use only from an end that moved', async () => {
    const key = (id: string, created: string) => ({
      id,
      userId: '00u1',
      tokenWindow: 'P30D',
      created,
      expiresAt: '2026-03-31T00:00:00Z',
    });
    const [used, silent] = identities(
      await read([key('00T1', '2025-01-01T00:00:00Z'), key('00T2', '2026-03-01T00:00:00Z')]),
    );
    expect(used?.lastUsedAt).toBe(Date.UTC(2026, 2, 1));
    expect(silent?.lastUsedAt).toEqual({ unknown: 'not_recorded' });
  });

  it('gives log and inventory the same identities', async () => {
    const [user, key] = identities(
      await read([
        {
          id: '00u1',
          status: 'ACTIVE',
          profile: { login: 'ana' },
          _links: { self: { href: 'https://acme.okta.com/api/v1/users/00u1' } },
        },
        { id: '00T1', userId: '00u1', tokenWindow: 'P30D', created: '2025-01-01T00:00:00Z' },
      ]),
    );
    const { activity } = await read([
      {
        eventType: 'user.lifecycle.suspend',
        published: '2026-03-01T00:00:00Z',
        uuid: 'u',
        actor: { id: '00u1', type: 'User', displayName: 'Ana' },
        transaction: { id: 't', detail: { requestApiTokenId: '00T1' } },
        authenticationContext: { issuer: { id: 'https://acme.okta.com/api/v1/users/00u1' } },
      },
    ]);
    expect(activity.map(({ human, client, humanLive }) => [human?.id, client?.id, humanLive])).toEqual([
      [user?.id, key?.id, false],
    ]);
  });
});

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    1e308,
    -1,
    '',
    [],
    {},
    'x\u0000y',
    '\u202eabc',
    '9999-12-31',
    'orn:okta:',
    '$(env:X)',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
// biome-ignore format: a list of words
const member = fc.constantFrom(
  'id', 'status', 'created', 'label', 'name', 'signOnMode', 'credentials', 'settings', 'oauthClient', 'client_id', 'jwks', 'keys', 'kid', 'kty',
  'scopeId', 'issuer', 'clientId', 'userId', 'source', 'scopes', 'tokenWindow', 'expiresAt', 'secret_hash', 'grantedScopes', 'type', 'assignmentType',
  'audiences', 'conditions', 'actions', 'priority', 'metadataPublish', 'connectionType', 'profile', 'principals', 'resource', 'owners', '_links',
  'eventType', 'published', 'uuid', 'actor', 'target', 'outcome', 'transaction', 'debugContext', 'client', 'detail',
);
const text = fc.constantFrom(
  'a',
  '0oaservice0000000001',
  'ACTIVE',
  'https://acme.okta.com/api/v1/apps/x/y',
  'orn:okta:a:apps:b:c',
);
const links = fc.record({ self: fc.record({ href: text }) });
const some = fc.oneof(
  nasty,
  text,
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(member, fc.oneof(nasty, text), { maxKeys: 5 }),
);
/** Objects that are taken for what they seem, and hold anything at all. */
const anything = fc
  .constantFrom(...objects.map(({ members }) => members), ...referenceObjects.map(({ members }) => members), [])
  .chain((members) =>
    fc
      .tuple(
        fc.dictionary(member, some, { maxKeys: 8 }),
        fc.tuple(...members.map(() => some)),
        fc.option(text, { nil: undefined }),
        fc.option(links, { nil: undefined }),
      )
      .map(([others, values, id, _links]) => ({
        ...others,
        ...Object.fromEntries(members.map((name, index) => [name, values[index]])),
        ...(id !== undefined && { id }),
        ...(_links !== undefined && { _links }),
      })),
  );

describe('hostile files', () => {
  it('any member of any type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anything, nasty), { maxLength: 8 }), async (list) => {
        for (const first of [app, { eventType: 'user.a', published: '2026-01-01', uuid: 'u', legacyEventType: '' }]) {
          const result = await read([first, ...list]);
          expect(result.recognised).not.toBeNull();
          const records = result.identities.flatMap((entry) => entry.records).length + result.records.length;
          expect(result.done.records).toBe(records + result.done.rejected);
          expect(result.done.records).toBe(list.length + 1);
          expect(result.problems.map(({ code }) => code)).not.toContain('import.importer_fault');
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
