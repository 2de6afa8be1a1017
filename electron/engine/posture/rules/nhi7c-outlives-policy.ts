import type { Facts } from '#engine/inventory/facts.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { durationBeside, durationWords } from '#shared/lib/duration.ts';
import type { Limits } from '#shared/model/limits.ts';

/** Seconds that it may live without a human: less for what can write, pay or administer. */
const allowed = (facts: Facts, limits: Limits): number =>
  facts.knownTier <= 1 ? limits.sensitiveLifetime : limits.anyLifetime;

const shortAccess = 300;
const dayOfRefresh = 86_400;

export const outlivesPolicy: Rule = {
  id: 'NHI7c',
  pack: 'owasp',
  owasp: 'NHI7',
  title: 'Outlives the policy: effective lifetime too long',
  why: 'However short an access token, its renewals and static secrets decide how long a thief keeps going.',
  references: ['OWASP NHI7:2025 Long-Lived Secrets', 'RFC 9700 §4.14'],
  severity: 'high',
  flags(facts, { limits }) {
    return isActionable(facts) && facts.lifetime > allowed(facts, limits) ? 'high' : null;
  },
  explain(identity, facts, { limits, scoreIf }) {
    const most = allowed(facts, limits);
    const lived = durationBeside(facts.lifetime, most);
    const lives = facts.lifetime === Number.POSITIVE_INFINITY ? 'never ends' : `lives ${lived}`;
    const after = Math.min(most, facts.knownTier <= 1 ? shortAccess : dayOfRefresh);
    return {
      title: `${identity.name} ${lives} without a human, limit ${durationWords(most)}`,
      evidence: [
        { label: 'Effective lifetime', value: lived, ref: 'tokenPolicy' },
        {
          label: 'Limit',
          value: `${durationWords(most)} ${facts.knownTier <= 1 ? 'at tier T0 and T1' : 'for any'}`,
          ref: 'policy',
        },
      ],
      fixes: [
        {
          intent: 'shorten',
          label: `Shorten to ${durationWords(after)}: short access tokens, refresh with an absolute limit, secrets that end`,
          scoreAfter: scoreIf(facts, {
            lifetime: after,
            endlessCredential: facts.endlessCredential === 1 ? 0 : facts.endlessCredential,
          }),
          parameters: { accessTtlSeconds: Math.min(after, shortAccess), refreshAbsoluteSeconds: after },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'writes, and lives 30 days', facts: { tier: 1, knownTier: 1, lifetime: 2_592_000 }, severity: 'high' },
      { what: 'reads, and never ends', facts: { lifetime: Number.POSITIVE_INFINITY }, severity: 'high' },
      {
        what: 'writes for 40,000 people, and lives 30 days',
        facts: { tier: 1, knownTier: 1, lifetime: 2_592_000, customers: 40_000, reach: 40_001 },
        severity: 'critical',
      },
    ],
    clean: [
      { what: 'writes, and lives an hour', facts: { tier: 1, knownTier: 1, lifetime: 3600 } },
      { what: 'reads, and lives a week', facts: { lifetime: 604_800 } },
      { what: 'nobody knows how long it lives', facts: { lifetime: Number.NaN } },
    ],
  },
};
