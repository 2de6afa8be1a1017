import type { Form, Offer, RowTest } from '#engine/query/field.ts';
import { compileGlob, globOf } from '#engine/query/glob.ts';
import { right } from '#engine/query/query.ts';
import { plainLiteral } from './choice.ts';

/** Few different texts over many rows: a code a row, and the texts that a code stands for. */
export interface CodedTexts {
  readonly codes: ArrayLike<number>;
  textsAt(code: number): readonly string[];
}
/** Where there may be as many texts as rows. */
export type RowTexts = (row: number) => readonly string[];
/** Words of a form that are no text, such as `unknown`; in quotes they are. */
export type TextWords<S> = Readonly<Record<string, (source: S) => RowTest>>;

const examples = ['orders-sync', 'orders-*', '"two words"'];

/** Whole texts; a row that has several matches when one does. Each text is looked at once, however many rows have it. */
export function coded<S>(
  words: TextWords<S>,
  textsOf: (source: S) => CodedTexts,
  shown: readonly string[] = examples,
): Form<S> {
  return texts(
    words,
    shown,
    (matches) => (source) => byCode(textsOf(source), matches),
    (source, rows) => {
      const { codes, textsAt } = textsOf(source);
      const byCodes = new Map<number, number>();
      for (let index = 0; index < rows.length; index += 1) {
        const code = codes[rows[index] ?? 0] ?? 0;
        byCodes.set(code, (byCodes.get(code) ?? 0) + 1);
      }
      const counts = new Map<string, number>();
      for (const [code, count] of byCodes) {
        for (const text of new Set(textsAt(code))) counts.set(text, (counts.get(text) ?? 0) + count);
      }
      return counts;
    },
  );
}

/** The same where texts are told apart row by row; completion has none to offer. */
export function rowTexts<S>(textsOf: (source: S) => RowTexts, shown: readonly string[] = examples): Form<S> {
  return texts(
    {},
    shown,
    (matches) => (source) => {
      const of = textsOf(source);
      return (row) => of(row).some(matches);
    },
    () => new Map(),
  );
}

function byCode({ codes, textsAt }: CodedTexts, matches: (text: string) => boolean): RowTest {
  /** 0: not looked at, 1: no, 2: yes. */
  const known: number[] = [];
  return (row) => {
    const code = codes[row] ?? 0;
    const before = known[code] ?? 0;
    if (before > 0) return before === 2;
    const holds = textsAt(code).some(matches);
    known[code] = holds ? 2 : 1;
    return holds;
  };
}

export function texts<S>(
  words: TextWords<S>,
  shown: readonly string[],
  make: (matches: (text: string) => boolean) => (source: S) => RowTest,
  tally: (source: S, rows: ArrayLike<number>) => ReadonlyMap<string, number>,
): Form<S> {
  const named = Object.keys(words);
  return {
    label: 'text',
    examples: [...named, ...shown],
    compared: false,
    test(value) {
      const plain = plainLiteral(value);
      if (!plain.ok) return plain;
      const { text, quoted } = plain.value;
      const word = text.toLowerCase();
      const said = !quoted && Object.hasOwn(words, word) ? words[word] : undefined;
      return right(said ?? make(compileGlob(text)));
    },
    offers: (source, rows) => [
      ...named.map((text): Offer => ({ text, count: null })),
      ...[...tally(source, rows)]
        .filter(([text]) => text !== '')
        .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .map(([text, count]): Offer => ({ text: written(text, named), count })),
    ],
  };
}

/** As it stands in a query: stars are stars, and what would be read as something else is in quotes. */
function written(text: string, words: readonly string[]): string {
  const glob = globOf(text);
  const isBare = /^(?![<>])(?:(?!\.\.)[^\s"(),])+$/.test(glob) && !words.includes(text.toLowerCase());
  return isBare ? glob : `"${glob.replaceAll(/["\\]/g, '\\$&')}"`;
}
