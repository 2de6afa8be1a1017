import { describe, expect, it } from 'vitest';
import { endpointOf, settings } from './settings.ts';

const userPoolId = 'eu-central-1_AbCdEf123';
const endpoint = (given: Record<string, string>) => endpointOf(settings.parse(given), 'cognito-idp');

describe('settings of a user pool', () => {
  it.each([
    [{ userPoolId }, 'https://cognito-idp.eu-central-1.amazonaws.com'],
    [{ userPoolId: 'cn-north-1_A1', region: 'cn-north-1' }, 'https://cognito-idp.cn-north-1.amazonaws.com.cn'],
    [{ userPoolId: 'local_A1', region: 'local', address: 'http://127.0.0.1:9229/' }, 'http://127.0.0.1:9229'],
  ])('%j', (given, expected) => expect(endpoint(given)).toBe(expected));

  it.each([
    [{ userPoolId: 'nonsense' }, 'userPoolId'],
    [{ userPoolId, region: 'eu-west-1' }, 'region'],
    [{ userPoolId, region: 'evil.example/' }, 'region'],
    [{ userPoolId, address: 'ftp://x' }, 'address'],
  ])('refuses %j', (given, field) => {
    expect(settings.safeParse(given).error?.issues[0]?.path).toEqual([field]);
  });
});
