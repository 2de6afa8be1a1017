import { describe, expect, it } from 'vitest';
import { Fields } from '#engine/importers/fields.ts';
import { policyOf } from './lifespans.ts';

const client = (value: Readonly<Record<string, unknown>>): Fields =>
  new Fields(value, '$', { problem: () => undefined });
const hour = 3600;

describe('lifespans of a client', () => {
  it('count for the grant types that it may use', () => {
    const fields = client({
      client_credentials_grant_access_token_lifespan: '34h',
      authorization_code_grant_access_token_lifespan: '99h',
    });
    expect(policyOf(fields, ['client_credentials'], [])).toMatchObject({
      accessTtl: 34 * hour,
      accessTtlFrom: 'client',
    });
    expect(policyOf(fields, undefined, [])).toMatchObject({ accessTtl: 99 * hour });
  });

  it('are the longest, where one grant type has the default of the server', () => {
    const fields = client({ refresh_token_grant_access_token_lifespan: '15m' });
    expect(policyOf(fields, ['authorization_code', 'refresh_token'], ['offline'])).toEqual({
      layers: [{ by: 'vendor_default', accessTtl: hour, refreshIdle: 720 * hour }],
      accessTtl: hour,
      accessTtlFrom: 'vendor_default',
      refreshAbsolute: 'never',
      refreshIdle: 720 * hour,
      refreshRotation: true,
      offline: true,
    });
  });

  it('of rows are nanoseconds, and count only where they are valid', () => {
    const row = client({
      Lifespans: {
        ClientCredentialsGrantAccessTokenLifespan: { Duration: 151_000_000_000, Valid: true },
        ImplicitGrantAccessTokenLifespan: { Duration: 999_000_000_000_000, Valid: false },
      },
    });
    expect(policyOf(row, ['client_credentials'], [])).toMatchObject({ accessTtl: 151, accessTtlFrom: 'client' });
    expect(policyOf(row, ['implicit'], [])).toMatchObject({ accessTtl: hour, accessTtlFrom: 'vendor_default' });
  });

  it('of columns are nanoseconds too', () => {
    const row = client({ nid: 'n', client_credentials_grant_access_token_lifespan: 600_000_000_000 });
    expect(policyOf(row, ['client_credentials'], [])).toMatchObject({ accessTtl: 600, accessTtlFrom: 'client' });
  });

  it('that cannot be read are unknown, and without refresh there is none', () => {
    const fields = client({ client_credentials_grant_access_token_lifespan: 'soon' });
    expect(policyOf(fields, ['client_credentials'], ['offline'])).toMatchObject({
      accessTtl: { unknown: 'unreadable' },
      refreshAbsolute: null,
      refreshIdle: null,
    });
  });
});
