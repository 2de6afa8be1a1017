import { describe, expect, it } from 'vitest';
import { intents } from '#shared/model/finding.ts';
import { testNow } from '#test/support/builders.ts';
import { noChange } from './change.ts';
import { changeOf } from './fix-change.ts';

describe('a fix as a change that is only supposed', () => {
  it('says what would be other than now', () => {
    expect(changeOf({ intent: 'rescope', parameters: { keep: ['a'], remove: ['b'] } }, testNow)).toEqual({
      ...noChange,
      remove: ['b'],
    });
    expect(
      changeOf({ intent: 'shorten', parameters: { accessTtlSeconds: 300, refreshAbsoluteSeconds: 86_400 } }, testNow),
    ).toEqual({
      ...noChange,
      lifetime: 86_400,
    });
    expect(changeOf({ intent: 'shorten', parameters: { expiresBy: '2026-03-15' } }, testNow).lifetime).toBe(42_960);
    expect(changeOf({ intent: 'shorten', parameters: { seconds: 600 } }, testNow).lifetime).toBe(600);
    expect(changeOf({ intent: 'rotate', parameters: { credentials: ['c'] } }, testNow)).toEqual({
      ...noChange,
      rotate: true,
    });
    expect(changeOf({ intent: 'assign_owner', parameters: {} }, testNow)).toEqual({ ...noChange, owner: 'single' });
  });

  it('takes the grants away that a fix names, and nothing beside them', () => {
    expect(changeOf({ intent: 'revoke', parameters: { grants: ['g'] } }, testNow)).toEqual({
      ...noChange,
      grants: ['g'],
    });
    expect(changeOf({ intent: 'revoke', parameters: { grants: ['g'], credentials: ['c'] } }, testNow).disable).toBe(
      false,
    );
    // No grant is what it is about, only tokens that end by themselves.
    expect(changeOf({ intent: 'revoke', parameters: { grants: [] } }, testNow)).toEqual(noChange);
    expect(changeOf({ intent: 'revoke', parameters: { credentials: ['c'] } }, testNow).disable).toBe(true);
  });

  it('is never nothing, whatever the verb asks for', () => {
    const parameters = { remove: ['x'], accessTtlSeconds: 300 };
    for (const intent of intents) expect(changeOf({ intent, parameters }, testNow)).not.toEqual(noChange);
    for (const intent of ['revoke', 'disable', 'quarantine', 'delete'] as const) {
      expect(changeOf({ intent, parameters: {} }, testNow).disable).toBe(true);
    }
  });
});
