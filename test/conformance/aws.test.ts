// Any member of any type in what AWS answers: nothing crashes, nothing is lost.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collected, collectImport } from './collect-import.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 12)}`,
};
const read = (value: unknown): Promise<Collected> =>
  collectImport('f.json', new TextEncoder().encode(JSON.stringify(value)), ports, { chunk: 61 });

function expectLaw({ identities, records, done, problems }: Collected): void {
  const all = [...identities.flatMap((entry) => entry.records), ...records];
  expect(done.records).toBe(all.length + done.rejected);
  expect(new Set(all.map(({ record }) => record)).size).toBe(all.length);
  for (const { records: own } of identities) expect(own.length).toBeGreaterThan(0);
  expect(problems.map(({ code }) => code)).not.toContain('import.importer_fault');
}

const arn = fc.constantFrom(
  'arn:aws:iam::111122223333:user/a',
  'arn:aws:iam::111122223333:user/path/a',
  'arn:aws:iam::111122223333:role/r',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::444455556666:role/other',
  'arn:aws:sts::111122223333:assumed-role/r/s',
  'arn:aws-cn:iam::1:user/',
  'arn:aws:iam::111122223333:oidc-provider/issuer.example',
  '464622532012',
  '*',
);
const nasty = fc.oneof(
  arn,
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
    'N/A',
    '%7B',
    '%zz',
    '{"Statement":{}}',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const named = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length });
const statement = named(
  ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'Condition'],
  fc.oneof(
    nasty,
    fc.constantFrom('Allow', 'Deny', 's3:*', '*', 'sts:AssumeRole'),
    named(['AWS', 'Service', 'Federated', 'StringEquals', 'issuer.example:sub'], fc.oneof(nasty, fc.array(arn))),
  ),
);
const document = fc.oneof(
  nasty,
  fc.record({ Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })) }),
  fc.record({ Statement: statement }).map((value) => encodeURIComponent(JSON.stringify(value))),
);
const policy = named(
  ['PolicyName', 'PolicyArn', 'PolicyDocument', 'Document', 'VersionId', 'IsDefaultVersion'],
  fc.oneof(document, nasty),
);
const lists = fc.oneof(nasty, fc.array(fc.oneof(policy, nasty), { maxLength: 3 }));
const object = named(
  ['UserName', 'UserId', 'RoleName', 'RoleId', 'GroupName', 'GroupId', 'PolicyName', 'PolicyId', 'Arn', 'ARN', 'Name', 'AccessKeyId', 'CreateDate', 'Tags', 'GroupList',
  'UserPolicyList', 'RolePolicyList', 'GroupPolicyList', 'AttachedManagedPolicies', 'PolicyVersionList', 'AssumeRolePolicyDocument', 'PermissionsBoundary', 'RoleLastUsed',
  'PasswordLastUsed', 'ServiceName', 'ServiceNamespace', 'LastAuthenticated', 'LastAuthenticatedEntity', 'TrackedActionsLastAccessed', 'EntityInfo', 'SerialNumber',
  'SchemaVersion', 'ProductArn', 'Resources', 'AwsAccountId', 'Title', 'Types', 'AccessKeyLastUsed', 'Status', 'InstanceProfileId', 'Roles', 'MaxSessionDuration'],
  fc.oneof(nasty, document, lists),
); // biome-ignore format: a list of words
const several = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.oneof(object, nasty), { maxLength: 5 }) },
  { weight: 1, arbitrary: nasty },
);

describe('hostile AWS answers', () => {
  it('IAM: any member of any type, in every envelope', async () => {
    const answer = fc.record(
      {
        UserDetailList: several, GroupDetailList: several, RoleDetailList: several, Policies: several, Users: several,
        AccessKeyMetadata: several, ServicesLastAccessed: several, SecretList: several, Findings: several, Group: object, Role: object,
        Content: nasty, ReportFormat: nasty, IsTruncated: nasty,
      },
      { requiredKeys: ['UserDetailList'] },
    ); // biome-ignore format: a list of words
    const file = fc.oneof(
      answer,
      fc.record({ status_code: fc.constant(200), data: fc.oneof(answer, nasty) }),
      fc.record({
        version: fc.constant('1.0'),
        examples: fc.oneof(
          nasty,
          fc.record({ GetUser: fc.array(fc.record({ title: nasty, input: nasty, output: fc.oneof(answer, nasty) })) }),
        ),
      }),
      fc.array(fc.oneof(answer, object), { maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(file, async (value) => expectLaw(await read(value))),
      { numRuns: 500, seed: 7 },
    );
  });

  it('CloudTrail: any member of any type, in every envelope', async () => {
    const issuer = named(['type', 'arn', 'userName', 'accountId'], nasty);
    const context = named(['sessionIssuer', 'attributes', 'sourceIdentity'], fc.oneof(issuer, nasty));
    const identity = named(
      ['type', 'principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'sessionContext', 'invokedBy', 'identityProvider', 'onBehalfOf'],
      fc.oneof(nasty, context, fc.constantFrom('Root', 'IAMUser', 'AssumedRole', 'FederatedUser', 'WebIdentityUser', 'AWSAccount', 'AWSService')),
    ); // biome-ignore format: a list of words
    const event = fc.record(
      {
        eventSource: fc.oneof(fc.constant('iam.amazonaws.com'), nasty), eventName: fc.oneof(fc.constant('GetUser'), nasty),
        eventTime: fc.oneof(fc.constant('2026-03-01T00:00:00Z'), nasty), userIdentity: fc.oneof(identity, nasty), errorCode: nasty,
        requestParameters: nasty, responseElements: nasty, resources: several, eventID: nasty, recipientAccountId: nasty, useridentity: nasty,
      },
      { requiredKeys: ['eventSource', 'eventName'] },
    ); // biome-ignore format: a list of words
    const text = event.map((value) => ({ CloudTrailEvent: JSON.stringify(value) }));
    const mixed = fc.array(fc.oneof(event, text, nasty), { maxLength: 5 });
    const file = fc.oneof(
      mixed,
      event,
      fc.record({ Records: fc.oneof(mixed, nasty) }),
      fc.record({ Events: fc.oneof(mixed, nasty) }),
      fc.record({ detail: fc.oneof(event, nasty), source: nasty }),
    );
    await fc.assert(
      fc.asyncProperty(file, async (value) => expectLaw(await read(value))),
      { numRuns: 500, seed: 7 },
    );
  });

  it('Cognito: any member of any type, in every envelope', async () => {
    const thing = named(
      ['Id', 'Name', 'UserPoolId', 'ClientId', 'ClientName', 'ClientSecret', 'ClientSecretId', 'CreationDate', 'RefreshTokenValidity', 'AccessTokenValidity',
      'TokenValidityUnits', 'AllowedOAuthFlows', 'AllowedOAuthScopes', 'AllowedOAuthFlowsUserPoolClient', 'ExplicitAuthFlows', 'Identifier', 'Scopes', 'ProviderName',
      'ProviderType', 'ProviderDetails', 'Username', 'UserStatus', 'Attributes', 'Enabled', 'GroupName', 'UserPoolTags', 'RefreshTokenRotation'],
      fc.oneof(nasty, fc.constantFrom('eu-central-1_A', 'client_credentials'), fc.array(nasty), named(['AccessToken', 'client_secret', 'Name', 'Value'], nasty)),
    ); // biome-ignore format: a list of words
    const things = fc.oneof(
      { weight: 5, arbitrary: fc.array(fc.oneof(thing, nasty), { maxLength: 5 }) },
      { weight: 1, arbitrary: nasty },
    );
    const answer = fc.record(
      { UserPoolClients: things, UserPools: things, ResourceServers: things, Providers: things, Users: things, ClientSecrets: things, UserPoolClient: thing },
      { requiredKeys: ['UserPoolClients'] },
    ); // biome-ignore format: a list of words
    const file = fc.oneof(
      answer,
      fc.record({ status_code: fc.constant(200), data: fc.oneof(answer, nasty) }),
      fc.array(fc.oneof(answer, thing), { maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(file, async (value) => expectLaw(await read(value))),
      { numRuns: 500, seed: 7 },
    );
  });
});
