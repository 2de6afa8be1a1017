// What log entries leave in clear: start-up scripts and keys in the metadata of virtual machines.
import { stripped } from '#engine/importers/strip-secrets.ts';

/** Blanks in place: the value was parsed for us and nobody else holds it. */
export function blankMetadata(value: unknown, under = ''): void {
  if (Array.isArray(value)) {
    for (const inner of value) {
      if (under === 'items' && typeof inner === 'object' && inner !== null && 'value' in inner && 'key' in inner)
        inner.value = stripped;
      else blankMetadata(inner);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) blankMetadata(inner, name);
  }
}
