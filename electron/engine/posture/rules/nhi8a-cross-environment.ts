import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, credentialEvidence } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';

export const crossEnvironment: Rule = {
  id: 'NHI8a',
  pack: 'owasp',
  owasp: 'NHI8',
  title: 'Crosses environments: one credential in production and elsewhere',
  why: 'Whoever reads the settings of a test system, which many may, holds the key of production.',
  references: ['OWASP NHI8:2025 Environment Isolation'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.crossEnvironment === 1 ? 'high' : null;
  },
  explain(identity, facts, { now, scoreIf, crosses = () => true }) {
    const held = activeStatic(identity);
    const seen = held.filter(({ fingerprint }) => !isUnknown(fingerprint) && crosses(fingerprint));
    const here = isUnknown(identity.environment) ? 'unknown' : identity.environment;
    return {
      title: `${identity.name} uses one credential in production and elsewhere`,
      evidence: [
        { label: 'Environment on record', value: here, ref: 'environment' },
        ...seen.map((credential) => credentialEvidence(credential, 'also seen in another environment')),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Give each environment a credential of its own',
          scoreAfter: scoreIf(facts, {
            crossEnvironment: 0,
            rotatedAt: held.length === seen.length ? now : facts.rotatedAt,
          }),
          parameters: { credentials: seen.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'its secret also opens a test system', facts: { crossEnvironment: 1 }, severity: 'high' },
      {
        what: 'the same at tier 0',
        facts: { crossEnvironment: 1, tier: 0, knownTier: 0 },
        severity: 'critical',
      },
    ],
    clean: [
      { what: 'each environment has its own', facts: {} },
      { what: 'disabled already', facts: { crossEnvironment: 1, status: 1 } },
    ],
  },
};
