import { changeRegistration, lint, shown } from '#engine/posture/lint.ts';

export const refreshExpiry = lint({
  id: 'RFC9700-4.14',
  pack: 'rfc9700',
  owasp: null,
  title: 'Refresh tokens lapse when nobody uses them',
  why: 'A refresh token that was forgotten years ago works for whoever finds it.',
  references: ['RFC 9700 §4.14.2'],
  severity: 'medium',
  cases: [
    {
      what: 'refresh tokens that never lapse',
      traits: ['endlessRefresh'],
      says: 'has refresh tokens that never lapse when they are idle',
    },
  ],
  shows: (_of, { tokenPolicy }) => [
    shown('Lapse when idle for', tokenPolicy?.refreshIdle === 'never' ? 'never' : 'not recorded'),
  ],
  fix: changeRegistration('Let refresh tokens lapse after some weeks without use'),
});
