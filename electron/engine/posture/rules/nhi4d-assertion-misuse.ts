import { assertionSignals } from '#engine/inventory/behaviour-of.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { eventRows } from '#engine/posture/seen.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { activeStatic } from '#engine/posture/words.ts';

const words: Readonly<Record<(typeof assertionSignals)[number], string>> = {
  assertion_to_endpoint: 'made out to the token endpoint',
  assertion_to_many: 'made out to several servers',
  assertion_long: 'good for more than five minutes',
  assertion_replayed: 'shown a second time',
};

const misuse = (bits: number): readonly string[] =>
  assertionSignals.filter((_, bit) => (bits & (1 << bit)) !== 0).map((signal) => words[signal]);

export const assertionMisuse: Rule = {
  id: 'NHI4d',
  pack: 'owasp',
  owasp: 'NHI4',
  title: 'Client assertions that work elsewhere, longer or twice',
  why: 'An assertion that another server would take too, or that is good for long, lets whoever sees it sign in as the client.',
  references: ['OWASP NHI4:2025 Insecure Authentication', 'RFC 7523 §3', 'RFC 9700 §2.5'],
  severity: 'medium',
  flags(facts) {
    return isActionable(facts) && facts.assertionMisuse > 0 ? 'medium' : null;
  },
  explain(identity, facts, context) {
    const { now, scoreIf } = context;
    const found = misuse(facts.assertionMisuse);
    const held = activeStatic(identity);
    return {
      title: `${identity.name} sends client assertions ${found.join(', ')}`,
      evidence: [
        { label: 'Its client assertions', value: found.join(', '), ref: 'activity' },
        ...eventRows(identity, 'assertions', context),
      ],
      fixes: [
        {
          intent: 'rotate',
          label: 'Replace its key, and make assertions for the issuer alone, once, for five minutes at most',
          scoreAfter: scoreIf(facts, { assertionMisuse: 0, rotatedAt: held.length > 0 ? now : facts.rotatedAt }),
          parameters: { credentials: held.map((credential) => credential.id) },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'made out to the token endpoint', facts: { assertionMisuse: 1 }, severity: 'medium' },
      { what: 'shown twice, at tier 0', facts: { assertionMisuse: 8, tier: 0, knownTier: 0 }, severity: 'high' },
    ],
    clean: [
      { what: 'for the issuer alone, short, once', facts: {} },
      { what: 'disabled already', facts: { assertionMisuse: 4, status: 1 } },
    ],
  },
};
