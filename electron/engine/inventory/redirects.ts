// What redirect URIs and the addresses around them say. Pure; domains by the Public Suffix List that `tldts` carries.
import { getDomain } from 'tldts';
import { type Fact, isUnknown } from '#shared/model/fact.ts';
import type { Registration } from '#shared/model/registration.ts';

const schemeAndHost = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/?#:@]*)(?:[:/?#]|$)/i;

/** Scheme and host in small letters; null: no URI with an authority, or a template that somebody has still to fill in. */
export function placeIn(uri: string): { readonly scheme: string; readonly host: string } | null {
  const [, scheme, host] = schemeAndHost.exec(uri) ?? [];
  if (scheme === undefined || host === undefined || host === '' || /[${}#@<>%]/.test(host)) return null;
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase() };
}

/** RFC 8252 §7.3 and §8.3. */
export function isLoopback(uri: string): boolean {
  const host = placeIn(uri)?.host ?? '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** The domain that somebody registered, or '' where nobody can tell: addresses by number, names inside of a network. */
export function domainOf(uri: string): string {
  const place = placeIn(uri);
  if (place === null || !/^https?$/.test(place.scheme)) return '';
  return getDomain(place.host.replace(/^\*\./, ''), { allowPrivateDomains: true }) ?? '';
}

const usesBrowser = (grantTypes: Fact<readonly string[]>): boolean =>
  !isUnknown(grantTypes) && grantTypes.some((type) => type === 'authorization_code' || type === 'implicit');

/** Redirect URIs that count: those of a client that sends people to the authorization endpoint. */
export function usedRedirects({ redirectUris, grantTypes }: Registration): readonly string[] {
  return isUnknown(redirectUris) || !usesBrowser(grantTypes) ? [] : redirectUris;
}

/** An asterisk that the server takes for any text. */
export const wildcardRedirects = (of: Registration): readonly string[] =>
  of.redirectMatch === 'pattern' ? usedRedirects(of).filter((uri) => uri.includes('*')) : [];

/** RFC 9700 §2.6: `http` only for the loopback interface. */
export const plainRedirects = (of: Registration): readonly string[] =>
  usedRedirects(of).filter((uri) => placeIn(uri)?.scheme === 'http' && !isLoopback(uri));

/** Neither `https` nor the loopback interface; what cannot be read is left alone. */
export const oddRedirects = (of: Registration): readonly string[] =>
  usedRedirects(of).filter((uri) => {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
    return scheme !== undefined && scheme !== 'https' && !isLoopback(uri);
  });

/** Of a client that keeps a secret on a server: whoever runs something on the user's machine gets its codes. */
export const loopbackRedirects = (of: Registration): readonly string[] =>
  of.clientType === 'confidential' && of.applicationType !== 'native' ? usedRedirects(of).filter(isLoopback) : [];

/** Where its id is an address, that is its publisher; else its page is. */
export function publisherDomain({ way, metadataUris, clientUri }: Registration): string {
  if (way === 'metadata_document') return domainOf(metadataUris[0] ?? '');
  return isUnknown(clientUri) ? '' : domainOf(clientUri);
}

/** Addresses of another domain than the publisher's; none where that is not known. */
export function strangeAddresses(of: Registration): readonly string[] {
  const own = publisherDomain(of);
  if (own === '') return [];
  const page = of.way === 'metadata_document' && !isUnknown(of.clientUri) ? [of.clientUri] : [];
  return [...usedRedirects(of), ...page].filter((uri) => {
    const domain = isLoopback(uri) ? '' : domainOf(uri);
    return domain !== '' && domain !== own;
  });
}
