// Bombs: small files that would be large, deep or slow if anybody believed them.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collectImport } from '#test/conformance/collect-import.ts';
import { defaultLimits } from './limits.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: () => 'sha256:0',
};
const run = (text: string, limits = {}) =>
  collectImport('file', new TextEncoder().encode(text), ports, {
    chunk: 262_144,
    limits: { ...defaultLimits, ...limits },
  });
const head = 'tenant:\n  friendly_name: T\nclientGrants: []\nresourceServers: []\n';

describe('YAML', () => {
  const bomb = `${head}a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
    .join('\n')}\nclients:\n  - { name: boom, x: *j }\n  - { name: fine }\n`;

  it.each([{}, { yamlBytes: 10 }])('alias bombs are refused, the rest is read: %j', async (limits) => {
    const result = await run(bomb, limits);
    expect(result.identities.map(({ identity }) => identity.name)).toEqual(['fine']);
    expect(result.problems.some((problem) => problem.record === '$.clients[0]')).toBe(true);
  });

  it.each([{}, { yamlBytes: 10 }])('reads the same with both readers: %j', async (limits) => {
    const result = await run(
      `${head}clients:\n  - name: a\n    grant_types: []\n    created_at: 2024-01-01\n  - name: b\n`,
      limits,
    );
    expect(result.identities.map(({ identity }) => [identity.name, identity.status, identity.createdAt])).toEqual([
      ['a', 'disabled', Date.UTC(2024, 0, 1)],
      ['b', 'active', { unknown: 'not_recorded' }],
    ]);
  });

  it.each([{}, { yamlBytes: 10 }])('nesting without end is refused: %j', async (limits) => {
    const result = await run(`${head}clients: ${'['.repeat(50_000)}`, limits);
    expect(result.identities).toEqual([]);
    expect(result.problems.length).toBeGreaterThan(0);
  });

  it.each([{}, { yamlBytes: 10 }])('custom tags make nothing: %j', async (limits) => {
    const result = await run(`${head}clients:\n  - name: !!js/function 'function(){}'\n`, limits);
    expect(result.done.records).toBeLessThanOrEqual(1);
  });

  it('blank lines without end cost no time', async () => {
    const result = await run(`${head}${'\n'.repeat(300_000)}clients: []\n`);
    expect(result.recognised?.importer).toBe('auth0-tenant');
  });

  it('is refused above its limit', async () => {
    const result = await run(`${head}clients: []\n`, { largeYamlBytes: 10 });
    expect(result.problems.map((problem) => problem.code)).toEqual(['import.too_large']);
  });
});

describe('JSON', () => {
  it('nesting without end is refused', async () => {
    const result = await run(`{"realm":"r","clients":[${'['.repeat(500_000)}`);
    expect(result.problems.map((problem) => problem.code)).toEqual(['import.truncated']);
  });

  it('a hundred thousand composite roles are read', async () => {
    const names = Array.from({ length: 150_000 }, (_, index) => `r${index}`);
    const realm = {
      realm: 'r',
      clients: [{ clientId: 'c', serviceAccountsEnabled: true }],
      users: [{ username: 's', serviceAccountClientId: 'c', realmRoles: ['all'] }],
      roles: { realm: [{ name: 'all', composites: { realm: names } }] },
    };
    const result = await run(JSON.stringify(realm));
    expect(result.problems).toEqual([]);
    expect(result.identities[0]?.identity.grants.find((grant) => grant.origin === 'role mapping')?.scopes).toHaveLength(
      150_001,
    );
  });

  it('numbers beyond all bounds are reported, not multiplied', async () => {
    const result = await run(
      `{"realm":"r","clients":[{"clientId":"c","x":[${Array(200_000).fill('1e400').join(',')}]}]}`,
    );
    expect(result.problems).toHaveLength(20);
    expect(result.identities).toHaveLength(1);
  });

  it('at most 1,000 problems are kept, the others counted', async () => {
    const result = await run(JSON.stringify({ realm: 'r', clients: Array(3_000).fill(7) }));
    expect(result.problems).toHaveLength(1_000);
    expect(result.done).toMatchObject({ records: 3_000, rejected: 3_000, problemsOmitted: 2_000 });
  });

  it('people beyond the named ones are counted', async () => {
    const consent = [{ clientId: 'c', grantedClientScopes: ['profile'] }];
    const users = Array.from({ length: 12 }, (_, index) => ({ username: `u${index}`, clientConsents: consent }));
    const result = await run(JSON.stringify({ realm: 'r', clients: [{ clientId: 'c' }], users }), { namedConsents: 5 });
    const grants = result.identities.find(({ identity }) => identity.name === 'c')?.identity.grants ?? [];
    expect(grants.filter((grant) => grant.origin === 'consent').map((grant) => grant.subjects)).toEqual([
      1, 1, 1, 1, 1, 7,
    ]);
  });

  it('gives clients out early when too much would wait', async () => {
    const clients = Array.from({ length: 50 }, (_, index) => ({ clientId: `c${index}` }));
    const result = await run(JSON.stringify({ realm: 'r', clients }), { pendingBytes: 100 });
    expect(result.identities).toHaveLength(50);
    expect(result.problems.map((problem) => problem.code)).toEqual(['import.memory_bound']);
  });
});

describe('CSV', () => {
  it('a quote that never closes does not swallow memory', async () => {
    const result = await run(`name,id\n"${'x,'.repeat(200_000)}`, { recordBytes: 100_000 });
    expect(result.problems.map((problem) => problem.code)).toEqual(['import.record_too_large']);
  });

  it('columns without end are refused', async () => {
    const result = await run(`name${','.repeat(100_000)}\na\n`);
    expect(result.problems.map((problem) => problem.code)).toEqual(['import.malformed']);
  });
});
