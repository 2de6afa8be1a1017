// The law of every importer, over every fixture, every sample and everything that a hostile file may be.
import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importers } from '#engine/importers/index.ts';
import { collectImport } from './collect-import.ts';
import { expectLaw } from './import-law.ts';
import { sampleImporters } from './sample-importers.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures/imports');
const samples = process.env['NHI_SAMPLES'] ?? join(root, '../shared/samples');
const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 12)}`,
};
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const cases = importers.flatMap(({ id }) =>
  readdirSync(join(fixtures, id)).map((name) => {
    const folder = join(fixtures, id, name);
    const file = readdirSync(folder).find((entry) => entry.startsWith('in.')) ?? '';
    return { id, name, folder, file };
  }),
);
const read = (entry: (typeof cases)[number]): Uint8Array => readFileSync(join(entry.folder, entry.file));

describe.each(cases)('$id: $name', (entry) => {
  it('gives what is expected', async () => {
    const result = await collectImport(entry.file, read(entry), ports);
    expectLaw(result);
    expect(result.recognised?.importer).toBe(entry.id);
    const { recognised, identities, records, activity, problems, done } = result;
    const shown = {
      recognised: recognised && {
        importer: recognised.importer,
        label: recognised.label,
        tenant: recognised.tenant,
        version: recognised.version,
      },
      identities: identities.map(({ identity }) => identity),
      records: records.map((one) => one.key),
      ...(activity.length > 0 && { activity }),
      problems,
      done,
    };
    const path = join(entry.folder, 'out.json');
    if (process.env['UPDATE_FIXTURES']) writeFileSync(path, `${JSON.stringify(shown, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify(shown))).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });

  it('does not depend on where the chunks end', async () => {
    const whole = await collectImport(entry.file, read(entry), ports, { chunk: 1_000_000 });
    for (const chunk of [1, 2, 7, 64])
      expect(await collectImport(entry.file, read(entry), ports, { chunk })).toEqual(whole);
  });

  it('keeps no secret', async () => {
    expect(JSON.stringify(await collectImport(entry.file, read(entry), ports))).not.toMatch(/very-secret-value|hash\\/);
  });

  it('takes what is complete of a file that was cut', async () => {
    const bytes = read(entry);
    const step = Math.max(1, Math.floor(bytes.length / 120));
    for (let end = 0; end < bytes.length; end += step) {
      expectLaw(await collectImport(entry.file, bytes.subarray(0, end), ports));
    }
  });
});

describe.skipIf(!existsSync(samples))('real exports', () => {
  const files = existsSync(samples)
    ? readdirSync(samples, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(samples, join(entry.parentPath, entry.name)))
        .filter((file) => file.includes('/') && !file.startsWith('LICENSES'))
        .sort()
    : [];
  it.each(files)('%s', async (file) => {
    const result = await collectImport(file, readFileSync(join(samples, file)), ports);
    expectLaw(result);
    const expected = sampleImporters.find(([pattern]) => pattern.test(file));
    if (expected !== undefined) expect(result.recognised?.importer).toBe(expected[1]);
    if (result.recognised === null) expect(result.problems).toHaveLength(1);
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
    '=cmd()',
    '9999-12-31',
    '+275760-09-13',
    '##X##',
    '@@X@@',
    '$(env:X)',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const member = fc.constantFrom(
  'id', 'clientId', 'name', 'enabled', 'secret', 'attributes', 'publicClient', 'bearerOnly', 'protocol', 'clientAuthenticatorType',
  'serviceAccountsEnabled', 'defaultClientScopes', 'serviceAccountClientId', 'username', 'clientConsents', 'realmRoles', 'clientRoles', 'groups',
  'createdTimestamp', 'client_id', 'app_type', 'grant_types', 'audience', 'scope', 'refresh_token', 'client_metadata', 'jwt_configuration', 'identifier',
  'token_lifetime', 'user_id', 'clientID', 'client_authentication_methods', 'token_exchange', 'federatedIdentities', 'created_at', 'global',
); // biome-ignore format: a list of words
const object = fc.dictionary(member, nasty, { maxKeys: 12 });
const list = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.oneof(object, nasty), { maxLength: 5 }) },
  { weight: 1, arbitrary: nasty },
);

describe('hostile files', () => {
  it('Keycloak: any member of any type', async () => {
    const realm = fc.record(
      {
        realm: fc.oneof(fc.constant('r'), nasty),
        id: nasty,
        clients: list,
        users: list,
        roles: nasty,
        groups: list,
        scopeMappings: list,
        clientScopeMappings: nasty,
        accessTokenLifespan: nasty,
      },
      { requiredKeys: ['realm', 'clients'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(realm, fc.array(realm, { maxLength: 3 })), async (value) => {
        expectLaw(await collectImport('realm.json', encode(JSON.stringify(value)), ports, { chunk: 17 }));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('Auth0: any member of any type', async () => {
    const tenant = fc.record(
      {
        tenant: nasty,
        clients: list,
        clientGrants: list,
        resourceServers: list,
        grants: list,
        users: list,
        agents: list,
      },
      { requiredKeys: ['clients', 'clientGrants', 'resourceServers'] },
    );
    await fc.assert(
      fc.asyncProperty(tenant, async (value) => {
        expectLaw(await collectImport('tenant.json', encode(JSON.stringify(value)), ports));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('CSV: any cell', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '""', '=1+1', '\u202e', '9999-12-31', '0', 'N/A', '1e400', '275760-01-01', '\u0000'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), async (rows) => {
        const text = ['name,id,created,last used,scopes,__proto__', ...rows.map((row) => row.join(','))].join('\n');
        expectLaw(await collectImport('t.csv', encode(text), ports, { chunk: 5 }));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('any bytes, and fixtures with bytes changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) =>
        expectLaw(await collectImport('any', bytes, ports)),
      ),
      { numRuns: 300, seed: 7 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (entry, edits) => {
          const bytes = Uint8Array.from(read(entry));
          for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
          expectLaw(await collectImport(entry.file, bytes, ports));
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  });

  it('reads UTF-16 with a mark and refuses it without', async () => {
    const text = '{"realm":"r","clients":[{"clientId":"a"}]}';
    const plain = Buffer.from(text, 'utf16le');
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), plain]);
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encode(text)])]) {
      const result = await collectImport('r.json', bytes, ports, { chunk: 3 });
      expect(result.identities.map(({ identity }) => identity.name)).toEqual(['a']);
    }
    expect((await collectImport('r.json', plain, ports)).problems.map((problem) => problem.code)).toEqual([
      'import.unrecognised',
    ]);
  });
});
