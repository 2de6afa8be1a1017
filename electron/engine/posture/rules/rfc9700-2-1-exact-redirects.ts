import { wildcardRedirects } from '#engine/inventory/redirects.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const exactRedirects = lint({
  id: 'RFC9700-2.1',
  pack: 'rfc9700',
  owasp: null,
  title: 'Redirects are compared octet by octet',
  why: 'A redirect with a wildcard is an address that the client does not control in full, and codes go there.',
  references: ['RFC 9700 §2.1', 'RFC 9700 §4.1.3'],
  severity: 'high',
  cases: [{ what: 'a redirect with a wildcard', traits: ['wildcardRedirect'], says: 'has redirects with a wildcard' }],
  shows: (of) => [shown('Redirects with a wildcard', wildcardRedirects(of)), shown('Compared', of.redirectMatch)],
  fix: changeRegistration('Register every redirect in full'),
});
