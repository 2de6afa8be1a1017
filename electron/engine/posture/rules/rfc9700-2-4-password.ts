import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const password = lint({
  id: 'RFC9700-2.4',
  pack: 'rfc9700',
  owasp: null,
  title: 'Nobody hands a password to a client',
  why: 'The client learns the password, people learn to type it anywhere, and a second factor has no place in it.',
  references: ['RFC 9700 §2.4'],
  severity: 'high',
  cases: [{ what: 'the password grant', traits: ['password'], says: 'may trade people’s passwords for tokens' }],
  shows: (of) => [shown('Grant types', of.grantTypes)],
  fix: changeRegistration('Leave it the authorization code, or the device grant where there is no browser'),
});
