// Whatever a hostile file makes of Google Cloud's objects and log entries.
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

function expectAccounted({ identities, records, problems, done }: Collected): void {
  const kept = [...identities.flatMap((one) => one.records), ...records];
  expect(done.records).toBe(kept.length + done.rejected);
  expect(new Set(kept.map(({ record }) => record)).size).toBe(kept.length);
  expect(problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
}

const email = 'orders@shop-prod-1.iam.gserviceaccount.com';
const text = fc.constantFrom(
  email,
  `projects/shop-prod-1/serviceAccounts/${email}`,
  `projects/shop-prod-1/serviceAccounts/${email}/keys/aa11`,
  '//iam.googleapis.com/projects/1/serviceAccounts/100/keys/aa11',
  'projects/1/locations/global/keys/k',
  'projects/1/locations/global/workloadIdentityPools/p/providers/x',
  'projects/1/roles/custom',
  'roles/owner',
  'iam.googleapis.com/ServiceAccountKey',
  'iam.googleapis.com/ServiceAccount',
  'cloudresourcemanager.googleapis.com/Project',
  `serviceAccount:${email}`,
  'deleted:user:a@b.example?uid=',
  'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*',
  'allUsers',
  'group:',
  ':',
  '9999-12-31T23:59:59Z',
  '\u202ehostile\u0000',
  '=cmd()',
  '',
);
const nasty = fc.oneof(text, fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}), fc.jsonValue({ maxDepth: 2 }));
const names = [
  'name', 'email', 'uniqueId', 'projectId', 'projectNumber', 'asset_type', 'assetType', 'iam_policy', 'policy', 'bindings', 'members',
  'role', 'condition', 'expression', 'resource', 'data', 'keyType', 'validBeforeTime', 'disabled', 'uid', 'keyString', 'restrictions',
  'apiTargets', 'activity', 'fullResourceName', 'activityType', 'oidc', 'attributeCondition', 'includedPermissions', 'headers', 'body',
  'keys', 'accounts', 'results', 'asset', 'policies', 'client_email', 'private_key', 'protoPayload', 'authenticationInfo', 'principalEmail',
  'serviceAccountDelegationInfo', 'authorizationInfo', 'permission', 'granted', 'status', 'code', 'timestamp', 'logName', 'insertId', 'methodName',
]; // biome-ignore format: a list of words
const member = fc.constantFrom(...names);
const { object } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, nasty, tie('object'), fc.array(tie('object'), { maxLength: 3 })),
  object: fc.dictionary(member, tie('value'), { maxKeys: 9 }),
}));

describe('Google Cloud: any member of any type', () => {
  it.each([
    ['assets', (objects: unknown[]) => [{ asset_type: 'iam.googleapis.com/ServiceAccount', name: '' }, ...objects]],
    [
      'a list of the API',
      (objects: unknown[]) => ({ keys: [{ name: `projects/p/serviceAccounts/${email}` }, ...objects] }),
    ],
    ['a recorded answer', (objects: unknown[]) => ({ headers: {}, body: { accounts: objects, email } })],
    ['log entries', (objects: unknown[]) => [{ protoPayload: {}, logName: 'projects/p/logs/x' }, ...objects]],
    ['a policy', (bindings: unknown[]) => ({ etag: 'x', bindings })],
  ])('%s', async (_name, wrap) => {
    await fc.assert(
      fc.asyncProperty(fc.array(object, { maxLength: 4 }), async (objects) => {
        const result = await run(wrap(objects));
        expect(result.recognised?.importer).toMatch(/^gcp/);
        expectAccounted(result);
      }),
      { numRuns: 120, seed: 11 },
    );
  });
});

describe('one account', () => {
  const bucket = { kind: 'storage#policy', resourceId: 'projects/_/buckets/b' };
  const files = [
    { accounts: [{ name: `projects/shop-prod-1/serviceAccounts/${email}`, email, uniqueId: '100' }] },
    [{ name: `projects/shop-prod-1/serviceAccounts/${email}/keys/aa11`, keyType: 'USER_MANAGED' }],
    { ...bucket, bindings: [{ role: 'roles/storage.objectViewer', members: [`serviceAccount:${email}`] }] },
    {
      type: 'service_account',
      project_id: 'other-project',
      client_email: email,
      private_key: 'x',
      private_key_id: 'aa11',
    },
    [
      {
        asset_type: 'iam.googleapis.com/ServiceAccount',
        name: '//iam.googleapis.com/projects/shop-prod-1/serviceAccounts/100',
        resource: { data: { email, uniqueId: '100' } },
        ancestors: ['projects/5', 'organizations/77'],
      },
    ],
  ];

  it('has one id, whatever file speaks of it', async () => {
    const entry = {
      logName: 'organizations/77/logs/cloudaudit.googleapis.com%2Factivity',
      timestamp: '2026-01-01T00:00:00Z',
      protoPayload: { methodName: 'm', authenticationInfo: { principalEmail: email } },
    };
    const { activity } = await run(entry);
    const ids = await Promise.all(
      files.map(async (file) => (await run(file)).identities.map(({ identity }) => identity.id)),
    );
    expect(ids).toEqual(files.map(() => [activity[0]?.client?.id]));
  });
});

describe('a binding with a condition', () => {
  const grantsOf = async (expression: string) => {
    const binding = { role: 'roles/viewer', members: ['user:ana@example.com'], condition: { title: 't', expression } };
    const { identities } = await run({ etag: 'x', bindings: [binding] });
    return identities.flatMap(({ identity }) => identity.grants.map(({ expiresAt, origin }) => [expiresAt, origin]));
  };
  const end = 'request.time < timestamp("2026-01-01T00:00:00Z")';

  it('ends when the condition says so, and only then', async () => {
    const at = Date.UTC(2026, 0, 1);
    expect(await grantsOf(end)).toEqual([[at, `binding of roles/viewer only if ${end}`]]);
    expect((await grantsOf(`${end} && resource.type == "x"`)).map(([expiresAt]) => expiresAt)).toEqual([at]);
    expect((await grantsOf(`${end} || true`)).map(([expiresAt]) => expiresAt)).toEqual(['never']);
    expect((await grantsOf(`!(${end})`)).map(([expiresAt]) => expiresAt)).toEqual(['never']);
    expect((await grantsOf('request.time < timestamp("soon")')).map(([expiresAt]) => expiresAt)).toEqual(['never']);
  });
});

describe('power over accounts', () => {
  it('given on a project reaches its accounts, and no others', async () => {
    const accounts = [email, 'other@tools-1.iam.gserviceaccount.com'].map((address) => ({
      name: `projects/p/serviceAccounts/${address}`,
      email: address,
    }));
    const bindings = [{ role: 'roles/iam.serviceAccountTokenCreator', members: ['user:ana@example.com'] }];
    const on = (resource: string) => ({
      resource: `//cloudresourcemanager.googleapis.com/${resource}`,
      policy: { bindings },
    });
    const { identities } = await run([...accounts, on('projects/shop-prod-1'), on('projects/empty-1')]);
    const names = new Map(identities.map(({ identity }) => [identity.id, identity.externalId]));
    const edges = identities.flatMap(({ identity }) => identity.delegations);
    expect(edges.map(({ kind, from, to }) => [kind, names.get(from), names.get(to)])).toEqual([
      ['impersonate', email, 'ana@example.com'],
    ]);
  });
});
