import { expect, it } from 'vitest';
import { exportFolder, partAsked, partOf } from './parts.ts';

it('finds the folder of the export above the folders that the deploy tool makes', () => {
  for (const [folders, expected] of [
    [['acme', 'clients'], 'acme'],
    [['exports', 'acme', 'actions', 'hello'], 'acme'],
    [['acme.zip', 'grants'], 'acme.zip'],
    [['clients'], null],
    [['acme', 'other'], null],
    [[], null],
  ] as const) {
    expect(exportFolder({ folders })).toBe(expected);
  }
});

it('tells an object by the members that only it has', () => {
  for (const [names, part] of [
    [['client_id', 'audience', 'scope'], 'clientGrant'],
    [['client_id', 'audience', 'scope', 'redirect_uris'], null],
    [['id', 'clientID', 'user_id', 'audience', 'scope'], 'grant'],
    [['identifier', 'name', 'scopes'], 'resourceServer'],
    [['name', 'app_type', 'callbacks'], 'client'],
    [['user_id', 'email', 'identities'], 'user'],
    [['friendly_name', 'flags'], 'tenant'],
    [['name'], null],
    [[], null],
  ] as const) {
    expect([names, partOf(names)]).toEqual([names, part]);
  }
});

it('tells what was asked for by its path', () => {
  const at = (path: string): string => partAsked(`https://acme.auth0.com/api/v2/${path}`);
  expect(['clients?page=0', 'clients/c1', 'client-grants', 'clients/c1/credentials', 'rules'].map(at)).toEqual([
    'client',
    'client',
    'clientGrant',
    'other',
    'other',
  ]);
});
