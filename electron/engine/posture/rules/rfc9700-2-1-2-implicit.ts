import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const implicit = lint({
  id: 'RFC9700-2.1.2',
  pack: 'rfc9700',
  owasp: null,
  title: 'No access token comes through the browser',
  why: 'A token in an address is seen by scripts, histories and whoever the page refers to, and nothing can bind it.',
  references: ['RFC 9700 §2.1.2'],
  severity: 'high',
  cases: [
    {
      what: 'an access token in the authorization response',
      traits: ['implicit'],
      says: 'may get access tokens in authorization responses',
    },
  ],
  shows: (of) => [shown('Response types', of.responseTypes), shown('Grant types', of.grantTypes)],
  fix: changeRegistration('Leave it the response type code'),
});
