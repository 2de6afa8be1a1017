import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { credentialEvidence } from '#engine/posture/words.ts';
import { durationWords } from '#shared/lib/duration.ts';

/**
 * PRODUCT 4c speaks of the life of a token. How long a thief of it goes on is the effective lifetime, which counts its
 * renewals too.
 */
export const unbound: Rule = {
  id: 'NHI4c',
  pack: 'owasp',
  owasp: 'NHI4',
  title: 'Unbound: sensitive rights on a bearer token',
  why: 'A bearer token works for whoever holds it, so a copy from a log or a proxy is as good as the original.',
  references: ['OWASP NHI4:2025 Insecure Authentication', 'RFC 9700 §2.2.1', 'RFC 9449', 'RFC 8705'],
  severity: 'medium',
  flags(facts, { limits }) {
    // Without a credential on record nobody knows what binds it.
    if (!isActionable(facts) || facts.activeCredentials === 0 || facts.bound === 1 || !(facts.knownTier <= 1)) {
      return null;
    }
    if (!(facts.lifetime > limits.shortLifetime)) return null;
    return facts.lifetime > limits.sensitiveLifetime ? 'high' : 'medium';
  },
  graded: (_facts, { limits }) => `goes on for more than ${durationWords(limits.sensitiveLifetime)} without a human`,
  explain(identity, facts, { limits, scoreIf }) {
    const free = identity.credentials.filter(({ status, binding }) => status === 'active' && binding === 'none');
    const short = durationWords(limits.shortLifetime);
    return {
      title: `${identity.name} holds T${facts.knownTier} on tokens that are bound to no key`,
      evidence: [
        { label: 'Effective lifetime', value: durationWords(facts.lifetime), ref: 'tokenPolicy' },
        { label: 'Limit without binding', value: short, ref: 'policy' },
        ...free.slice(0, 10).map((credential) => credentialEvidence(credential, 'bound to no key')),
      ],
      fixes: [
        {
          intent: 'shorten',
          label: `Shorten to ${short}, as long as tokens are not bound by DPoP or mTLS`,
          scoreAfter: scoreIf(facts, {
            lifetime: limits.shortLifetime,
            endlessCredential: facts.endlessCredential === 1 ? 0 : facts.endlessCredential,
          }),
          parameters: { accessTtlSeconds: limits.shortLifetime, refreshAbsoluteSeconds: limits.shortLifetime },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'writes, and lives an hour', facts: { tier: 1, knownTier: 1, lifetime: 3600 }, severity: 'medium' },
      { what: 'writes, and lives two days', facts: { tier: 1, knownTier: 1, lifetime: 172_800 }, severity: 'high' },
      { what: 'administers, and lives an hour', facts: { tier: 0, knownTier: 0, lifetime: 3600 }, severity: 'high' },
    ],
    clean: [
      { what: 'reads harmless things for an hour', facts: { lifetime: 3600 } },
      { what: 'writes, and lives five minutes', facts: { tier: 1, knownTier: 1 } },
      { what: 'writes, but its tokens are bound', facts: { tier: 1, knownTier: 1, lifetime: 3600, bound: 1 } },
      { what: 'nobody knows how long it lives', facts: { tier: 1, knownTier: 1, lifetime: Number.NaN } },
      {
        what: 'no credential is on record',
        facts: { tier: 1, knownTier: 1, lifetime: 3600, activeCredentials: 0 },
      },
    ],
  },
};
