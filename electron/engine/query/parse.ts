// The grammar, smallest last. Words and field names ignore case.
//
//   query  = [ any ]                                     nothing: everything
//   any    = every { "or" every }
//   every  = not { [ "and" ] not }
//   not    = ( "-" | "not" ) not | "(" any ")" | term | word
//   term   = field ":" value { "," value }               one of the values holds
//   value  = [ ">" | ">=" | "<" | "<=" ] literal | literal ".." literal
//   word   = literal                                     occurs in the name, an id, the owner … of the row
//   literal = bare text | '"' text '"'                   \" and \\ inside quotes; a quote left open ends with the text
//
// What a literal means is up to the field: see forms/. A bare word may hold `://`: an address is no field.
import { type Literal, type Outcome, type Query, right, type Span, type Value, wrong } from './query.ts';
import { type TermValue, type Token, tokensOf } from './tokens.ts';

const longestQuery = 2000;
const deepest = 40;
/** Each is asked of every row. */
const mostValues = 200;

/** Never throws, whatever the text. */
export function parse(text: string): Outcome<Query> {
  if (text.length > longestQuery) {
    return wrong(
      { at: longestQuery, end: text.length },
      'The query is too long.',
      `at most ${longestQuery} characters`,
    );
  }
  return new Parser(text).query();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #values = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
    this.#end = text.length;
  }

  query(): Outcome<Query> {
    if (this.#tokens.length === 0) return right({ is: 'every', at: 0, end: this.#end, of: [] });
    const all = this.#any(0);
    const rest = this.#peek();
    if (!all.ok || rest === undefined) return all;
    return wrong(rest, 'No parenthesis is open here.', 'a term or the end; text with parentheses goes in quotes');
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #take(is: Token['is']): boolean {
    if (this.#peek()?.is !== is) return false;
    this.#next += 1;
    return true;
  }

  #any(depth: number): Outcome<Query> {
    return this.#list(
      'any',
      () => this.#every(depth),
      () => this.#take('or'),
    );
  }

  #every(depth: number): Outcome<Query> {
    const goesOn = (): boolean => {
      if (this.#take('and')) return true;
      const is = this.#peek()?.is;
      return is !== undefined && is !== 'or' && is !== 'close';
    };
    return this.#list('every', () => this.#not(depth), goesOn);
  }

  #list(is: 'any' | 'every', member: () => Outcome<Query>, goesOn: () => boolean): Outcome<Query> {
    const of: Query[] = [];
    do {
      const one = member();
      if (!one.ok) return one;
      of.push(...(one.value.is === is ? one.value.of : [one.value]));
    } while (goesOn());
    const [first] = of;
    return right(of.length === 1 && first ? first : { is, of, at: first?.at ?? 0, end: of.at(-1)?.end ?? 0 });
  }

  #not(depth: number): Outcome<Query> {
    const token = this.#peek();
    if (token === undefined) return wrong({ at: this.#end, end: this.#end }, 'Something is missing here.', aTerm);
    if (depth > deepest) return wrong(token, 'This is nested too deeply.', `at most ${deepest} levels`);
    this.#next += 1;
    switch (token.is) {
      case 'minus':
      case 'not': {
        const of = this.#not(depth + 1);
        return of.ok ? right({ is: 'not', of: of.value, at: token.at, end: of.value.end }) : of;
      }
      case 'open': {
        const all = this.#any(depth + 1);
        if (!all.ok || this.#take('close')) return all;
        return wrong(token, 'This parenthesis is never closed.', '“)” behind the last term');
      }
      case 'term':
        this.#values += token.values.length;
        if (this.#values > mostValues) return wrong(token, 'The query is too long.', `at most ${mostValues} values`);
        return termOf(token.field, token.values, token);
      case 'word':
        // Empty quotes restrict nothing.
        return right(
          token.text === ''
            ? { is: 'every', at: token.at, end: token.end, of: [] }
            : { is: 'word', at: token.at, end: token.end, text: token.text },
        );
      default:
        return wrong(
          token,
          token.is === 'close' ? 'Nothing stands before this parenthesis.' : 'Something is missing before this word.',
          aTerm,
        );
    }
  }
}

const aTerm = 'a term such as kind:agent, or a word; the words or, and, not go in quotes';

function termOf(field: string, read: readonly TermValue[], { at, end }: Span): Outcome<Query> {
  const values: Value[] = [];
  for (const { operator, literal, upper, ...span } of read) {
    const missing: Literal | null = operator === '..' ? upper : literal;
    if (literal === null || missing === null || missing.text === '' || literal.text === '') {
      const place = missing ?? { at: span.end, end: span.end };
      return wrong(place, `“${field}:” has no value here.`, 'a value; one with spaces goes in quotes');
    }
    values.push({ ...span, operator, literal, upper });
  }
  return right({ is: 'term', field, values, at, end });
}
