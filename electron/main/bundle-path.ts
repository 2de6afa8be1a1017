import { join, sep } from 'node:path';
import { origin } from './page.ts';

/**
 * The file of the bundle that a URL names, or null where it names none: another host, credentials, a port, `..` in
 * any spelling, NUL, a backslash, an encoded slash, a hidden file.
 */
export function bundlePath(bundle: string, url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  // Node's URL knows no origin for our scheme, so that the parts are compared.
  if (`${parsed.protocol}//${parsed.host}` !== origin || parsed.username !== '' || parsed.password !== '') return null;
  const segments = parsed.pathname.split('/').slice(1);
  if (!segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}$/.test(segment) && !segment.includes('..'))) {
    return null;
  }
  const path = join(bundle, ...segments);
  return path.startsWith(bundle + sep) ? path : null;
}
