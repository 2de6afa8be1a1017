import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Split } from './json-record.ts';
import { JsonSplitter } from './json-splitter.ts';

const limits = { recordBytes: 1_000, depth: 64 };
const patterns = ['$.clients[*]', '$[*].clients[*]'];

function split(text: string | Uint8Array, chunk = 1_000_000): Split[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const splitter = new JsonSplitter(patterns, limits);
  const out: Split[] = [];
  for (let at = 0; at < bytes.length; at += chunk) out.push(...splitter.push(bytes.subarray(at, at + chunk)));
  return [...out, ...splitter.end()];
}
const codes = (text: string): string[] => split(text).map((one) => (one.ok ? 'ok' : one.code));

describe('JsonSplitter', () => {
  it('cuts elements out one by one and other members whole', () => {
    expect(split('{"realm":"r","clients":[{"a":1},"x",[2]],"roles":{"realm":[]},"n":-1.5e3}')).toEqual([
      { ok: true, path: '$.realm', pattern: '$.realm', value: 'r' },
      { ok: true, path: '$.clients[0]', pattern: '$.clients[*]', value: { a: 1 } },
      { ok: true, path: '$.clients[1]', pattern: '$.clients[*]', value: 'x' },
      { ok: true, path: '$.clients[2]', pattern: '$.clients[*]', value: [2] },
      { ok: true, path: '$.roles', pattern: '$.roles', value: { realm: [] } },
      { ok: true, path: '$.n', pattern: '$.n', value: -1500 },
    ]);
  });

  it('walks an array of objects', () => {
    const paths = split('[{"clients":[{}]},{"clients":[],"x":null},3]').map((one) => one.path);
    expect(paths).toEqual(['$[0].clients[0]', '$[1].x', '$[2]']);
  });

  it('gives the same whatever the chunks, and the values of JSON.parse', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 4 })),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (clients, chunk, pretty) => {
          const text = JSON.stringify({ clients }, null, pretty ? 2 : undefined);
          const whole = split(text);
          expect(split(text, chunk)).toEqual(whole);
          const parsed: { clients: unknown[] } = JSON.parse(text);
          const small = parsed.clients.every((one) => JSON.stringify(one, null, 2).length < 200);
          if (small && !text.includes('__proto__'))
            expect(whole.map((one) => one.ok && one.value)).toEqual(parsed.clients);
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });

  it('refuses records that JSON.parse would take', () => {
    expect(codes('{"clients":[{"a":1,"a":2},{"a":{"b":1,"\\u0062":2}},{"ok":1}]}')).toEqual([
      'import.duplicate_member',
      'import.duplicate_member',
      'ok',
    ]);
    expect(codes('{"clients":[{"__proto__":{}},{"a":{"constructor":1}},{}]}')).toEqual([
      'import.forbidden_member',
      'import.forbidden_member',
      'ok',
    ]);
    expect(codes('{"clients":[{"n":1e400}]}')).toEqual(['import.number_out_of_range', 'ok']);
    expect(codes(`{"clients":[${'['.repeat(65)}${']'.repeat(65)},1]}`)).toEqual(['import.too_deep', 'ok']);
    expect(codes('{"clients":[{"a":tru},{"a":"\t"},2]}')).toEqual(['import.malformed', 'import.malformed', 'ok']);
    expect(codes('{"clients":[1],"clients":[2],"__proto__":[3],"x":4}')).toEqual([
      'ok',
      'import.duplicate_member',
      'import.forbidden_member',
      'ok',
    ]);
  });

  it('skips a record over the limit without holding it', () => {
    const long = 'x'.repeat(5_000);
    for (const chunk of [10, 100_000]) {
      const out = split(`{"clients":[{"a":"${long}"},"${long}",{"b":1}]}`, chunk);
      expect(out.map((one) => (one.ok ? one.path : one.code))).toEqual([
        'import.record_too_large',
        'import.record_too_large',
        '$.clients[2]',
      ]);
    }
  });

  it('says where a file breaks off', () => {
    expect(split('{"clients":[{"a":1},{"b":')).toEqual([
      expect.objectContaining({ ok: true }),
      expect.objectContaining({
        code: 'import.truncated',
        path: '$.clients[1]',
        message: expect.stringContaining('25 bytes'),
      }),
    ]);
    expect(codes('{"clients":[1]} x')).toEqual(['ok', 'import.malformed']);
    expect(codes('{"clients":[1,]}')).toEqual(['ok', 'import.malformed']);
  });
});
