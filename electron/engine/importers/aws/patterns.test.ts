import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActionPatterns, covers, coversAction, newBudget } from './patterns.ts';

describe('patterns of IAM', () => {
  it.each([
    ['*', 's3:GetObject', true],
    ['s3:*', 's3:GetObject', true],
    ['s3:*', 's3:*', true],
    ['s3:Get*', 's3:*', false],
    ['s3:Get*', 's3:Get*Acl', true],
    ['s3:Get?', 's3:Get*', false],
    ['s3:*Object', 's3:GetObjectAcl', false],
    ['s3:*Object*', 's3:GetObjectAcl', true],
    ['a*b*c', 'abxbc', true],
    ['', '', true],
    ['s3:GetObject', 's3:GetObject', true],
  ])('%s holds %s: %s', (pattern, text, expected) => {
    expect(covers(pattern, text)).toBe(expected);
  });

  it('agrees with a regular expression over plain texts', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const plain = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(letters, plain, (pattern, text) => {
        const form = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(covers(pattern, text)).toBe(form.test(text));
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('never says that a narrower pattern holds a wider one', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
    const plain = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
    fc.assert(
      fc.property(letters, letters, plain, (wide, narrow, text) => {
        if (covers(wide, narrow) && covers(narrow, text)) expect(covers(wide, text)).toBe(true);
      }),
      { numRuns: 5_000, seed: 7 },
    );
  });

  it('takes no case for a difference in actions', () => {
    expect(coversAction('S3:getobject', 's3:GetObject')).toBe(true);
  });

  it('is not slow on many stars', () => {
    expect(covers(`${'a*'.repeat(200)}b`, 'a'.repeat(512))).toBe(false);
  });

  it.each([
    ['s3:GetObject', ['s3:*'], ['s3:GetObject']],
    ['*', ['s3:*', 'logs:PutLogEvents'], ['s3:*', 'logs:PutLogEvents']],
    ['ec2:RunInstances', ['s3:*'], []],
    ['s3:*Object', ['s3:Get*'], ['s3:*Object']],
    ['s3:*', [], []],
  ])('%s within %j is %j', (action, limits, expected) => {
    expect(new ActionPatterns(limits, newBudget()).within(action)).toEqual(expected);
  });

  it('finds what covers an action, whatever its service is bound to', () => {
    const patterns = new ActionPatterns(['S3:Get*', '*:List*', 'ec2:*'], newBudget());
    const covered = ['s3:GetObject', 'iam:ListUsers', 'ec2:*', 's3:*', '*'].map((action) => patterns.cover(action));
    expect(covered).toEqual([true, true, true, false, false]);
  });

  it('takes nothing off once the budget is spent', () => {
    const patterns = new ActionPatterns(['s3:Get*'], { left: 3 });
    expect(['s3:GetObject', 's3:GetObject', 's3:GetObject'].map((action) => patterns.cover(action))).toEqual([
      true,
      true,
      false,
    ]);
    expect(patterns.within('ec2:RunInstances')).toEqual(['ec2:RunInstances']);
  });
});
