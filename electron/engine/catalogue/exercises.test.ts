import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Vendor, vendors } from '#shared/model/tenant.ts';
import { actionRowsOf } from './action-rows.ts';
import { actionFiles } from './actions/index.ts';
import { recordingOf, shows } from './exercises.ts';
import { matches, overlap } from './patterns.ts';

describe.each(actionFiles)('$source', ({ rows, licence, read, vendors: spoken }) => {
  it('can be read, and says where it comes from', () => {
    expect(actionRowsOf(rows).length).toBeGreaterThan(0);
    expect(licence).not.toBe('');
    expect(new Date(read).toISOString()).toContain(read);
    for (const vendor of spoken === 'any' ? [] : spoken) expect(vendors).toContain(vendor);
  });
});

it('refuses a row that it cannot read', () => {
  expect(() => actionRowsOf('often a -> b')).toThrow('no row');
  expect(() => actionRowsOf('none a -> b')).toThrow('out of place');
  expect(() => actionRowsOf('seen -> b')).toThrow('out of place');
});

describe('shows', () => {
  it.each<[Vendor, string, string, boolean]>([
    ['csv', 'orders:read', 'orders:read', true],
    ['csv', 'orders:read', 'orders:write', false],
    ['csv', 'orders:*', 'orders:write', true],
    ['aws', 's3:Get*', 's3:GetObject', true],
    ['aws', 's3:GetObject', 's3:HeadObject', true],
    ['aws', 's3:ListAllMyBuckets', 's3:ListBuckets', true],
    ['aws', '*', 'iam:CreateUser', true],
    ['aws', 's3:PutObject', 's3:GetObject', false],
    ['kubernetes', 'get:secrets', 'get:secrets', true],
    ['kubernetes', 'get:secrets[db]', 'get:secrets', true],
    ['kubernetes', '*:secrets', 'list:secrets', true],
    ['kubernetes', 'get:pods', 'get:pods/log', false],
    ['okta', 'okta.users.manage', 'user.lifecycle.create', true],
    ['okta', 'okta.users.read', 'user.lifecycle.create', false],
    ['entra', 'Application.ReadWrite.All', 'Add application', true],
    ['entra', 'https://graph.microsoft.com/Application.ReadWrite.All', 'Update application – Certificates', true],
    ['entra', 'Mail.Read', 'Add application', false],
    ['keycloak', 'openid', 'CLIENT_LOGIN', true],
    ['keycloak', 'manage-users', 'ACTION:USER', true],
    ['auth0', 'create:clients', 'create:clients', true],
    ['gcp', 'roles/storage.objectViewer', 'storage.objects.get', true],
    ['gcp', 'roles/iam.serviceAccountKeyAdmin', 'google.iam.admin.v1.CreateServiceAccountKey', true],
    ['gcp', 'roles/pubsub.admin', 'storage.objects.get', false],
    ['github', 'contents:write', 'git.push', true],
    ['vault', 'read:secret/data/*', 'read:secret/data/shop', true],
  ])('%s: scope %s by %s: %s', (vendor, scope, action, expected) => {
    expect(shows(vendor, scope, action)).toBe(expected);
  });
});

describe('recordingOf', () => {
  const recorded = (vendor: Vendor, scope: string, ...log: readonly string[]): boolean | string => {
    const recording = recordingOf(vendor, scope);
    return recording.how === 'actions' ? recording.tests.every((test) => log.some(test)) : recording.how;
  };

  it.each<[Vendor, string, readonly string[], boolean | string]>([
    ['aws', 'iam:CreateUser', ['ec2:DescribeInstances'], true],
    // No event is a PassRole, and data events are off until a trail asks for them.
    ['aws', 'iam:PassRole', ['iam:CreateUser'], 'not_mapped'],
    ['aws', 's3:GetObject', ['iam:CreateUser'], false],
    ['aws', 's3:GetObject', ['s3:PutObject', 's3:HeadObject'], true],
    ['aws', 's3:*', ['iam:CreateUser'], false],
    ['kubernetes', 'get:secrets', ['create:pods'], false],
    ['kubernetes', 'get:secrets', ['list:pods'], true],
    ['kubernetes', '*:*', ['list:pods'], false],
    ['kubernetes', '*:*', ['list:pods', 'create:pods'], true],
    ['kubernetes', 'escalate:roles', ['list:pods', 'create:pods'], 'not_mapped'],
    ['okta', 'okta.users.manage', [], true],
    ['okta', 'okta.users.read', [], 'api'],
    ['keycloak', 'manage-users', ['LOGIN'], false],
    ['auth0', 'create:clients', ['update:users'], true],
    ['auth0', 'read:users', ['update:users'], 'api'],
    ['csv', 'orders:read', [], 'api'],
    ['gcp', 'roles/pubsub.admin', ['storage.objects.get'], false],
  ])('%s: %s with %j in the log: %s', (vendor, scope, log, expected) => {
    expect(recorded(vendor, scope, ...log)).toBe(expected);
  });
});

describe('overlap', () => {
  it.each<[string, string, boolean]>([
    ['s3:get*', 's3:*object', true],
    ['s3:get*', 's3:put*', false],
    ['*', '', true],
    ['a*', 'b*', false],
    ['a*c', 'abc', true],
  ])('%s and %s', (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected);
    expect(overlap(other, one)).toBe(expected);
  });

  it('is what matches says where one of the two has no star, and never misses a text that fits both', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, pattern, letters, (one, other, text) => {
        expect(overlap(one, text)).toBe(matches(one, text));
        if (matches(one, text) && matches(other, text)) expect(overlap(one, other)).toBe(true);
      }),
      { seed: 20_261_128, numRuns: 2_000 },
    );
  });
});
