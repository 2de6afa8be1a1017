// Whatever a hostile file makes of Entra's objects, and who is who across files.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collected, collectImport } from './collect-import.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHash('sha256').update(`key${secret}`).digest('hex').slice(0, 12)}`,
};
const run = (value: unknown): Promise<Collected> =>
  collectImport('contoso.json', new TextEncoder().encode(JSON.stringify(value)), ports, { chunk: 1009 });

function expectAccounted({ identities, records, problems, done }: Collected): void {
  const kept = [...identities.flatMap((one) => one.records), ...records];
  expect(done.records).toBe(kept.length + done.rejected);
  expect(new Set(kept.map(({ record }) => record)).size).toBe(kept.length);
  expect(problems.filter(({ code }) => code === 'import.importer_fault')).toEqual([]);
}

const [appId, spId, appObjectId, personId] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const graph = 'https://graph.microsoft.com/v1.0/$metadata#';

const text = fc.constantFrom<unknown>(
  appId,
  spId,
  '00000000-0000-0000-0000-000000000000',
  'df021288-bdef-4463-88db-98f22de89214',
  '#microsoft.graph.servicePrincipal',
  '#microsoft.graph.agentIdentity',
  '#microsoft.graph.user',
  'ServicePrincipal',
  'ManagedIdentity',
  'AllPrincipals',
  ' a  b ',
  `${graph}applications('${appId}')/owners`,
  '/Date(1733343742000)/',
  '\\/Date(-62135596800000)\\/',
  '9999-12-31T23:59:59Z',
  '\u202ehostile\u0000',
  '=cmd()',
  '',
);
const nasty = fc.oneof(text, fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}), fc.jsonValue({ maxDepth: 2 }));
const names = [
  'id', 'appId', 'displayName', 'servicePrincipalType', 'appOwnerOrganizationId', 'accountEnabled', 'passwordCredentials', 'keyCredentials',
  'keyId', 'startDateTime', 'endDateTime', 'customKeyIdentifier', 'type', 'usage', 'secretText', 'key', 'federatedIdentityCredentials', 'issuer',
  'subject', 'audiences', 'claimsMatchingExpression', 'owners', 'sponsors', 'appRoles', 'value', 'appRoleAssignments', 'appRoleAssignedTo',
  'appRoleId', 'principalId', 'principalType', 'resourceId', 'oauth2PermissionGrants', 'clientId', 'consentType', 'scope', 'roleDefinitionId',
  'directoryScopeId', '@odata.type', '@odata.context', 'userPrincipalName', 'signInActivity', 'lastSignInActivity', 'lastSignInDateTime',
  'definition', 'isOrganizationDefault', 'appliesTo', 'deletedDateTime', 'disabledByMicrosoftStatus', 'agentIdentityBlueprintId',
  'identityParentId', 'alternativeNames', 'AdditionalProperties', 'ObjectId', 'Permissions', 'IsAdminConsented', 'members', 'roles', 'status',
  'body', 'tags', 'requiredResourceAccess', 'resourceAccess', 'web', 'redirectUris', 'servicePrincipalId', 'notes', 'tenantId', 'password',
]; // biome-ignore format: a list of words
const member = fc.constantFrom(...names, ...names.map((name) => name.charAt(0).toUpperCase() + name.slice(1)));
const { object } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, nasty, tie('object'), fc.array(tie('object'), { maxLength: 3 })),
  object: fc.dictionary(member, tie('value'), { maxKeys: 9 }),
}));

describe('Entra: any member of any type', () => {
  const start = { appId, id: spId, displayName: 'x', servicePrincipalType: 'Application' };
  it.each([
    ['a list', (objects: unknown[]) => [start, ...objects]],
    ['an answer of Graph', (value: unknown[]) => ({ '@odata.context': `${graph}servicePrincipals`, value })],
    ['one object', ([one]: unknown[]) => ({ ...Object(one), '@odata.context': `${graph}applications/$entity` })],
    ['owners', (value: unknown[]) => ({ '@odata.context': `${graph}applications('${appObjectId}')/owners`, value })],
    [
      'a batch',
      (objects: unknown[]) => ({
        responses: objects.map((body) => ({ id: '1', status: 200, body, '@odata.type': '#microsoft.graph.x' })),
        '@odata.context': graph,
      }),
    ],
    [
      'collections',
      (objects: unknown[]) => ({ servicePrincipals: [start, ...objects], users: objects, roleAssignments: objects }),
    ],
    [
      'a report',
      (objects: unknown[]) => ({
        MetaData: { Tool: 'ScubaGear' },
        Raw: {
          risky_applications: objects,
          privileged_users: { [String(personId)]: objects[0] },
          privileged_service_principals: objects,
        },
      }),
    ],
  ])('%s', async (_name, wrap) => {
    await fc.assert(
      fc.asyncProperty(fc.array(object, { maxLength: 4 }), async (objects) => {
        const result = await run(wrap(objects));
        if (objects.length > 0) expect(result.recognised?.importer).toBe('entra');
        expectAccounted(result);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('one application', () => {
  const application = { id: appObjectId, appId, displayName: 'Orders', passwordCredentials: [] };
  const servicePrincipal = { id: spId, appId, displayName: 'Orders', servicePrincipalType: 'Application' };
  const files = [
    { '@odata.context': `${graph}applications`, value: [application] },
    [servicePrincipal],
    [{ AppId: String(appId).toUpperCase(), Id: spId, DisplayName: 'Orders', AccountEnabled: true }],
    { '@odata.context': `${graph}reports`, value: [{ appId, lastSignInActivity: {}, id: 'x' }] },
    [
      servicePrincipal,
      { principalId: spId, resourceId: personId, appRoleId: personId, principalType: 'ServicePrincipal' },
    ],
    [
      { principalId: spId, resourceId: personId, appRoleId: personId, principalType: 'ServicePrincipal' },
      servicePrincipal,
    ],
    {
      AppID: appId,
      ServicePrincipalID: spId,
      CurrentPermissions: { PrincipalId: spId, ResourceId: personId, PrincipalType: 'ServicePrincipal' },
    },
    { responses: [{ status: 200, body: application }], '@odata.context': graph },
  ];

  it('has one id, whatever file speaks of it', async () => {
    const ids = await Promise.all(
      files.map(async (file) => (await run(file)).identities.map(({ identity }) => identity.id)),
    );
    expect(new Set(ids.flat()).size).toBe(1);
    expect(ids.every((one) => one.length === 1)).toBe(true);
  });

  it('is of an unverified publisher where another tenant made it and Microsoft vouches for nobody', async () => {
    const [home, away] = [
      `${'a'.repeat(8)}-0000-4000-8000-000000000001`,
      `${'b'.repeat(8)}-0000-4000-8000-000000000002`,
    ];
    const principal = (n: number, owner: string, verifiedPublisher: unknown) => ({
      id: `10000000-0000-4000-8000-00000000000${n}`,
      appId: `20000000-0000-4000-8000-00000000000${n}`,
      displayName: `app ${n}`,
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: owner,
      ...(verifiedPublisher === undefined ? {} : { verifiedPublisher }),
    });
    const nobody = { displayName: null, verifiedPublisherId: null, addedDateTime: null };
    const told = async (...objects: readonly unknown[]) => {
      const { identities } = await run({ value: objects });
      return identities.map(({ identity }) => identity.publisherVerified);
    };
    const own = {
      id: appObjectId,
      appId: '20000000-0000-4000-8000-000000000001',
      displayName: 'app 1',
      signInAudience: 'AzureADMyOrg',
    };
    const others = [
      principal(2, away, nobody),
      principal(3, away, { ...nobody, displayName: 'Vela Media' }),
      principal(4, away, undefined),
    ];
    expect(await told(own, principal(1, home, nobody), ...others)).toEqual([undefined, false, true, undefined]);
    // Without an application of its own nobody can tell which tenant this is.
    expect(await told(principal(1, home, nobody), principal(2, away, nobody))).toEqual([undefined, undefined]);
  });

  it('is disabled when either of its objects is', async () => {
    const statusOf = async (...objects: unknown[]) =>
      (await run(objects)).identities.map(({ identity }) => identity.status);
    const [off, gone] = [{ accountEnabled: false }, { deletedDateTime: '2026-01-01T00:00:00Z' }];
    expect(await statusOf(application, { ...servicePrincipal, ...off })).toEqual(['disabled']);
    expect(await statusOf({ ...servicePrincipal, disabledByMicrosoftStatus: 'NotDisabled' })).toEqual(['active']);
    expect(await statusOf({ ...servicePrincipal, ...gone })).toEqual(['retired']);
    // Made anew within thirty days: the deleted one says nothing of the other.
    expect(await statusOf({ ...servicePrincipal, ...gone }, { ...servicePrincipal, id: personId })).toEqual(['active']);
  });
});

describe('Entra’s logs: any member of any type', () => {
  const logNames = [
    'time', 'category', 'operationName', 'properties', 'identity', 'claims', 'claim', 'authorization', 'requester', 'evidence', 'appid',
    'resultType', 'resultSignature', 'resourceId', 'correlationId', 'tenantId', 'activityDisplayName', 'activityDateTime', 'initiatedBy',
    'user', 'app', 'targetResources', 'createdDateTime', 'appId', 'servicePrincipalId', 'userId', 'userPrincipalName', 'status',
    'errorCode', 'isInteractive', 'signInEventTypes', 'agent', 'agentType', 'parentAppId', 'requestUri', 'requestMethod', 'eventTimestamp',
    'caller', 'eventDataId', 'value', 'localizedValue', 'responseBody', 'id', 'displayName',
  ]; // biome-ignore format: a list of words
  const logMember = fc.constantFrom(...logNames, ...logNames.map((name) => name.toLowerCase()));
  const logText = fc.constantFrom<unknown>(
    'SignInLogs',
    'AuditLogs',
    'Administrative',
    '/tenants/x/providers',
    'Start',
    '2026-01-01T00:00:00Z',
    '{"a":{"password":"very-secret-value"}',
    '[[[[{"__proto__":1}]]]]',
    'https://x.example/?sig=very-secret-value-of-a-link',
  );
  const event = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, logText, nasty, tie('event'), fc.array(tie('event'), { maxLength: 3 })),
    event: fc.dictionary(logMember, tie('value'), { maxKeys: 9 }),
  })).event;
  const first = {
    time: '2026-01-01T00:00:00Z',
    category: 'Administrative',
    operationName: 'x/write',
    resourceId: '/s',
  };

  it.each([
    ['a list', (events: unknown[]) => [first, ...events]],
    ['records', (records: unknown[]) => ({ records: [first, ...records] })],
    ['an answer of Graph', (value: unknown[]) => ({ '@odata.context': `${graph}auditLogs/signIns`, value })],
    ['one event', ([one]: unknown[]) => ({ ...Object(one), ...first })],
  ])('%s', async (_name, wrap) => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 4 }), async (events) => {
        const result = await run(wrap(events));
        expect(result.recognised?.importer).toBe('entra-audit-log');
        expectAccounted(result);
        expect(JSON.stringify(result)).not.toContain('very-secret-value');
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('logs and objects', () => {
  it('call the same identities by the same ids', async () => {
    const tenantId = '00000000-0000-4000-8000-0000000000ff';
    const objects = await run({
      tenantId,
      servicePrincipals: [{ id: spId, appId, displayName: 'Orders', servicePrincipalType: 'ManagedIdentity' }],
      users: [{ id: personId, userPrincipalName: 'ana@acme.example', displayName: 'Ana' }],
    });
    const time = '2026-01-01T00:00:00Z';
    const log = await run([
      {
        time,
        category: 'ManagedIdentitySignInLogs',
        operationName: 'Sign-in activity',
        tenantId,
        properties: { appId, servicePrincipalId: spId },
      },
      {
        time,
        category: 'AuditLogs',
        operationName: 'x',
        tenantId,
        properties: { initiatedBy: { app: { servicePrincipalId: spId } } },
      },
      {
        time,
        category: 'AuditLogs',
        operationName: 'x',
        tenantId,
        properties: { initiatedBy: { user: { id: personId } } },
      },
      {
        time,
        category: 'Administrative',
        operationName: 'x',
        tenantId,
        resourceId: '/s',
        identity: { claims: { appid: appId } },
      },
    ]);
    const [machine, ana] = objects.identities.map(({ identity }) => identity.id);
    expect(log.activity.map(({ client, human }) => client?.id ?? human?.id)).toEqual([machine, machine, ana, machine]);
  });
});
