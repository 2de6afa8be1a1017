import type { z } from 'zod';
import { nearest } from '#engine/query/nearest.ts';
import { type JsonSchema, namesIn } from './document-schema.ts';

export interface NamedProblem {
  /** The member of the place that is wrong by its name; null: the value of the place is. */
  readonly key: string | null;
  readonly message: string;
  /** A phrase that follows “Expected”. */
  readonly expected: string;
}

/** Of one place; more say no more. */
const mostNames = 100;

type Issue = z.core.$ZodIssue;
const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  object: 'names with values below',
  array: 'a list',
  boolean: 'true or false',
};

/** What zod found, in the words of the product. `here`: the schema of the place. */
export function nameProblem(issue: Issue, here: JsonSchema | undefined): NamedProblem[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, mostNames).map((key) => unknownName(key, namesIn(here)));
    case 'invalid_type': {
      const expected = kinds[issue.expected] ?? issue.expected;
      return [issue.input === undefined ? missing(issue, expected) : value('This is no value here.', expected)];
    }
    case 'too_small':
      return [value('This is too little.', `at least ${issue.minimum}${unitOf(issue)}`)];
    case 'too_big':
      return [value('This is too much.', `at most ${issue.maximum}${unitOf(issue)}`)];
    case 'invalid_value': {
      if (issue.input === undefined) return [missing(issue, `one of ${issue.values.join(', ')}`)];
      const said = typeof issue.input === 'string' ? nearest(issue.input, issue.values.map(String)) : null;
      return [value('This is none of its values.', said === null ? `one of ${issue.values.join(', ')}` : `“${said}”`)];
    }
    default:
      return [value('This is no value here.', phrase(here?.description ?? 'Another value.'))];
  }
}

const value = (message: string, expected: string): NamedProblem => ({ key: null, message, expected });
function missing({ path }: Issue, expected: string): NamedProblem {
  const name = String(path.at(-1) ?? '');
  return value(name === '' ? 'There is nothing here.' : `“${name}” is missing.`, `${name}: with ${expected}`);
}
/** A sentence as it follows “Expected”. */
const phrase = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '');
const unitOf = (issue: { readonly origin?: string }): string => (issue.origin === 'string' ? ' characters' : '');

function unknownName(key: string, names: readonly string[]): NamedProblem {
  const meant = nearest(key, names);
  return {
    key,
    message: `There is no “${key}” here.`,
    expected: meant === null ? `one of ${names.join(', ')}` : `“${meant}”`,
  };
}
