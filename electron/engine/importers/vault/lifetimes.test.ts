import { describe, expect, it } from 'vitest';
import { Fields } from '#engine/importers/fields.ts';
import { policyOfRole, policyOfToken } from './lifetimes.ts';

const of = (value: Readonly<Record<string, unknown>>): Fields => new Fields(value, '$', { problem: () => undefined });
const system = 2_764_800;

describe('lifetimes of tokens', () => {
  it('of a role: nothing said is what the system begins with', () => {
    const expected = {
      accessTtl: system,
      accessTtlFrom: 'vendor_default',
      refreshAbsolute: system,
      refreshIdle: system,
    };
    expect(policyOfRole(of({ token_ttl: 0, token_max_ttl: 0 }))).toMatchObject(expected);
  });

  it('of a role: a period is renewed without end, an explicit end counts all the same', () => {
    expect(policyOfRole(of({ token_period: 60, token_max_ttl: 600 }))).toMatchObject({
      accessTtl: 60,
      refreshAbsolute: 'never',
    });
    expect(policyOfRole(of({ period: '1h', token_explicit_max_ttl: '24h' }))).toMatchObject({
      accessTtl: 3600,
      refreshAbsolute: 86_400,
    });
  });

  it('of a role: no token outlives its end, a batch token is not renewed', () => {
    expect(policyOfRole(of({ token_ttl: 7200, token_max_ttl: 600 }))).toMatchObject({
      accessTtl: 600,
      refreshIdle: 600,
    });
    expect(policyOfRole(of({ token_ttl: 60, token_type: 'batch' }))).toMatchObject({
      accessTtl: 60,
      refreshAbsolute: null,
      refreshIdle: null,
    });
  });

  it('of a token: a root token has none, renewal has an end that the mount knows', () => {
    expect(policyOfToken(of({ creation_ttl: 0, ttl: 0 }))).toBeNull();
    expect(policyOfToken(of({ creation_ttl: 3600, renewable: true }))).toMatchObject({
      accessTtl: 3600,
      refreshAbsolute: { unknown: 'not_in_export' },
    });
    expect(policyOfToken(of({ creation_ttl: 3600, renewable: false }))).toMatchObject({ refreshAbsolute: null });
  });
});
