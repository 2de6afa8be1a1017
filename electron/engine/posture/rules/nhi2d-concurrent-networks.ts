import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic, plural } from '#engine/posture/words.ts';

export const concurrentNetworks: Rule = {
  id: 'NHI2d',
  pack: 'owasp',
  owasp: 'NHI2',
  title: 'One credential from two networks at the same time',
  why: 'A machine is in one place: a credential that works from two of them has been copied, by its owner or by a thief.',
  references: ['OWASP NHI2:2025 Secret Leakage', 'RFC 9700 §2.2.1'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.concurrentNetworks === 1 ? 'high' : null;
  },
  explain(identity, facts, context) {
    const { now, scoreIf, limits } = context;
    const held = activeStatic(identity);
    const within = plural(limits.networkMinutes, 'minute');
    return {
      title: `${identity.name} was used from two networks within ${within}`,
      evidence: [
        { label: 'Networks of one credential', value: `two or more within ${within}`, ref: 'activity' },
        ...eventRows(identity, 'networks', context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Rotate it, and bind its tokens to a key (DPoP or mutual TLS)',
          scoreAfter: scoreIf(facts, { concurrentNetworks: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
        { intent: 'revoke', label: 'Revoke its tokens', scoreAfter: scoreIf(facts, {}), parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'from two autonomous systems within ten minutes', facts: { concurrentNetworks: 1 }, severity: 'high' },
      {
        what: 'the same, with tokens of five minutes that are bound to a key',
        facts: { concurrentNetworks: 1, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'from one network, or no log tells', facts: {} },
      { what: 'disabled already', facts: { concurrentNetworks: 1, status: 1 } },
    ],
  },
};
