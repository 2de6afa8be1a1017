// Secrets that stood in a request line, known again by the name before what was blanked.
import { isRequestLine, secretParameters, stripped } from '#shared/lib/secret-text.ts';
import type { Signal } from '#shared/model/activity.ts';

type Sort = Extract<Signal, `${string}_in_url`>;

const sortOf = new Map<string, Sort>([
  ...secretParameters.token.map((name) => [name, 'token_in_url'] as const),
  ...secretParameters.key.map((name) => [name, 'key_in_url'] as const),
  ...secretParameters.password.map((name) => [name, 'password_in_url'] as const),
]);
const blanked = new RegExp(`(?:^|[?&;#]|%3f|%26)([\\w-]+)(?:=|%3d)${stripped}`, 'gi');

/** What of it a line shows that was blanked: by the parameter's name, a token where it stood in the path. */
export function secretsIn(line: string): readonly Sort[] {
  if (!line.includes(stripped)) return [];
  const found = new Set<Sort>();
  let counted = 0;
  for (const [, name = ''] of line.matchAll(blanked)) {
    counted += 1;
    const sort = sortOf.get(name.toLowerCase());
    if (sort !== undefined) found.add(sort);
  }
  const all = line.split(stripped).length - 1;
  if (all > counted && isRequestLine(line)) found.add('token_in_url');
  return [...found];
}

/** The same of a query that a log writes as members of their own. */
export const secretsUnder = (members: readonly string[], textOf: (name: string) => unknown): readonly Sort[] => [
  ...new Set(members.flatMap((name) => (textOf(name) === stripped ? (sortOf.get(name.toLowerCase()) ?? []) : []))),
];
