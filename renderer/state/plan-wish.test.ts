import { describe, expect, it } from 'vitest';
import { heldScopes, identitiesOf, isAsking, scopesThatStay, suggestedSeconds, targetsOf } from './plan-wish.ts';

const scope = (name: string, used: Parameters<typeof heldScopes>[0][number][number]['used'], tier = 2) => ({
  name,
  api: 'shop',
  resource: 'shop',
  tier,
  classified: true,
  verb: 'read',
  source: 'keycloak',
  lastUsedAt: 'never' as const,
  used,
  calls: 0,
});
const unknown = { unknown: 'not_recorded' } as const;

describe('what is to be rescoped', () => {
  const held = heldScopes([
    [scope('orders:read', true), scope('admin', false, 0), scope('mail:send', unknown)],
    [scope('orders:read', false), scope('orders:read', false), scope('refunds', false, 1)],
  ]);

  it('is every scope once, the most dangerous first, with how many hold and use it', () => {
    expect(held.map(({ name, holders, users, unknown }) => [name, holders, users, unknown])).toEqual([
      ['admin', 1, 0, 0],
      ['refunds', 1, 0, 0],
      ['mail:send', 1, 0, 1],
      ['orders:read', 2, 1, 0],
    ]);
  });

  it('keeps what was used, and what nobody knows to be unused', () => {
    expect([...scopesThatStay(held, {})]).toEqual(['mail:send', 'orders:read']);
  });

  it('follows what a finding suggests', () => {
    expect([...scopesThatStay(held, { keep: ['refunds'] })]).toEqual(['refunds']);
    expect([...scopesThatStay(held, { keep: ['refunds'], remove: ['admin'] })]).toEqual([
      'refunds',
      'mail:send',
      'orders:read',
    ]);
  });
});

describe('what is to be shortened', () => {
  it.each([
    [{}, 300],
    [{ accessTtlSeconds: 900 }, 900],
    [{ accessTtlSeconds: 5 }, 300],
    [{ accessTtlSeconds: 'soon' }, 300],
  ])('%j becomes %i s', (suggested, seconds) => {
    expect(suggestedSeconds(suggested)).toBe(seconds);
  });
});

describe('who is meant', () => {
  it('is the argument, else the page', () => {
    expect(identitiesOf({ identities: ['a'] }, 'nhi:/identity/idn_abc234')).toEqual(['a']);
    expect(identitiesOf(undefined, 'nhi:/identity/idn_abc234')).toEqual(['idn_abc234']);
  });

  it('is nobody where nothing is chosen', () => {
    expect(() => identitiesOf(undefined, 'nhi:/inventory')).toThrow('Nothing is chosen');
  });
});

it('knows which verbs have to be told to what', () => {
  expect(['revoke', 'rescope', 'shorten', 'rotate', 'assign_owner'].filter((one) => isAsking(one as 'revoke'))).toEqual(
    ['rescope', 'shorten', 'assign_owner'],
  );
});

it('says how many one plan can be about, before it is asked for', () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `idn_${at}`);
  expect(targetsOf(many(2), 'session')).toEqual([
    { identity: 'idn_0', part: 'session', ref: '' },
    { identity: 'idn_1', part: 'session', ref: '' },
  ]);
  expect(targetsOf(many(10_000))).toHaveLength(10_000);
  expect(() => targetsOf(many(100_000))).toThrow('100,000 identities are too many for one plan.');
});
