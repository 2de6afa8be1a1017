import { credentialPoints } from '#engine/inventory/credential-strength.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { exampleInstant } from '#engine/posture/example-clock.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence, daysBetween, rotatedSince } from '#engine/posture/words.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Limits } from '#shared/model/limits.ts';

const allowed = (facts: Facts, limits: Limits): number =>
  facts.credential === credentialPoints.private_key_jwt ? limits.keyRotationDays : limits.rotationDays;

export const rotationOverdue: Rule = {
  id: 'NHI7b',
  pack: 'owasp',
  owasp: 'NHI7',
  title: 'Rotation overdue: a credential older than the policy allows',
  why: 'The older a secret, the more copies of it lie about, and the more people who left have seen it.',
  references: ['OWASP NHI7:2025 Long-Lived Secrets'],
  severity: 'medium',
  flags(facts, { now, limits }) {
    if (!isActionable(facts) || facts.staticCredentials === 0) return null;
    const days = (now - facts.rotatedAt) / dayMs;
    const most = allowed(facts, limits);
    if (!(days > most)) return null;
    return days > 2 * most ? 'high' : 'medium';
  },
  graded: (facts, { limits }) => `more than twice the ${allowed(facts, limits)} d of the policy`,
  explain(identity, facts, { now, limits, scoreIf }) {
    const most = allowed(facts, limits);
    const old = activeStatic(identity).filter((credential) => {
      const since = rotatedSince(credential);
      return !isUnknown(since) && now - since > most * dayMs;
    });
    return {
      title: `${identity.name} was last rotated ${daysBetween(facts.rotatedAt, now)} ago, policy ${most} d`,
      evidence: old.slice(0, 10).map((credential) => {
        const since = rotatedSince(credential);
        return credentialEvidence(credential, isUnknown(since) ? 'age unknown' : `${daysBetween(since, now)} old`);
      }),
      fixes: [
        {
          intent: 'rotate',
          label: 'Rotate, the old one overlapping until the new one is used',
          scoreAfter: scoreIf(facts, { rotatedAt: now }),
          parameters: { credentials: old.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'a secret of 100 days', facts: { rotatedAt: exampleInstant(100) }, severity: 'medium' },
      { what: 'a secret of 200 days', facts: { rotatedAt: exampleInstant(200) }, severity: 'high' },
      {
        what: 'a key of 400 days',
        facts: { rotatedAt: exampleInstant(400), credential: credentialPoints.private_key_jwt },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'rotated 40 days ago', facts: {} },
      {
        what: 'a key of 200 days',
        facts: { rotatedAt: exampleInstant(200), credential: credentialPoints.private_key_jwt },
      },
      { what: 'no static credential at all', facts: { rotatedAt: Number.POSITIVE_INFINITY, staticCredentials: 0 } },
      { what: 'the source does not record rotation', facts: { rotatedAt: Number.NaN } },
    ],
  },
};
