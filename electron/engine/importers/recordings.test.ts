import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFeeder } from './feeders.ts';
import { readHead } from './head.ts';
import type { Split } from './json-record.ts';
import { defaultLimits } from './limits.ts';
import { isRecording, recordingFeeder } from './recordings.ts';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function unpack(value: unknown, elements = ['$[*]', '$.data[*]'], chunk = 1_000): Split[] {
  const bytes = bytesOf(value);
  const head = readHead('f', bytes, true);
  expect(isRecording(head)).toBe(true);
  const base = (patterns: readonly string[]) => jsonFeeder(patterns, defaultLimits);
  const feeder = recordingFeeder(head, base, elements, defaultLimits);
  const splits: Split[] = [];
  for (let at = 0; at < bytes.length; at += chunk) splits.push(...feeder.push(bytes.subarray(at, at + chunk)));
  return [...splits, ...feeder.end()];
}

const asked = { method: 'GET', url: 'https://acme.example/things' };
const request = { method: 'get', url: asked.url, uri: asked.url };

describe('recordings', () => {
  it('of every form give the same answers', () => {
    const text = '[{"id":1},{"id":2}]';
    const forms = [
      { interactions: [{ request, response: { status: { code: 200 }, body: { string: text } } }] },
      { interactions: [{ request, response: { status: { code: 200 }, body: { base64_string: btoa(text) } } }] },
      { interactions: [{ request, response: { status: 200, body: text } }] },
      [{ scope: 'https://acme.example:443', method: 'GET', path: '/things', status: 200, response: JSON.parse(text) }],
      { log: { entries: [{ request, response: { status: 200, content: { text } } }] } },
      { log: { entries: [{ request, response: { status: 200, content: { text: btoa(text), encoding: 'base64' } } }] } },
    ];
    for (const form of forms) {
      const splits = unpack(form);
      expect(splits.map((split) => split.ok && [split.pattern, split.value, split.asked])).toEqual([
        ['$[*]', { id: 1 }, asked],
        ['$[*]', { id: 2 }, asked],
      ]);
    }
    expect(unpack(forms[0]).map(({ path }) => path)).toEqual([
      '$.interactions[0].response.body.string[0]',
      '$.interactions[0].response.body.string[1]',
    ]);
  });

  it('give an object whole, but an envelope by its elements', () => {
    const of = (body: unknown) =>
      unpack([{ scope: 'https://a', method: 'GET', path: '/b', status: 200, response: body }]);
    expect(of({ id: 1, name: 'x' }).map((split) => split.ok && split.value)).toEqual([{ id: 1, name: 'x' }]);
    expect(of({ data: [{ id: 1 }], next: null }).map((split) => [split.pattern, split.path])).toEqual([
      ['$.data[*]', '$[0].response.data[0]'],
      ['$.next', '$[0].response.next'],
    ]);
  });

  it('leave out what was refused, is empty, or is no JSON', () => {
    const answers = [
      [404, '{"error":"no"}'],
      [204, ''],
      [200, '<html>'],
      [200, 'plain'],
      ['200', '{"id":1}'],
    ];
    const interactions = answers.map(([status, body]) => ({ request, response: { status, body } }));
    expect(unpack({ interactions: [...interactions, 7, null, {}, { request: [], response: 'x' }] })).toEqual([]);
  });

  it('say what is wrong with a broken answer', () => {
    const interactions = ['{"id":', '{"a":1,"a":2}', '{"__proto__":{}}'].map((body) => ({
      request,
      response: { status: 200, body },
    }));
    const codes = unpack({ interactions }).map((split) => (split.ok ? 'ok' : `${split.code} ${split.path}`));
    expect(codes).toEqual([
      'import.malformed $.interactions[0].response.body',
      'import.truncated $.interactions[0].response.body',
      'import.duplicate_member $.interactions[1].response.body',
      'import.forbidden_member $.interactions[2].response.body',
    ]);
  });

  it('do not depend on where the chunks end, and never throw', () => {
    const body = fc.oneof(fc.string(), fc.json(), fc.jsonValue());
    const one = fc.record({ request: fc.constant(request), response: fc.record({ status: fc.constant(200), body }) });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(one, fc.jsonValue()), { maxLength: 4 }),
        fc.integer({ min: 1, max: 30 }),
        (list, chunk) => {
          expect(unpack({ interactions: list }, ['$[*]'], chunk)).toEqual(unpack({ interactions: list }, ['$[*]']));
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
