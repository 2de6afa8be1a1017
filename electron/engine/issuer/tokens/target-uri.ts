const absolute = /^(https?):\/\/([A-Za-z0-9.\-[\]:]+)(\/[!-~]*)?$/i;
const unreserved = /^[A-Za-z0-9\-._~]$/;

/**
 * Do `htu` and the request's URI name the same target (RFC 9449 §4.3 item 9)? Both are normalised by syntax and by scheme
 * (RFC 3986 §6.2.2, §6.2.3); query and fragment do not count. Whatever is no plain http URI is equal to nothing.
 */
export function sameTarget(htu: string, uri: string): boolean {
  const target = normalise(htu);
  return target !== null && target === normalise(uri);
}

function normalise(uri: string): string | null {
  const [, scheme, authority, path = '/'] = absolute.exec(uri.replace(/[?#].*$/s, '')) ?? [];
  if (scheme === undefined || authority === undefined || path.includes('\\')) return null;
  const ownPort = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const host = authority.toLowerCase();
  const hostAndPort = host.endsWith(ownPort) ? host.slice(0, -ownPort.length) : host;
  return `${scheme.toLowerCase()}://${hostAndPort}${withoutDots(decodeUnreserved(path))}`;
}

/** RFC 3986 §6.2.2.1 and §6.2.2.2. */
const decodeUnreserved = (path: string): string =>
  path.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return unreserved.test(character) ? character : octet.toUpperCase();
  });

/** RFC 3986 §5.2.4. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  });
  return `/${kept.join('/')}`;
}
