import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const audience = lint({
  id: 'RFC9700-2.3',
  pack: 'rfc9700',
  owasp: null,
  title: 'Access tokens say whom they are for',
  why: 'A token without an audience that leaks at one API opens all the others.',
  references: ['RFC 9700 §2.3', 'RFC 8707 §2', 'RFC 9700 §4.10.2'],
  severity: 'medium',
  cases: [
    {
      what: 'tokens with scopes and without an audience',
      traits: ['anyAudience'],
      says: 'gets tokens that name no audience',
    },
  ],
  shows: (of) => [shown('Tokens are for', of.audiences)],
  fix: changeRegistration('Name the resource servers that its tokens are for'),
});
