import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { caretIn } from './caret.ts';
import { completeDocument, explainDocument } from './complete-document.ts';
import { documentSchema } from './document-schema.ts';

const { json } = documentSchema(
  z.strictObject({
    title: z.string().meta({ description: 'What it is called.' }),
    severity: z.enum(['critical', 'high', 'low']).meta({ description: 'How bad it is.' }),
    when: z.string().meta({ description: 'Whom it flags.', holds: 'query' }),
    limits: z
      .strictObject({
        days: z.int().min(1).max(90).optional().meta({ description: 'Age.', unit: 'days', default: 30 }),
      })
      .optional(),
    examples: z.array(z.strictObject({ what: z.string(), is: z.enum(['flagged', 'clean']) })).optional(),
  }),
);
const inner = (_holds: string, text: string, position: number) => ({
  at: 0,
  end: position,
  items: [{ text: `query(${text})`, insert: '', detail: '', meaning: '', is: 'field' as const }],
});

/** The caret stands at `^`. */
function at(marked: string) {
  const position = marked.indexOf('^');
  const text = marked.replace('^', '');
  const { at: from, end, items } = completeDocument(json, text, position, inner);
  return { replaces: text.slice(from, end), texts: items.map((item) => item.text), items };
}

describe('completion in a document', () => {
  it('offers the names that are not there yet, at the top and inside', () => {
    expect(at('^').texts).toEqual(['title', 'severity', 'when', 'limits', 'examples']);
    expect(at('title: x\nse^\nlimits:\n  days: 3\n').texts).toEqual(['severity']);
    expect(at('title: x\n^\n').texts).toEqual(['severity', 'when', 'limits', 'examples']);
    expect(at('limits:\n  ^').texts).toEqual(['days']);
    expect(at('limits:\n  d^ays: 3').replaces).toBe('days:');
    expect(at('limits:\n  days: 3\n  ^').texts).toEqual([]);
  });

  it('says what a name needs and puts it in with its colon', () => {
    const [title, , , limits] = at('^').items;
    expect([title?.insert, title?.detail, title?.meaning]).toEqual(['title: ', 'needed', 'What it is called.']);
    expect(limits?.insert).toBe('limits:\n  ');
    expect(at('limits:\n  ^').items[0]?.detail).toBe('1–90 days');
  });

  it('offers values, and the standard where there is one', () => {
    expect(at('severity: ^').texts).toEqual(['critical', 'high', 'low']);
    expect(at('severity: hi^').texts).toEqual(['high']);
    expect(at('limits:\n  days: ^').texts).toEqual(['30']);
  });

  it('goes into lists', () => {
    expect(at('examples:\n  - ^').texts).toEqual(['what', 'is']);
    expect(at('examples:\n  - what: x\n    ^').texts).toEqual(['is']);
    expect(at('examples:\n  - what: x\n    is: ^').texts).toEqual(['flagged', 'clean']);
    expect(at('examples:\n  - what: x\n    is: clean\n  - w^').texts).toEqual(['what']);
  });

  it('asks the query language where a member holds a query, on one line or several', () => {
    expect(at('when: kind:a^').texts).toEqual(['query(kind:a)']);
    expect(at('when: >-\n  kind:agent\n  own^').texts).toEqual(['query(own)']);
  });

  it('is silent in comments and where nothing may stand', () => {
    expect(at('# se^').texts).toEqual([]);
    expect(at('title: x # ^').texts).toEqual([]);
    expect(at('nothing:\n  ^').texts).toEqual([]);
  });

  it('explains the name that the pointer is on', () => {
    const text = 'limits:\n  days: 3\n';
    expect(explainDocument(json, text, text.indexOf('days') + 1)).toEqual({
      at: 10,
      end: 14,
      title: 'days',
      lines: ['Age.', '1–90 days', 'Standard: 30 days'],
    });
    expect(explainDocument(json, text, text.indexOf('3'))).toBeNull();
    expect(explainDocument(json, 'unknown: 3', 2)).toBeNull();
  });

  it('never throws and stays inside of the text', () => {
    const piece = fc.constantFrom(
      'limits:',
      'when: ',
      '\n',
      '  ',
      '- ',
      'examples:',
      '>-',
      '"',
      '#',
      'days',
      ': ',
      '\t',
      '[',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(120), (all, far) => {
        const text = all.join('');
        const position = Math.min(far, text.length);
        const found = completeDocument(json, text, position, inner);
        expect(found.at).toBeLessThanOrEqual(position);
        expect(found.end).toBeLessThanOrEqual(text.length);
        explainDocument(json, text, position);
        caretIn(text, position);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
