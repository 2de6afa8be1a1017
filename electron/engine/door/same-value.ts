/** Structural equality of what may travel over a port: plain objects, arrays, typed arrays and primitives. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) || (ArrayBuffer.isView(a) && !(a instanceof DataView))) {
    return sameItems(a as ArrayLike<unknown>, b as ArrayLike<unknown>); // Equal prototypes: both are lists.
  }
  const left = a as Readonly<Record<string, unknown>>; // What is left is a plain object.
  const right = b as Readonly<Record<string, unknown>>; // As above.
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]));
}

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    if (!sameValue(a[index], b[index])) return false;
  }
  return true;
}
