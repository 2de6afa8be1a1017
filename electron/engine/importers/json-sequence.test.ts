import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSequence } from './json-sequence.ts';
import { JsonSplitter } from './json-splitter.ts';

const limits = { recordBytes: 10_000, depth: 64 };

function values(text: string, chunk = 1_000): unknown[] {
  const bytes = new TextEncoder().encode(text);
  const splitter = new JsonSplitter(['$[*]'], limits, true);
  const out = [];
  for (let at = 0; at < bytes.length; at += chunk) out.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return [...out, ...splitter.end()].map((one) => (one.ok ? one.value : one.code));
}

describe('a sequence of JSON values', () => {
  it.each([
    ['lines', '{"a":1}\n{"a":2}\n', true],
    ['without anything between', '{"a":1}{"a":2}', true],
    ['with commas between', '{"a":1},\n{"a":2}', true],
    ['lists', '[1] [2]', true],
    ['one object', '{"a":{"b":[1]}}\n', false],
    ['one list', '[{"a":1},{"a":2}]', false],
    ['a second one that is no value', '{"a":1} x', false],
    ['one that has not ended', '{"a":"}{"', false],
    ['braces in a text', '{"a":"}{","b":"\\"}{"}', false],
    ['nothing', '', false],
  ])('%s', (_name, text, expected) => expect(isSequence(text)).toBe(expected));

  it('is cut into the values that were written, whatever stands between and however it arrives', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const name = fc.constantFrom('a', '', '"', '{', ']', '\\', 'é');
    const object = fc.dictionary(name, fc.oneof(scalar, fc.array(scalar), fc.dictionary(name, scalar)));
    fc.assert(
      fc.property(
        fc.array(object, { minLength: 2, maxLength: 6 }),
        fc.constantFrom('\n', '', ' ', ',', '\r\n\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (list, between, chunk) => {
          const text = list.map((each) => JSON.stringify(each)).join(between);
          expect(values(text, chunk)).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
    );
  });

  it('says where it breaks off, and keeps what came before', () => {
    expect(values('{"a":1}\n{"a":')).toEqual([{ a: 1 }, 'import.truncated']);
    expect(values('{"a":1}\n]')).toEqual([{ a: 1 }, 'import.malformed']);
    expect(values('{"a":1}\n}')).toEqual([{ a: 1 }, 'import.malformed']);
  });
});
