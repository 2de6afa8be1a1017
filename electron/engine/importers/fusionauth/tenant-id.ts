/** A server may hold several tenants: only a file that speaks of one is that one's. */
export function tenantIn(text: string): string | null {
  const ids = new Set([...text.matchAll(/\\?"tenantId\\?"\s*:\s*\\?"([0-9a-f-]{36})/g)].map(([, id = '']) => id));
  const [only] = ids;
  return ids.size === 1 && only !== undefined ? only : null;
}
