import { OAuthError } from './oauth-error.ts';

/** RFC 6749 §3.3: scope tokens, one space between two of them. */
const scopeSyntax = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** The scopes of a `scope` parameter, each once, in their order. Throws invalid_scope. */
export function readScope(text: string): readonly string[] {
  if (!scopeSyntax.test(text)) {
    throw new OAuthError('invalid_scope', 'The scope is malformed.', 'scope is malformed');
  }
  return [...new Set(text.split(' '))];
}

/** What of `scopes` every one of the lists has, in the order of `scopes`. */
export const intersect = (scopes: readonly string[], ...lists: readonly (readonly string[])[]): readonly string[] =>
  scopes.filter((scope) => lists.every((list) => list.includes(scope)));

export const without = (scopes: readonly string[], taken: readonly string[]): readonly string[] =>
  scopes.filter((scope) => !taken.includes(scope));
