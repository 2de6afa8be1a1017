import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const refreshTokens = lint({
  id: 'RFC9700-2.2.2',
  pack: 'rfc9700',
  owasp: null,
  title: 'Refresh tokens of public clients rotate or are bound',
  why: 'Of a public client nothing else tells a copied refresh token from the original.',
  references: ['RFC 9700 §2.2.2', 'RFC 9700 §4.14.2'],
  severity: 'high',
  cases: [
    {
      what: 'refresh tokens of a public client that stay the same',
      traits: ['looseRefresh'],
      says: 'is public, and its refresh tokens neither rotate nor are bound',
    },
  ],
  shows: (of, { tokenPolicy }) => [
    shown('Client type', of.clientType),
    shown('Refresh tokens rotate', tokenPolicy?.refreshRotation ?? { unknown: 'not_recorded' }),
  ],
  fix: changeRegistration('Let its refresh tokens rotate, or bind them with DPoP'),
});
