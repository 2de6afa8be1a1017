import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { allOf, oneOf, onlyOf, readForm } from './form.ts';
import { OAuthError } from './oauth-error.ts';
import { readResources } from './resources.ts';
import { readScope } from './scopes.ts';

const none: ReadonlySet<string> = new Set();
const errorOf = (run: () => unknown): string => {
  try {
    run();
    return 'no error';
  } catch (error) {
    if (error instanceof OAuthError) return error.code;
    throw error;
  }
};

describe('a form', () => {
  it('is read as RFC 6749 appendix B encodes it', () => {
    const form = readForm('a=+%25%26%2B%C2%A3%E2%82%AC&b=1&&c', none);
    expect([...form]).toEqual([
      ['a', [' %&+£€']],
      ['b', ['1']],
    ]);
  });

  test.each([
    ['twice', 'a=1&a=2'],
    ['twice, once without a value', 'a=&a=1'],
    ['twice, once by another spelling', 'a=1&%61=2'],
    ['a percent sign that begins nothing', 'a=%'],
    ['half an octet', 'a=%4'],
    ['no hexadecimal', 'a=%zz'],
    ['octets that are no UTF-8', 'a=%ff%fe'],
    ['an overlong octet', 'a=%c0%af'],
    ['half a character', 'a=%ed%a0%80'],
  ])('is refused with a name %s', (_name, text) => {
    expect(errorOf(() => readForm(text, none))).toBe('invalid_request');
  });

  it('repeats what may be repeated, and forgets what has no value', () => {
    const form = readForm('resource=a&resource=&resource=b&scope=', new Set(['resource']));
    expect(allOf(form, 'resource')).toEqual(['a', 'b']);
    expect(oneOf(form, 'scope')).toBe(null);
    expect([...onlyOf(form, ['scope', 'constructor'])]).toEqual([]);
  });

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ minLength: 1 })),
        (values) => {
          const form = readForm(new URLSearchParams(values).toString(), none);
          expect(Object.fromEntries([...form].map(([name, [value]]) => [name, value]))).toEqual({ ...values });
        },
      ),
    );
  });
});

describe('scope', () => {
  it('is a list in which each stands once', () => {
    expect(readScope('b a b')).toEqual(['b', 'a']);
  });

  test.each(['', ' ', ' a', 'a ', 'a  b', 'a\tb', 'a"b', 'a\\b', 'ä', 'a\u0000'])(
    'is refused when it is %j',
    (text) => {
      expect(errorOf(() => readScope(text))).toBe('invalid_scope');
    },
  );
});

describe('a resource', () => {
  it('is an absolute URI', () => {
    expect(readResources(['https://shop.example/', 'urn:example:shop', 'urn:example:shop'])).toEqual([
      'https://shop.example/',
      'urn:example:shop',
    ]);
  });

  test.each(['shop', '/orders', '//shop.example', 'https://shop.example/#a', 'https://shop.example#', 'http://', ''])(
    'is refused when it is %j',
    (text) => {
      expect(errorOf(() => readResources([text]))).toBe('invalid_target');
    },
  );
});
