import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { moment, someOf } from '#engine/posture/words.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';

/** Unknown use is not "unused". */
const isIdle = (scope: GrantedScope, { now, limits }: RuleContext): boolean =>
  scope.lastUsedAt === 'never' || (!isUnknown(scope.lastUsedAt) && scope.lastUsedAt < now - limits.usageDays * dayMs);

export const unusedPrivilege: Rule = {
  id: 'NHI5b',
  pack: 'owasp',
  owasp: 'NHI5',
  title: 'Unused privilege: half of its scopes or more',
  why: 'Scopes that nobody uses serve only the one who steals the credential.',
  references: ['OWASP NHI5:2025 Overprivileged NHI'],
  severity: 'high',
  flags(facts, { limits }) {
    if (!isActionable(facts) || facts.scopesGranted === 0) return null;
    const share = (facts.scopesGranted - facts.scopesUsed) / facts.scopesGranted;
    return share >= limits.unusedShare ? 'high' : null;
  },
  explain(identity, facts, context) {
    const used = new Set<string>();
    const idle = new Map<string, { scope: GrantedScope; grant: string }>();
    for (const grant of identity.grants) {
      for (const scope of grant.scopes) {
        if (identity.lastUsedAt === 'never' || isIdle(scope, context)) idle.set(scope.name, { scope, grant: grant.id });
        else used.add(scope.name);
      }
    }
    const names = [...idle.keys()].filter((name) => !used.has(name));
    const change = narrowed(identity, facts, context, (scope) => !names.includes(scope.name));
    return {
      title: `${facts.scopesGranted - facts.scopesUsed} of ${facts.scopesGranted} scopes unused in ${context.limits.usageDays} days: ${someOf(names)}`,
      evidence: names.slice(0, 10).map((name) => {
        const found = idle.get(name);
        return {
          label: name,
          value: `last used ${found === undefined ? 'never' : moment(found.scope.lastUsedAt, 'never')}`,
          ref: `grant:${found?.grant ?? ''}`,
        };
      }),
      fixes: [
        {
          intent: 'rescope',
          label:
            used.size === 0
              ? 'Take every scope away'
              : `Keep the ${used.size === 1 ? 'scope' : `${used.size} scopes`} in use, take ${names.length} away`,
          scoreAfter: context.scoreIf(facts, change),
          parameters: { keep: [...used], remove: names },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: '6 of 10 scopes unused', facts: { scopesGranted: 10, scopesUsed: 4, unused: 0.6 }, severity: 'high' },
      {
        what: 'half unused, and 40,000 people behind it',
        facts: { scopesGranted: 4, scopesUsed: 2, unused: 0.5, customers: 40_000, reach: 40_001 },
        severity: 'critical',
      },
      {
        what: 'half unused, but bound and short-lived',
        facts: { scopesGranted: 4, scopesUsed: 2, unused: 0.5, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'one of ten unused', facts: { scopesGranted: 10, scopesUsed: 9, unused: 0.1 } },
      { what: 'use is not recorded', facts: { scopesGranted: 10, scopesUsed: Number.NaN, unused: Number.NaN } },
      { what: 'it holds no scope', facts: { scopesGranted: 0, scopesUsed: 0, tier: 4, knownTier: 4 } },
    ],
  },
};
