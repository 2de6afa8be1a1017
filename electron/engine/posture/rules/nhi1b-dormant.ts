import type { Facts } from '#engine/inventory/facts.ts';
import { exampleInstant } from '#engine/posture/example-clock.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { daysBetween, moment, plural } from '#engine/posture/words.ts';
import { dayMs } from '#shared/lib/duration.ts';

/** Days for which nobody used it; NaN when that is unknown, negative when it is too young to say. */
function idleDays(facts: Facts, { now, limits }: RuleContext): number {
  if (facts.lastUsedAt !== Number.NEGATIVE_INFINITY) return (now - facts.lastUsedAt) / dayMs;
  const age = (now - facts.createdAt) / dayMs;
  // Never used counts from 30 days on, where use counts from 90.
  return age > limits.neverUsedDays ? Math.max(age, limits.dormantDays + 1) : -1;
}

export const dormant: Rule = {
  id: 'NHI1b',
  pack: 'owasp',
  owasp: 'NHI1',
  title: 'Dormant: enabled, but nobody uses it',
  why: 'What nobody uses can be taken away without anybody noticing, until a thief is the one who uses it.',
  references: ['OWASP NHI1:2025 Improper Offboarding'],
  severity: 'medium',
  flags(facts, context) {
    if (!isActionable(facts)) return null;
    const days = idleDays(facts, context);
    if (!(days > context.limits.dormantDays)) return null;
    return days > context.limits.dormantHighDays ? 'high' : 'medium';
  },
  graded: (_facts, { limits }) => `unused for more than ${plural(limits.dormantHighDays, 'day')}`,
  explain(identity, facts, { now }) {
    const never = facts.lastUsedAt === Number.NEGATIVE_INFINITY;
    const idle = never
      ? `never used since ${moment(identity.createdAt, 'never')}`
      : `unused for ${daysBetween(facts.lastUsedAt, now)}`;
    return {
      title: `${identity.name} is ${idle}, and enabled`,
      evidence: [
        { label: 'Last used', value: moment(identity.lastUsedAt, 'never'), ref: 'lastUsedAt' },
        { label: 'Created', value: moment(identity.createdAt, 'never'), ref: 'createdAt' },
        { label: 'Scopes granted', value: plural(facts.scopesGranted, 'scope'), ref: 'grants' },
      ],
      fixes: [
        {
          intent: 'quarantine',
          label: 'Quarantine for 14 days, then delete',
          scoreAfter: 0,
          parameters: { days: 14 },
        },
        { intent: 'delete', label: 'Delete it', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'last used 100 days ago', facts: { lastUsedAt: exampleInstant(100) }, severity: 'medium' },
      { what: 'last used 200 days ago', facts: { lastUsedAt: exampleInstant(200) }, severity: 'high' },
      {
        what: 'never used, created 40 days ago',
        facts: { lastUsedAt: Number.NEGATIVE_INFINITY, createdAt: exampleInstant(40) },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'used yesterday', facts: { lastUsedAt: exampleInstant(1) } },
      { what: 'the source does not record use', facts: { lastUsedAt: Number.NaN } },
      {
        what: 'never used, but only a week old',
        facts: { lastUsedAt: Number.NEGATIVE_INFINITY, createdAt: exampleInstant(7) },
      },
      { what: 'disabled already', facts: { lastUsedAt: exampleInstant(200), status: 1 } },
    ],
  },
};
