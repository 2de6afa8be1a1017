import type { ScopePolicy } from './model.ts';
import type { IssuerState } from './state.ts';

/** Of the policies of these scopes the one whose `limit` is least; null: none of them has one. */
export function strictest(
  scopes: readonly string[],
  { scopePolicies }: Pick<IssuerState, 'scopePolicies'>,
  limit: (policy: ScopePolicy) => number | null,
): { readonly scope: string; readonly limit: number } | null {
  let found: { readonly scope: string; readonly limit: number } | null = null;
  for (const scope of scopes) {
    const policy = scopePolicies.get(scope);
    const value = policy === undefined ? null : limit(policy);
    if (value !== null && (found === null || value < found.limit)) found = { scope, limit: value };
  }
  return found;
}
