import { lint, shown } from '#engine/posture/lint.ts';
import { durationWords } from '#shared/lib/duration.ts';

export const looseRefresh = lint({
  id: 'NHI4e',
  pack: 'owasp',
  owasp: 'NHI4',
  title: 'Refresh token that neither rotates nor is bound, of a public client',
  why: 'A copy of it works as long as the original, and nobody notices that two use it.',
  references: ['OWASP NHI4:2025 Insecure Authentication', 'RFC 9700 §2.2.2', 'RFC 9700 §4.14'],
  severity: 'high',
  cases: [
    {
      what: 'a public client whose refresh tokens stay the same',
      traits: ['looseRefresh'],
      says: 'is public, and its refresh tokens neither rotate nor are bound',
    },
  ],
  shows: (of, { tokenPolicy }) => [
    shown('Client type', of.clientType),
    shown('Refresh tokens rotate', tokenPolicy?.refreshRotation ?? { unknown: 'not_recorded' }),
  ],
  fix: (_identity, facts, { limits, scoreIf }) => ({
    intent: 'shorten',
    label: `Let refresh tokens rotate at the server, or bind them (DPoP); until then let them end after ${durationWords(limits.sensitiveLifetime)}`,
    scoreAfter: scoreIf(facts, { lifetime: Math.min(facts.lifetime, limits.sensitiveLifetime) }),
    parameters: { refreshAbsoluteSeconds: limits.sensitiveLifetime },
  }),
});
