// Reports of secret scanners: whose secret it was, in whichever order report and inventory come.
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryFilter } from '#shared/contract/values.ts';
import { startEngine, type TestEngine, temporaryFolder } from '#test/support/engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestEngine;
let log: string[];
const workspace = (): string => folder.join('Acme.nhi');

beforeEach(async () => {
  folder = temporaryFolder();
  log = [];
  running = startEngine({
    userData: folder.join('user'),
    log: (line, cause) => void log.push(`${line} ${String(cause)}`),
  });
  await running.client.call('workspace.create', { path: workspace() });
});
afterEach(async () => {
  await running.stop();
  folder.remove();
});

const secret = 'q7Zt-4xNk-orders-W2pL9vRb';
const keyId = 'AKIAQYLPMN5HX2EXAMPL';
const awsSecret = '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';
const commit = '1caf0105f0b6b8b0b8a6c6d1b6ad7c9e0f2a3b4c';

const client = (clientId: string, more: object = {}) => ({
  clientId,
  secret: `${clientId}-secret-of-its-own`,
  serviceAccountsEnabled: true,
  publicClient: false,
  ...more,
});
const realm = (of: string = secret) => ({
  realm: 'acme',
  id: 'acme',
  clients: [client('orders-sync', { secret: of }), client('metrics-feed'), client('quiet-one')],
});
const keys = (status = 'Active') => ({
  AccessKeyMetadata: [{ UserName: 'backup', AccessKeyId: keyId, Status: status, CreateDate: '2025-01-01T00:00:00Z' }],
});

const git = { commit, file: 'deploy/prod.env', email: 'Ada Lee <ada@acme.example>', line: 12 };
const found = (raw: string, source: object = {}, more: object = {}) => ({
  SourceMetadata: {
    Data: {
      Git: {
        ...git,
        repository: 'https://github.com/acme/shop.git',
        timestamp: '2026-01-12 09:15:00 +0000',
        ...source,
      },
    },
  },
  DetectorName: 'Keycloak',
  Verified: true,
  Raw: raw,
  ...more,
});
const lines = (...values: readonly object[]): string => values.map((value) => JSON.stringify(value)).join('\n');

const reports: Readonly<Record<string, string>> = {
  trufflehog: lines(found(secret)),
  gitleaks: JSON.stringify([
    {
      RuleID: 'generic-api-key',
      Match: `secret: "${secret}"`,
      Secret: secret,
      File: 'deploy/prod.env',
      StartLine: 12,
      Commit: commit,
      Date: '2026-01-12T09:15:00Z',
      Email: 'ada@acme.example',
      Link: `https://github.com/acme/shop/blob/${commit}/deploy/prod.env#L12`,
    },
  ]),
  sarif: JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gitleaks', rules: [{ id: 'generic-api-key' }] } },
        versionControlProvenance: [{ repositoryUri: 'https://github.com/acme/shop' }],
        results: [
          {
            ruleId: 'generic-api-key',
            message: { text: 'found' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'deploy/prod.env' },
                  region: { startLine: 12, snippet: { text: secret } },
                },
              },
            ],
            partialFingerprints: { commitSha: commit, date: '2026-01-12T09:15:00Z' },
          },
        ],
      },
    ],
  }),
  'github-secret-scanning': JSON.stringify([
    {
      number: 7,
      created_at: '2026-01-12T09:15:00Z',
      url: 'https://api.github.com/repos/acme/shop/secret-scanning/alerts/7',
      html_url: 'https://github.com/acme/shop/security/secret-scanning/7',
      locations_url: 'https://api.github.com/repos/acme/shop/secret-scanning/alerts/7/locations',
      state: 'open',
      secret_type: 'keycloak_client_secret',
      secret,
      validity: 'unknown',
      first_location_detected: { path: 'deploy/prod.env', start_line: 12, commit_sha: commit },
    },
  ]),
};

async function put(name: string, content: string | object) {
  const path = folder.join(name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const { files } = await running.client.call('imports.run', { files: [{ path }] });
  return files[0];
}
const flagged = async () => (await running.client.view('findings.list', { rules: ['NHI2a'], first: 0, count: 9 })).rows;
const problems = async () =>
  (await running.client.view('problems.list', { text: 'import.unmatched_secret', first: 0, count: 9 })).rows;

/** Every byte that the workspace keeps, and everything that was said. */
function kept(): string {
  const files = readdirSync(workspace(), { recursive: true, withFileTypes: true })
    .map((entry) => resolve(entry.parentPath, entry.name))
    .filter((path) => statSync(path).isFile());
  return [...files.map((path) => readFileSync(path, 'latin1')), ...log].join('\n');
}

describe.each(Object.keys(reports))('%s', (importer) => {
  it.each([['inventory first'], ['report first']])('finds whose secret it is: %s', async (order) => {
    const files: (readonly [string, string | object])[] = [
      ['acme-realm.json', realm()],
      ['report.json', reports[importer] ?? ''],
    ];
    if (order === 'report first') files.reverse();
    for (const [name, content] of files) {
      const report = await put(name, content);
      expect(report?.importer).toBe(name === 'report.json' ? importer : 'keycloak-realm');
      if (order === 'report first' && name === 'report.json') {
        expect(report?.problems.map(({ code }) => code)).toContain('import.unmatched_secret');
        expect(await problems()).toHaveLength(1);
        expect(await flagged()).toEqual([]);
      }
    }
    const [finding, ...others] = await flagged();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ name: 'orders-sync', severity: 'critical' });
    expect(finding?.evidence[0]?.label).toBe('Seen 2026-01-12');
    expect(finding?.evidence[0]?.value).toMatch(
      /acme\/shop deploy\/prod\.env:12 at 1caf0105f0b6, .*it is the client secret sha256:[0-9a-f]{12}$/,
    );
    expect(finding?.evidence[0]?.ref).toMatch(/^credential:/);
    expect(await problems()).toEqual([]);
    expect(kept()).not.toContain(secret);

    // The same again says nothing new; a secret that was replaced is leaked no more.
    expect(await put('report.json', reports[importer] ?? '')).toMatchObject({ imported: 0, unchanged: 1 });
    await put('acme-realm.json', realm('another-secret-1234'));
    expect(await flagged()).toEqual([]);
    expect(await problems()).toHaveLength(1);
  });
});

it('an id that the report names finds the credential too, where the secret is hidden', async () => {
  const hidden = { Raw: '', Redacted: keyId, DetectorName: 'AWS', Verified: false };
  const report = await put('report.json', lines(found('', {}, hidden)));
  expect(report?.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/hide the secret/));
  await put('keys.json', keys());
  const [finding, ...others] = await flagged();
  expect(others).toEqual([]);
  expect(finding?.name).toBe('backup');
  expect(finding?.evidence[0]?.value).toBe(
    `github.com/acme/shop deploy/prod.env:12 at 1caf0105f0b6, TruffleHog: AWS, not verified, by Ada Lee <ada@acme.example>, it names ${keyId}`,
  );
  await put('keys.json', keys('Inactive'));
  expect(await flagged()).toEqual([]);
});

it('a pair of id and secret is found by either', async () => {
  await put('keys.json', keys());
  await put('acme-realm.json', realm(awsSecret));
  await put('report.json', lines(found(keyId, {}, { RawV2: `${keyId}:${awsSecret}` })));
  expect((await flagged()).map(({ name }) => name).sort()).toEqual(['backup', 'orders-sync']);
  expect(kept()).not.toContain(awsSecret);
});

const named = (timestamp: string) =>
  lines(
    found(
      'old-and-long-gone-1',
      { timestamp },
      { SecretParts: { client_id: 'metrics-feed', client_secret: 'old-and-long-gone-1' } },
    ),
  );

it('an id is the same as a number and as a text', async () => {
  const id = 115_423_088_130_921;
  await put('acme-realm.json', { ...realm(), clients: [client(String(id))] });
  const hidden = { Raw: '', Redacted: '********', SecretParts: { client_id: id } };
  await put('report.json', lines(found('', { line: 40 }, hidden)));
  expect((await flagged()).map(({ name }) => name)).toEqual([String(id)]);
});

it('a private key is known by its public half, as clients and deploy keys have it', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' };
  const hydra = {
    client_id: 'ledger-job',
    client_name: 'ledger-job',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [jwk] },
    scope: 'ledger.read',
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-01T00:00:00Z',
    subject_type: 'public',
    userinfo_signed_response_alg: 'none',
    authorization_code_grant_access_token_lifespan: null,
  };
  await put('hydra.json', [hydra]);
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await put('report.json', lines(found(pem, {}, { DetectorName: 'PrivateKey' })));
  const [finding, ...others] = await flagged();
  expect(others).toEqual([]);
  expect(finding?.name).toBe('ledger-job');
  expect(finding?.evidence[0]?.value).toContain('it is the private key jwt sha256:');
  expect(kept()).not.toContain(pem.split('\n')[3]);
});

it('a client id counts for one client alone, and not where its secret is younger', async () => {
  const metrics = client('metrics-feed', {
    attributes: { 'client.secret.creation.time': String(Date.UTC(2026, 0, 20) / 1000) },
  });
  const put1 = (name: string, clients: readonly object[]) =>
    put(`${name}-realm.json`, { realm: name, id: name, clients });
  await put1('acme', [metrics]);
  await put('report.json', named('2026-01-12 09:15:00 +0000'));
  expect(await flagged()).toEqual([]);
  await put('report2.json', named('2026-02-01 09:15:00 +0000'));
  expect((await flagged()).map(({ name }) => name)).toEqual(['metrics-feed']);
  await put1('other', [metrics]);
  expect(await flagged()).toEqual([]);
});

it('what was closed as a mistake counts where the value is equal, whichever export comes last', async () => {
  const alert = JSON.parse(reports['github-secret-scanning'] ?? '') as object[];
  const closed = {
    ...alert[0],
    state: 'resolved',
    resolution: 'false_positive',
    resolved_at: '2026-01-13T00:00:00Z',
    resolved_by: { login: 'ada' },
  };
  await put('acme-realm.json', realm());
  await put('keys.json', keys());
  const aws = { number: 8, secret: keyId, html_url: 'https://github.com/acme/shop/security/secret-scanning/8' };
  await put('closed.json', [closed, { ...closed, ...aws }]);
  await put('open.json', [alert[0], { ...alert[0], ...aws }]);
  const rows = await flagged();
  expect(rows.map(({ name }) => name)).toEqual(['orders-sync']);
  expect(rows[0]?.evidence[0]?.value).toContain('resolved: false_positive');
});

it('is forgotten when the import of the report is undone, and known again after a restart', async () => {
  await put('acme-realm.json', realm());
  await put('report.json', reports['gitleaks'] ?? '');
  await running.stop();
  running = startEngine({ userData: folder.join('user') });
  await running.client.call('workspace.open', { path: workspace() });
  expect(await flagged()).toHaveLength(1);
  const { rows } = await running.client.view('imports.list', { first: 0, count: 9 });
  await running.client.call('imports.undo', { seq: rows[0]?.seq ?? 0 });
  expect(await flagged()).toEqual([]);
});

it('headless', async () => {
  await put('acme-realm.json', realm());
  await running.stop();
  const nhi = (...argv: string[]) =>
    spawnSync(
      process.execPath,
      [resolve(import.meta.dirname, '../../electron/engine/cli/nhi.ts'), ...argv, '--workspace', workspace()],
      { encoding: 'utf8' },
    );
  const imported = nhi('import', folder.join('acme-realm.json'), '--json');
  expect(imported.status).toBe(0);
  writeFileSync(
    folder.join('report.json'),
    `${reports['trufflehog']}\n${lines(found('nobody-has-this-secret', { line: 90 }))}`,
  );
  const report = nhi('import', folder.join('report.json'));
  expect(report.stdout).toContain('trufflehog');
  expect(report.stderr).toContain('1 of 2 secrets that scanners found match no credential');
  const findings = nhi('findings', '--json');
  expect(findings.stdout).toContain('acme/shop deploy/prod.env:12 at 1caf0105f0b6');
  const listed = nhi('secrets', 'list', '--json');
  expect(listed.status).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject({
    ...{ secrets: 2, unmatched: 1, hidden: 0 },
    sightings: [
      { place: 'github.com/acme/shop deploy/prod.env:12 at 1caf0105f0b6', identities: [{ name: 'orders-sync' }] },
      {
        place: 'github.com/acme/shop deploy/prod.env:90 at 1caf0105f0b6',
        identities: [],
        hidden: false,
        dismissed: false,
      },
    ],
  });
  const table = nhi('secrets', 'list', '--unmatched');
  expect(table.stdout).toMatch(/nobody here .*deploy\/prod\.env:90/);
  expect(table.stdout).not.toContain('orders-sync');
  const csv = nhi('secrets', 'list', '--unmatched', '--format', 'csv', '--fail-on-unmatched');
  expect([csv.status, csv.stdout.trim().split('\n').length]).toEqual([1, 2]);
  expect(nhi('secrets', 'list', '--format', 'xml').status).toBe(2);
  expect(imported.stdout + report.stdout + report.stderr + findings.stdout + listed.stdout).not.toContain(secret);
  running = startEngine({ userData: folder.join('user') });
});

it('says nothing of what a log tells of use: a report is no log', async () => {
  const installation = {
    id: 7,
    app_id: 70,
    app_slug: 'deploy-bot',
    account: { login: 'acme', id: 1, type: 'Organization', node_id: 'x' },
    permissions: { contents: 'write' },
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-01T00:00:00Z',
    access_tokens_url: 'https://api.github.com/app/installations/7/access_tokens',
  };
  await put('installations.json', { total_count: 1, installations: [installation] });
  const filter = inventoryFilter.parse({});
  const sort = { by: 'score', descending: true } as const;
  const grid = () => running.client.view('inventory.grid', { filter, sort, first: 0, count: 9 });
  const before = (await grid()).rows;
  expect(before.map(({ name }) => name)).toEqual(['deploy-bot']);
  await put('report.json', reports['github-secret-scanning'] ?? '');
  expect((await grid()).rows).toEqual(before);
});
