/**
 * JSON with object members in code-unit order, so that equal values have equal text.
 * Members that are `undefined` are left out, as JSON.stringify does. Throws on cycles.
 */
export function stableStringify(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const source = inner as Readonly<Record<string, unknown>>;
    const sorted: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(source).sort()) sorted[key] = source[key];
    return sorted;
  });
}
