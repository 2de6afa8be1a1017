// What Kubernetes objects leave in clear: the data of secrets and config maps, environment variables, and the copy of all
// this that kubectl writes into an annotation.
import { stripped } from '#engine/importers/strip-secrets.ts';

const dataNames = new Set(['data', 'stringData', 'binaryData']);
const copyOfAll = 'kubectl.kubernetes.io/last-applied-configuration';

/** Blanks in place: the value was parsed for us and nobody else holds it. */
export function blankData(value: unknown): void {
  if (Array.isArray(value)) {
    for (const inner of value) blankData(inner);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  // Parsed data: every member is an own, plain one.
  const object = value as Record<string, unknown>;
  for (const name in object) {
    const inner = object[name];
    if (dataNames.has(name)) object[name] = blanked(inner);
    else if (name === copyOfAll) object[name] = stripped;
    else if (name === 'env' && Array.isArray(inner)) inner.forEach(blankVariable);
    else blankData(inner);
  }
}

/** The names of the data stay: they say what was there. */
function blanked(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data === null ? null : stripped;
  return Object.fromEntries(Object.keys(data).map((name) => [name, stripped]));
}

function blankVariable(variable: unknown): void {
  if (typeof variable === 'object' && variable !== null && 'value' in variable) variable.value = stripped;
}
