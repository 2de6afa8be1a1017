import type { Register } from './store.ts';

/** The register of that kind among those of a workspace. */
export function registerOf<R extends Register>(
  { registers }: { readonly registers: readonly Register[] },
  kind: new () => R,
): R {
  const found = registers.find((register): register is R => register instanceof kind);
  if (found === undefined) throw new Error(`this workspace was opened without its ${kind.name}`);
  return found;
}
