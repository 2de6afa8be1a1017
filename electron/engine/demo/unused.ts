/** Scopes that were granted and never exercised. */
export const unused = (...scopes: readonly string[]): Readonly<Record<string, 'never'>> =>
  Object.fromEntries(scopes.map((scope) => [scope, 'never' as const]));
