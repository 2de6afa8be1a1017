import { type Places, readText } from '#engine/documents/yaml-text.ts';
import { identityLanguage } from '#engine/projections/fields/identity.ts';
import type { Picture } from '#engine/projections/picture.ts';
import { compile } from '#engine/query/compile.ts';
import type { RowTest } from '#engine/query/field.ts';
import type { Query } from '#engine/query/query.ts';
import type { DocumentProblem } from '#shared/contract/documents.ts';
import type { ReadRule } from './own-rule.ts';
import { ruleSchema } from './rule-schema.ts';

/** UTF-16 units of one rule. */
const longestRule = 16_384;
/** Terms and words of one query. */
const mostTerms = 60;

/** The rule that a text stands for, its queries compiled. Its examples are not run here. */
export function readRule(text: string): ReadRule {
  const read = readText(ruleSchema, text);
  if (!read.ok) return read;
  const { value: document, places } = read;
  if (text.length > longestRule) {
    const problem = places.problemAt(
      longestRule,
      text.length,
      'The rule is too long.',
      `at most ${longestRule} characters`,
    );
    return { ok: false, problems: [problem] };
  }
  const problems: DocumentProblem[] = [];
  const test = (path: readonly PropertyKey[], query: string): ((picture: Picture) => RowTest) => {
    const found = testOf(places, path, query, text);
    if (typeof found === 'function') return found;
    problems.push(found);
    return () => () => false;
  };
  const when = test(['when'], document.when);
  const raise = (document.raise ?? []).map((each, index) => test(['raise', index, 'when'], each.when));
  return problems.length === 0 ? { ok: true, rule: { document, when, raise } } : { ok: false, problems };
}

function testOf(
  places: Places,
  path: readonly PropertyKey[],
  query: string,
  text: string,
): ((picture: Picture) => RowTest) | DocumentProblem {
  // A plain or block scalar is searched as it stands, its line feeds as blanks: problems then have their own place.
  const place = places.scalar(path);
  const source = place === null ? query : text.slice(place.at, place.end).replaceAll(/\s/g, ' ');
  const compiled = compile(identityLanguage, source);
  if (!compiled.ok) {
    const { at, end, message, expected } = compiled.problem;
    return place === null
      ? places.problem(path, message, expected)
      : places.problemAt(place.at + at, Math.max(place.at + at + 1, place.at + end), message, expected);
  }
  const { query: parsed, test } = compiled.value;
  if (test === null) return places.problem(path, 'The query finds everybody.', 'a term such as kind:agent');
  if (termsIn(parsed) > mostTerms) return places.problem(path, 'The query is too long.', `at most ${mostTerms} terms`);
  return test;
}

function termsIn(query: Query): number {
  if (query.is === 'term') return query.values.length;
  if (query.is === 'word') return 1;
  if (query.is === 'not') return termsIn(query.of);
  return query.of.reduce((sum, each) => sum + termsIn(each), 0);
}
