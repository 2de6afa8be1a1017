import { describe, expect, it } from 'vitest';
import { Fields } from '#engine/importers/fields.ts';
import { unknown } from '#shared/model/fact.ts';
import { tokenPolicyOf } from './token-policy.ts';

const silent = { problem: () => expect.unreachable() };
const hour = 3600;
const realm = {
  accessTokenLifespan: 300,
  ssoSessionMaxLifespan: 10 * hour,
  ssoSessionIdleTimeout: hour / 2,
  offlineSessionMaxLifespan: 60 * 24 * hour,
  offlineSessionIdleTimeout: 30 * 24 * hour,
  revokeRefreshToken: false,
};
const policy = (attributes: Record<string, string>, more: Record<string, unknown> = {}, offline = false) =>
  tokenPolicyOf(new Fields({ attributes }, '$', silent), new Fields({ ...realm, ...more }, '$', silent), {
    serviceAccount: false,
    user: true,
    offline,
  });

describe('lifetimes of a client', () => {
  it('are those of its realm, and say so', () => {
    expect(policy({})).toMatchObject({
      accessTtl: 300,
      accessTtlFrom: 'tenant',
      refreshAbsolute: 10 * hour,
      refreshIdle: hour / 2,
      layers: [{ by: 'tenant', accessTtl: 300, refreshAbsolute: 10 * hour, refreshIdle: hour / 2 }],
    });
  });

  it('are its own for access tokens, however long', () => {
    const of = policy({ 'access.token.lifespan': '28800' });
    expect(of).toMatchObject({ accessTtl: 28_800, accessTtlFrom: 'client' });
    expect(of.layers?.map(({ by, accessTtl }) => [by, accessTtl])).toEqual([
      ['client', 28_800],
      ['tenant', 300],
    ]);
  });

  it('end with the session of the human, whatever the client says', () => {
    expect(policy({ 'client.session.max.lifespan': '864000' })).toMatchObject({
      refreshAbsolute: 10 * hour,
      layers: [{ by: 'client', refreshAbsolute: 864_000 }, { by: 'tenant' }],
    });
    expect(policy({ 'client.session.max.lifespan': '600' }).refreshAbsolute).toBe(600);
    expect(policy({}, { clientSessionMaxLifespan: hour }).refreshAbsolute).toBe(hour);
    expect(policy({ 'client.session.idle.timeout': '60' }).refreshIdle).toBe(60);
  });

  it('never end offline unless the realm says that they do', () => {
    const own = { 'client.offline.session.max.lifespan': '3600' };
    expect(policy(own, { offlineSessionMaxLifespanEnabled: false }, true).refreshAbsolute).toBe('never');
    expect(policy(own, { offlineSessionMaxLifespanEnabled: true }, true).refreshAbsolute).toBe(3600);
    expect(policy({}, { offlineSessionMaxLifespanEnabled: true }, true).refreshAbsolute).toBe(60 * 24 * hour);
    expect(policy({}, {}, true).refreshAbsolute).toEqual(unknown('not_in_export'));
  });

  it('are unknown where the realm is silent', () => {
    const fields = new Fields({}, '$', silent);
    const flows = { serviceAccount: false, user: true, offline: false };
    const of = tokenPolicyOf(fields, fields, flows);
    const missing = unknown('not_in_export');
    expect(of).toMatchObject({ accessTtl: missing, refreshAbsolute: missing, refreshIdle: missing });
    expect(of.layers).toBeUndefined();
  });
});
