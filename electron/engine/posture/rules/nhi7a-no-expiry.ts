import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence, date, plural } from '#engine/posture/words.ts';
import { dayMs } from '#shared/lib/duration.ts';

const allowedDays = 90;

export const noExpiry: Rule = {
  id: 'NHI7a',
  pack: 'owasp',
  owasp: 'NHI7',
  title: 'No expiry: a static credential that never ends',
  why: 'A copy that leaked once opens the door for ever, because nothing but a human act ends it.',
  references: ['OWASP NHI7:2025 Long-Lived Secrets'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.endlessCredential === 1 ? 'high' : null;
  },
  explain(identity, facts, { now, scoreIf }) {
    const endless = activeStatic(identity).filter((credential) => credential.expiresAt === 'never');
    const end = now + allowedDays * dayMs;
    return {
      title: `${identity.name} has ${plural(endless.length, 'static credential')} without expiry`,
      evidence: endless.slice(0, 10).map((credential) => credentialEvidence(credential, 'expires never')),
      fixes: [
        {
          intent: 'shorten',
          label: `Let it expire within ${allowedDays} days`,
          scoreAfter: scoreIf(facts, {
            endlessCredential: 0,
            expiresAt: end,
            lifetime: Math.min(facts.lifetime, allowedDays * (dayMs / 1000)),
          }),
          parameters: { credentials: endless.map((credential) => credential.id), expiresBy: date(end) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'a client secret without expiry', facts: { endlessCredential: 1 }, severity: 'high' },
      { what: 'the same at tier 0', facts: { endlessCredential: 1, tier: 0, knownTier: 0 }, severity: 'critical' },
      {
        what: 'the same, but bound and short-lived',
        facts: { endlessCredential: 1, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'every secret ends', facts: {} },
      { what: 'the source does not say when it ends', facts: { endlessCredential: Number.NaN } },
      { what: 'a built-in client', facts: { endlessCredential: 1, builtIn: 1 } },
    ],
  },
};
