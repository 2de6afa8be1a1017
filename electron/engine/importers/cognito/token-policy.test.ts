import { describe, expect, it } from 'vitest';
import { Fields } from '#engine/importers/fields.ts';
import { tokenPolicyOf } from './token-policy.ts';

const policy = (client: Record<string, unknown>, isMachine = false) => {
  const problems: string[] = [];
  const fields = new Fields(client, '$', { problem: ({ message }) => problems.push(message) });
  const { accessTtl, accessTtlFrom, refreshAbsolute } = tokenPolicyOf(fields, isMachine);
  return { accessTtl, accessTtlFrom, refreshAbsolute, problems: problems.length };
};

describe('token lifetimes of an app client', () => {
  it.each([
    [{}, 3_600, 'vendor_default', 2_592_000],
    [{ AccessTokenValidity: 2, RefreshTokenValidity: 7 }, 7_200, 'client', 604_800],
    [{ AccessTokenValidity: 300, TokenValidityUnits: { AccessToken: 'seconds' } }, 300, 'client', 2_592_000],
    [{ RefreshTokenValidity: 90, TokenValidityUnits: { RefreshToken: 'minutes' } }, 3_600, 'vendor_default', 5_400],
    [{ AccessTokenValidity: 0, RefreshTokenValidity: 0 }, 3_600, 'vendor_default', 2_592_000],
    [{ AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: 'days' } }, 86_400, 'client', 2_592_000],
  ])('%j', (client, accessTtl, accessTtlFrom, refreshAbsolute) => {
    expect(policy(client)).toEqual({ accessTtl, accessTtlFrom, refreshAbsolute, problems: 0 });
  });

  it('says so where a unit is new', () => {
    const client = { AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: 'constructor' } };
    expect(policy(client)).toMatchObject({ accessTtl: 7_200, problems: 1 });
  });

  it('gives machines no refresh token', () => {
    expect(policy({ RefreshTokenValidity: 30 }, true).refreshAbsolute).toBeNull();
  });
});
