import { assertNever } from '#shared/lib/assert-never.ts';
import type { Literal, Query, Value } from './query.ts';

/** The one way to write a query: parsed again it is the same query, and printed again the same text. */
export function print(query: Query): string {
  switch (query.is) {
    case 'word':
      return bareWord.test(query.text) && !keyword.test(query.text) ? query.text : quote(query.text);
    case 'term':
      return `${query.field}:${query.values.map(printValue).join(',')}`;
    case 'not':
      return `-${inside(query.of, ['every', 'any', 'not'])}`;
    case 'every':
      return query.of.length === 0 ? '' : query.of.map((one) => inside(one, ['any'])).join(' ');
    case 'any':
      return query.of.map((one) => inside(one, [])).join(' or ');
    default:
      return assertNever(query);
  }
}

const keyword = /^(?:not|or|and)$/i;
/** No field, no negation, nothing that ends a word. */
const bareWord = /^(?!-)(?![A-Za-z][A-Za-z_]*:(?!\/\/))[^\s"()]+$/;
const bareValue = /^(?![<>])(?:(?!\.\.)[^\s"(),])+$/;

const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

function inside(query: Query, wrapped: readonly Query['is'][]): string {
  const text = print(query);
  if (text === '') return '""';
  return wrapped.includes(query.is) ? `(${text})` : text;
}

function printValue({ operator, literal, upper }: Value): string {
  if (upper !== null) return `${printLiteral(literal)}..${printLiteral(upper)}`;
  return `${operator}${printLiteral(literal)}`;
}

const printLiteral = ({ text, quoted }: Literal): string => (quoted || !bareValue.test(text) ? quote(text) : text);
