// Addresses of receivers may hold what lets them in: all behind the path, and who is asked.
import { stripped } from '#engine/importers/strip-secrets.ts';

const names = new Set(['config', 'config_was']);

/** Blanks in place: the value was parsed for us and nobody else holds it. */
export function blankAddresses(value: unknown): void {
  if (Array.isArray(value)) {
    for (const inner of value) blankAddresses(inner);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (names.has(name) && typeof inner === 'object' && inner !== null && 'url' in inner) {
      if (typeof inner.url === 'string') inner.url = withoutSecrets(inner.url);
    } else blankAddresses(inner);
  }
}

/** The host stays; a path such as `/services/T0/B0/x` is a secret of its own. */
const withoutSecrets = (url: string): string => {
  const host = /^([a-z][a-z\d+.-]*:\/\/)(?:[^/?#@]*@)?([^/?#]*)/i.exec(url);
  if (host === null) return stripped;
  const whole = `${host[1]}${host[2]}`;
  return whole === url || `${whole}/` === url ? url : `${whole}/${stripped}`;
};
