import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { print } from './print.ts';
import type { Query } from './query.ts';

const printed = (text: string): string => {
  const parsed = parse(text);
  return parsed.ok ? print(parsed.value) : `${parsed.problem.at}–${parsed.problem.end} ${parsed.problem.message}`;
};

describe('parse', () => {
  it.each([
    ['', ''],
    ['   ""  ', ''],
    ['shop  ASSIST', 'shop ASSIST'],
    ['"two words', '"two words"'],
    [
      'kind:agent score:>70 unused:>30d scope:"*:admin" owner:none lifetime:>1d',
      'kind:agent score:>70 unused:>30d scope:"*:admin" owner:none lifetime:>1d',
    ],
    ['KIND:Agent,api_key', 'kind:Agent,api_key'],
    ['a or b c', 'a or b c'],
    ['(a or b) c', '(a or b) c'],
    ['a AND (b and c)', 'a b c'],
    ['not (a b) -c NOT d', '-(a b) -c -d'],
    ['--a', '-(-a)'],
    ['score:40..60', 'score:40..60'],
    ['created:"2026-01-01 10:00".."2026-01-02 10:00"', 'created:"2026-01-01 10:00".."2026-01-02 10:00"'],
    ['name:"say \\"hi\\"" "back\\\\slash"', 'name:"say \\"hi\\"" back\\slash'],
    ['spiffe://shop/ns/default https://idp.example', 'spiffe://shop/ns/default https://idp.example'],
    ['"or" "not" "kind:agent" "-x"', '"or" "not" "kind:agent" "-x"'],
    ['a - b', 'a "-" b'],
    ['scope:orders:read', 'scope:orders:read'],
  ])('%s is %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it('asks of two hundred values at most', () => {
    const asked = (values: number): string => `id:${Array.from({ length: values }, (_, at) => at).join(',')}`;
    expect(parse(asked(200)).ok).toBe(true);
    expect(printed(`a ${asked(150)} or ${asked(51)}`)).toMatch(/^\d+–\d+ The query is too long\.$/);
  });

  it.each([
    ['kind:', '5–5 “kind:” has no value here.'],
    ['score:>', '7–7 “score:” has no value here.'],
    ['kind:agent, score:1', '11–11 “kind:” has no value here.'],
    ['name:""', '5–7 “name:” has no value here.'],
    ['score:1..', '9–9 “score:” has no value here.'],
    ['(a or b', '0–1 This parenthesis is never closed.'],
    ['a) b', '1–2 No parenthesis is open here.'],
    ['()', '1–2 Nothing stands before this parenthesis.'],
    ['a or', '4–4 Something is missing here.'],
    ['or a', '0–2 Something is missing before this word.'],
    ['a or or b', '5–7 Something is missing before this word.'],
    ['not', '3–3 Something is missing here.'],
    ['x'.repeat(2001), '2000–2001 The query is too long.'],
    [`${'('.repeat(50)}a`, '41–42 This is nested too deeply.'],
  ])('%s is refused: %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '(',
      ')',
      '-',
      ' ',
      '"',
      '\\',
      ':',
      ',',
      '..',
      '>',
      '<=',
      'or ',
      'not ',
      'and ',
      'kind:',
      'score:>',
      '*',
      '//',
    ),
    fc.string({ maxLength: 5 }),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const anyText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

  it('answers every text, and points into it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parse(text);
        if (parsed.ok) return;
        const { at, end, message, expected } = parsed.problem;
        expect(0 <= at && at <= end && end <= text.length).toBe(true);
        expect(message).not.toBe('');
        expect(expected).not.toBe('');
      }),
      { seed: 51, numRuns: 3000 },
    );
  });

  it('prints what parses to the same query and prints the same again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = parse(text);
        if (!first.ok) return;
        const once = print(first.value);
        const second = parse(once);
        if (!second.ok) throw new Error(`${JSON.stringify(once)}: ${second.problem.message}`);
        expect(bare(second.value)).toEqual(bare(first.value));
        expect(print(second.value)).toBe(once);
      }),
      { seed: 52, numRuns: 3000 },
    );
  });
});

/** Without places, and without what only says how a text was written. */
function bare(query: Query): unknown {
  if (query.is === 'word') return query.text;
  if (query.is === 'not') return { not: bare(query.of) };
  if (query.is !== 'term') return { [query.is]: query.of.map(bare) };
  return [query.field, ...query.values.map(({ operator, literal, upper }) => [operator, literal.text, upper?.text])];
}
