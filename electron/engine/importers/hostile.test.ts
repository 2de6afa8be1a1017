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

  it('a quote that is not closed at the end takes its row along, and no other', async () => {
    const result = await run('name,id\na,1\n"b,2\nc,3\n');
    expect(result.identities.map(({ identity }) => identity.name)).toEqual(['a']);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code: 'import.truncated', record: 'row 3', severity: 'error' }),
    );
  });

  it('columns with forbidden names are said, and read under another', async () => {
    const result = await run('name,__proto__\na,1\n');
    expect(result.identities).toHaveLength(1);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code: 'import.forbidden_member', record: 'row 1', field: '__proto__' }),
    );
  });

  it('a NUL spoils a cell, not the file', async () => {
    const result = await run('name,id\na\u0000b,1\nc,2\n');
    expect(result.identities.map(({ identity }) => identity.name)).toEqual(['ab', 'c']);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code: 'import.nul_byte', record: 'row 2', field: 'name' }),
    );
  });
});

describe('every form', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const problems = async (file: string, content: Uint8Array) =>
    (await collectImport(file, content, ports)).problems.map(({ code, record, field }) => [code, record, field]);

  it.each([
    ['{"realm":"r","clients":[{"clientId":"a","name":"\xff"}]}', '$.clients[0]', 'name'],
    ['{"realm":"r","clients":[{"clientId":"a","x":{"y":["\xff"]}}]}', '$.clients[0]', 'x.y[0]'],
    ['name,owner\na,\xff\n', 'row 2', 'owner'],
    [`${head}clients:\n  - name: "\xff"\n`, '$.clients[0]', 'name'],
  ])('names the field whose bytes are not UTF-8: %j', async (text, record, field) => {
    expect(await problems('file', bytes(text))).toContainEqual(['import.encoding', record, field]);
  });

  it.each([
    ['\u202egnp.exe', 'import.control_character'],
    ['a\u2066b', 'import.control_character'],
    ['=HYPERLINK("x")', 'import.formula_character'],
    ['+1+1', 'import.formula_character'],
    ['@SUM(1)', 'import.formula_character'],
  ])('keeps the name %j and says so', async (name, code) => {
    const result = await run(JSON.stringify({ realm: 'r', clients: [{ clientId: name }] }));
    expect(result.identities.map(({ identity }) => identity.name)).toEqual([name]);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code, record: '$.clients[0]', field: 'clientId' }),
    );
  });

  it.each(['\u05d0\u05d1', 'a - b', '-', 'x=1', 'ops@example.com'])('says nothing of the name %j', async (name) => {
    expect((await run(JSON.stringify({ realm: 'r', clients: [{ clientId: name }] }))).problems).toEqual([]);
  });

  it.each(['name,owner\n', '{"realm":"r","clients":[]}', `${head}clients: []\n`])(
    'says that %j holds nothing',
    async (text) => {
      expect((await run(text)).problems.map(({ code }) => code)).toEqual(['import.empty']);
    },
  );

  it('tells a PDF from a table', async () => {
    expect(await problems('a.csv', bytes('%PDF-1.4\nname,owner\na,b\n'))).toEqual([
      ['import.unrecognised', null, null],
    ]);
  });
});
