import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { areWithin, isWithin, readDetails } from './details.ts';
import type { AuthorizationDetail } from './model.ts';
import { OAuthError } from './oauth-error.ts';

// RFC 9396 §2, figure 1.
const payment = {
  type: 'payment_initiation',
  actions: ['initiate', 'status', 'cancel'],
  locations: ['https://example.com/payments'],
  instructedAmount: { currency: 'EUR', amount: '123.50' },
  creditorName: 'Merchant A',
  creditorAccount: { iban: 'DE02100100109307118603' },
  remittanceInformationUnstructured: 'Ref Number Merchant',
};

describe('reading', () => {
  it('takes the example of the standard', () => {
    expect(readDetails(JSON.stringify([payment]))).toEqual([payment]);
    expect(readDetails('[]')).toEqual([]);
  });

  test.each([
    ['no JSON', '['],
    ['an object', '{"type":"a"}'],
    ['a string', '"a"'],
    ['null', 'null'],
    ['an element that is no object', '["a"]'],
    ['an array as element', '[[]]'],
    ['no type', '[{}]'],
    ['an empty type', '[{"type":""}]'],
    ['a type that is no string', '[{"type":1}]'],
    ['a member twice', '[{"type":"a","type":"b"}]'],
    ['a member twice by another spelling', '[{"type":"a","\\u0074ype":"b"}]'],
    ['a number that is none', '[{"type":"a","max":1e400}]'],
    ['a name of prototypes', '[{"type":"a","__proto__":{}}]'],
    ['depth', `[{"type":"a","x":${'['.repeat(40)}${']'.repeat(40)}}]`],
    ['depth that only JSON could read', `[{"type":"a","x":${'['.repeat(1500)}${']'.repeat(1500)}}]`],
    ['too many', JSON.stringify(Array.from({ length: 21 }, () => ({ type: 'a' })))],
    ['too much', JSON.stringify([{ type: 'a', x: 'x'.repeat(4096) }])],
    ['text behind it', '[]x'],
  ])('refuses %s', (_name, text) => {
    expect(() => readDetails(text)).toThrow(OAuthError);
  });
});

describe('one within another', () => {
  const held = {
    type: 'payment',
    actions: ['pay', 'status'],
    amount: { currency: 'EUR', value: '50.00' },
    maxCount: 3,
  };

  test.each<[string, object]>([
    ['the same', {}],
    ['fewer actions', { actions: ['pay'] }],
    ['actions in another order', { actions: ['status', 'pay'] }],
    ['a smaller amount', { amount: { currency: 'EUR', value: '49.99' } }],
    ['an amount of another spelling', { amount: { currency: 'EUR', value: '50' } }],
    ['the smallest amount', { amount: { currency: 'EUR', value: '0' } }],
    ['a lower limit', { maxCount: 2 }],
  ])('%s', (_name, change) => {
    expect(isWithin({ ...held, ...change }, held)).toBe(true);
  });

  test.each<[string, object]>([
    ['another type', { type: 'refund' }],
    ['one action more', { actions: ['pay', 'status', 'cancel'] }],
    ['another action', { actions: ['cancel'] }],
    ['no actions', { actions: [] }],
    ['an action that is no array', { actions: 'pay' }],
    ['a member more', { identifier: 'account-1' }],
    ['a larger amount', { amount: { currency: 'EUR', value: '50.01' } }],
    ['more by a millionth', { amount: { currency: 'EUR', value: '50.000001' } }],
    ['more by what nobody counts', { amount: { currency: 'EUR', value: '50.0000001' } }],
    ['another currency', { amount: { currency: 'USD', value: '1.00' } }],
    ['no currency', { amount: { value: '1.00' } }],
    ['an amount with a member more', { amount: { currency: 'EUR', value: '1.00', tip: '99' } }],
    ['a negative amount', { amount: { currency: 'EUR', value: '-1.00' } }],
    ['an amount that is a number', { amount: { currency: 'EUR', value: 1 } }],
    ['an amount in words', { amount: { currency: 'EUR', value: '1e1' } }],
    ['an amount that is not one', { amount: '1.00' }],
    ['an amount of nothing', { amount: null }],
    ['a higher limit', { maxCount: 4 }],
    ['a limit that is a string', { maxCount: '2' }],
    ['a negative limit', { maxCount: -1 }],
  ])('not: %s', (_name, change) => {
    expect(isWithin({ ...held, ...change }, held)).toBe(false);
  });

  it('not: a limit left out', () => {
    const { amount: _amount, ...open } = held;
    expect(isWithin(open, held)).toBe(false);
    expect(isWithin(held, open)).toBe(false);
  });

  it('not: less of a number that is no limit', () => {
    expect(isWithin({ type: 'a', count: 1, maximise: 1 }, { type: 'a', count: 2, maximise: 1 })).toBe(false);
    expect(isWithin({ type: 'a', maximise: 1 }, { type: 'a', maximise: 2 })).toBe(false);
  });

  it('each within one of them', () => {
    expect(areWithin([{ type: 'a' }, { type: 'b' }], [{ type: 'b' }, { type: 'a' }])).toBe(true);
    expect(areWithin([{ type: 'a' }], [])).toBe(false);
    expect(areWithin([], [{ type: 'a' }])).toBe(true);
  });

  const some = fc.record({
    type: fc.constantFrom('a', 'b'),
    actions: fc.subarray(['r', 'w', 'x']),
    amount: fc.record({ currency: fc.constantFrom('EUR', 'USD'), value: fc.integer({ min: 0, max: 9 }).map(String) }),
    maxCount: fc.nat(9),
  }) satisfies fc.Arbitrary<AuthorizationDetail>;

  it('whatever is within one that is within a third is within the third', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 3, maxLength: 12 }), (details) => {
        for (const one of details)
          for (const two of details)
            for (const three of details)
              if (isWithin(one, two) && isWithin(two, three)) expect(isWithin(one, three)).toBe(true);
      }),
    );
  });
});
