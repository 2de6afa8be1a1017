import { wildcardRedirects } from '#engine/inventory/redirects.ts';
import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const deprecatedGrant = lint({
  id: 'NHI4b',
  pack: 'owasp',
  owasp: 'NHI4',
  title: 'Deprecated way to a token: implicit, password, plain PKCE or a redirect with a wildcard',
  why: 'Each of them hands a token, a password or a code to somebody who only had to be in between.',
  references: [
    'OWASP NHI4:2025 Insecure Authentication',
    'RFC 9700 §2.1',
    'RFC 9700 §2.1.1',
    'RFC 9700 §2.1.2',
    'RFC 9700 §2.4',
  ],
  severity: 'high',
  cases: [
    { what: 'the password grant', traits: ['password'], says: 'may trade people’s passwords for tokens' },
    { what: 'the implicit grant', traits: ['implicit'], says: 'may get access tokens through the browser' },
    {
      what: 'a redirect with a wildcard',
      traits: ['wildcardRedirect'],
      says: 'has redirects with a wildcard',
    },
    { what: 'a challenge that is the verifier', traits: ['plainPkce'], says: 'sends its PKCE verifier in the open' },
  ],
  shows: (of) => [
    shown('Grant types', of.grantTypes),
    shown('Response types', of.responseTypes),
    ...(wildcardRedirects(of).length > 0 ? [shown('Redirects with a wildcard', wildcardRedirects(of))] : []),
    shown('PKCE', of.pkce),
  ],
  fix: changeRegistration('Leave it the authorization code with PKCE (S256) and exact redirects'),
});
