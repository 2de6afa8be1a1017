import type { Literal, Operator, Span } from './query.ts';

export type Token =
  | (Span & { readonly is: 'open' | 'close' | 'minus' | 'not' | 'or' | 'and' })
  | (Span & { readonly is: 'word'; readonly text: string; readonly quoted: boolean })
  /** `values` is empty where nothing follows the colon; a value without a literal ends where one was expected. */
  | (Span & { readonly is: 'term'; readonly field: string; readonly values: readonly TermValue[] });

export interface TermValue extends Span {
  readonly operator: Operator;
  readonly literal: Literal | null;
  readonly upper: Literal | null;
}

const space = /\s+/y;
const fieldName = /([A-Za-z][A-Za-z_]*):(?!\/\/)/y;
const operator = /[<>]=?/y;
const bareWord = /[^\s"()]+/y;
const bareValue = /(?:(?!\.\.)[^\s"(),])+/y;
const keyword = /^(?:not|or|and)$/i;

/** Cuts any text into tokens; what no grammar allows is found by the parser. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };

  /** From an opening quote to the closing one, or to the end of the text. `\"` and `\\` stand for themselves. */
  function quoted(): Literal {
    const from = at;
    let content = '';
    for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
      if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
      content += text[at];
    }
    at = Math.min(at + 1, text.length);
    return { at: from, end: at, text: content, quoted: true };
  }

  function literal(): Literal | null {
    if (text[at] === '"') return quoted();
    const from = at;
    const found = match(bareValue);
    return found && { at: from, end: at, text: found[0], quoted: false };
  }

  function value(): TermValue {
    const from = at;
    const compared = match(operator)?.[0] as Operator | undefined; // The pattern matches nothing but the four operators.
    const lower = literal();
    if (compared !== undefined || lower === null || !text.startsWith('..', at)) {
      return { at: from, end: at, operator: compared ?? '', literal: lower, upper: null };
    }
    at += 2;
    return { at: from, literal: lower, operator: '..', upper: literal(), end: at };
  }

  function term(field: string, from: number): Token {
    const values = [value()];
    while (text[at] === ',') {
      at += 1;
      values.push(value());
    }
    return { is: 'term', at: from, end: at, field: field.toLowerCase(), values };
  }

  function next(): Token {
    const from = at;
    const character = text[at];
    if (character === '(' || character === ')') {
      at += 1;
      return { is: character === '(' ? 'open' : 'close', at: from, end: at };
    }
    if (character === '"') {
      const { text: content, end } = quoted();
      return { is: 'word', at: from, end, text: content, quoted: true };
    }
    // A dash between spaces is a word like any other.
    if (character === '-' && /[^\s]/.test(text[at + 1] ?? ' ')) {
      at += 1;
      return { is: 'minus', at: from, end: at };
    }
    const field = match(fieldName)?.[1];
    if (field !== undefined) return term(field, from);
    const [word] = match(bareWord) ?? [''];
    if (keyword.test(word)) return { is: word.toLowerCase() as 'not' | 'or' | 'and', at: from, end: at };
    return { is: 'word', at: from, end: at, text: word, quoted: false };
  }

  for (match(space); at < text.length; match(space)) tokens.push(next());
  return tokens;
}
