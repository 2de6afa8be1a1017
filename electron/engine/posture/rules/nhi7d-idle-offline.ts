import { idleSince, isLiveOffline } from '#engine/inventory/grant-spans.ts';
import { exampleInstant } from '#engine/posture/example-clock.ts';
import { grantsWithout, withGrants } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { date, daysBetween, plural } from '#engine/posture/words.ts';
import { dayMs } from '#shared/lib/duration.ts';
import type { Identity } from '#shared/model/identity.ts';

const isIdle = (since: number, { now, limits }: RuleContext): boolean => now - since > limits.offlineIdleDays * dayMs;

const idleGrants = ({ grants }: Identity, context: RuleContext): Identity['grants'] =>
  grants.filter((grant) => isLiveOffline(grant, context.now) && isIdle(idleSince(grant), context));

export const idleOffline: Rule = {
  id: 'NHI7d',
  pack: 'owasp',
  owasp: 'NHI7',
  title: 'Idle offline grant: a refresh token that nobody uses and that still works',
  why: 'The customer has forgotten it, the agent does not need it, and a thief can still trade it for tokens.',
  references: ['OWASP NHI7:2025 Long-Lived Secrets', 'RFC 9700 §4.14.2'],
  severity: 'medium',
  flags(facts, context) {
    if (!isActionable(facts) || !isIdle(facts.offlineIdleSince, context)) return null;
    return 'medium';
  },
  explain(identity, facts, context) {
    const idle = idleGrants(identity, context);
    const ids = new Set(idle.map(({ id }) => id));
    const change = withGrants(identity, facts, context, grantsWithout(identity, ids));
    return {
      title: `${identity.name} has ${plural(idle.length, 'offline grant')} that nobody used for ${daysBetween(facts.offlineIdleSince, context.now)}`,
      evidence: [
        { label: 'Idle since', value: date(facts.offlineIdleSince), ref: 'grants' },
        { label: 'Allowed', value: `${context.limits.offlineIdleDays} d`, ref: 'policy' },
        ...idle.slice(0, 10).map((grant) => ({
          label: `${grant.origin} on ${grant.resource}`,
          value: `${grant.lastUsedAt === 'never' ? 'never used, given' : 'last used'} ${date(idleSince(grant))}`,
          ref: `grant:${grant.id}`,
        })),
      ],
      fixes: [
        {
          intent: 'revoke',
          label: `Revoke ${idle.length === 1 ? 'it' : 'them'}; let refresh tokens lapse when they are idle`,
          scoreAfter: context.scoreIf(facts, change),
          parameters: { grants: [...ids] },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'an offline session of 40 days', facts: { offlineIdleSince: exampleInstant(40) }, severity: 'medium' },
      {
        what: 'the same at tier 0',
        facts: { offlineIdleSince: exampleInstant(40), tier: 0, knownTier: 0 },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'used a week ago', facts: { offlineIdleSince: exampleInstant(7) } },
      { what: 'none, or nobody knows when it was used', facts: { offlineIdleSince: Number.NaN } },
      { what: 'disabled already', facts: { offlineIdleSince: exampleInstant(90), status: 1 } },
    ],
  },
};
