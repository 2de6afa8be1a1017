import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { longestDocument } from '#shared/contract/documents.ts';
import { documentSchema } from './document-schema.ts';
import { readText } from './yaml-text.ts';

const schema = documentSchema(z.strictObject({ name: z.string().optional(), limit: z.number().optional() }));
const filled = (text: string): string =>
  text.repeat(Math.ceil(longestDocument / text.length)).slice(0, longestDocument);

function problemsOf(text: string): readonly string[] {
  const read = readText(schema, text);
  if (read.ok) return [];
  for (const { at, end } of read.problems) expect(at >= 0 && at <= end && end <= text.length).toBe(true);
  return read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('a text that is nonsense', () => {
  it.each([
    ['quotes', filled('"\n')],
    ['closing braces', filled('} ')],
    ['directives', filled('%x\n')],
    ['a name again and again', filled('name: 1\n')],
    ['other names', Array.from({ length: 6_000 }, (_, at) => `k${at}: 1`).join('\n')],
    ['zeros', filled('\u0000')],
  ])('of nothing but %s is told of a hundred problems at most', (_what, text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['open lists', filled('[')],
    ['open maps', filled('{a: ')],
    ['lists that are closed', `name: ${'['.repeat(1_500)}${']'.repeat(1_500)}`],
    ['maps that are closed', `name: ${'{a: '.repeat(3_000)}1${'}'.repeat(3_000)}`],
    ['lists in lines', filled('- ')],
  ])('of %s is refused, and no stack is spoken of', (_what, text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).not.toMatch(/stack|RangeError/);
  });

  it('is told the line and the column of each problem', () => {
    expect(problemsOf('name: a\n\n\nlimit: much\nnam: b')).toEqual([
      '4:8 This is no value here.',
      '5:1 There is no “nam” here.',
    ]);
  });

  it.each([
    'limit: .nan',
    'limit: .inf',
    'limit: 1e999',
    '__proto__: {polluted: 1}',
    'constructor: 1',
    '<<: {limit: 1}',
  ])('such as %s is refused', (text) => {
    expect(problemsOf(text)).toHaveLength(1);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('that grows by aliases is refused before it grows', () => {
    const lines = [...'abcdefgh'].map((name, at) =>
      at === 0 ? 'a: &a [x, x]' : `${name}: &${name} [${filled(`*${'abcdefgh'[at - 1]}, `).slice(0, 400)}]`,
    );
    expect(problemsOf(lines.join('\n')).length).toBeGreaterThan(0);
  });
});
