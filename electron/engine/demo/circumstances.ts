// From where and with what the company's identities act: one place and one program each, but for those that an analyst
// should find. Addresses and systems are those of documentation (RFC 5737, RFC 5398).
import type { Circumstances } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Draft, TenantKey } from './draft.ts';

const countries = ['DE', 'DE', 'NL', 'IE', 'SE'] as const;
const programs: Readonly<Record<TenantKey, readonly string[]>> = {
  'keycloak-prod': ['python-requests/2.32', 'Java-http-client/21.0', 'Go-http-client/1.1'],
  'auth0-customers': ['node-fetch/3.3', 'axios/1.7'],
  'okta-workforce': ['okta-sdk-java/18.2 java/21', 'okta-sdk-golang/5.0 golang/1.22 linux/6.6'],
  'entra-corp': ['python/3.12 azsdk-python-identity/1.19', 'NetFx/8.0 Linux/6.6'],
};
const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0 Safari/537.36';
const minuteMs = 60_000;

/** Where the second network of a copied credential is. */
export const elsewhere: Circumstances = { address: '198.51.100.77', network: 'AS64511 BR', userAgent: 'curl/8.5.0' };

type Oddity = (usual: Circumstances, at: Instant, isOwn: boolean) => Circumstances;
const isOneIn = (at: Instant, share: number): boolean => Math.floor(at / minuteMs) % share === 0;

const odd: Readonly<Record<string, Oddity>> = {
  'erp-legacy-sync': (usual) => ({ ...usual, userAgent: 'ERP-Connector/2.4', signals: ['key_in_url'] }),
  // A report script of somebody else runs with the same secret.
  'graph-reporter': (usual, at) => (isOneIn(at, 3) ? { ...usual, userAgent: 'curl/8.5.0' } : usual),
  'store-console-sa': (usual, _at, isOwn) => ({
    ...usual,
    userAgent: browser,
    ...(isOwn && { signals: ['console' as const] }),
  }),
};

/** `isOwn`: it acts in nobody's name. */
export function circumstancesOf({ name, tenant }: Draft, at: Instant, isOwn: boolean): Circumstances {
  const number = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
  const usual: Circumstances = {
    address: `203.0.113.${1 + (number % 254)}`,
    network: `AS${64_500 + (number % 5)} ${countries[number % countries.length]}`,
    userAgent: programs[tenant][number % programs[tenant].length] ?? '',
  };
  return odd[name]?.(usual, at, isOwn) ?? usual;
}
