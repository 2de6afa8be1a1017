import { plainRedirects } from '#engine/inventory/redirects.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const plainRedirect = lint({
  id: 'RFC9700-2.6',
  pack: 'rfc9700',
  owasp: null,
  title: 'Authorization responses are encrypted on their way',
  why: 'Over http everybody on the way reads the code.',
  references: ['RFC 9700 §2.6', 'RFC 8252 §7.3'],
  severity: 'high',
  cases: [{ what: 'a redirect over http to a host', traits: ['plainRedirect'], says: 'takes codes over http' }],
  shows: (of) => [shown('Over http', plainRedirects(of))],
  fix: changeRegistration('Register https addresses'),
});
