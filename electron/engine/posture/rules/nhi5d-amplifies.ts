import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { someOf } from '#engine/posture/words.ts';
import type { Identity } from '#shared/model/identity.ts';

/** What its parents passed on, and what it holds beyond that; edges that do not name their scopes prove nothing. */
function compared(identity: Identity): { readonly passed: readonly string[]; readonly extra: readonly string[] } {
  const parents = identity.delegations.filter((edge) => edge.kind === 'spawned' && edge.to === identity.id);
  const passed = new Set(parents.flatMap((edge) => edge.scopes));
  if (passed.size === 0 || parents.some((edge) => edge.scopes.length === 0)) return { passed: [...passed], extra: [] };
  const held = new Set(identity.grants.flatMap((grant) => grant.scopes.map((scope) => scope.name)));
  return { passed: [...passed], extra: [...held].filter((name) => !passed.has(name)) };
}

export const amplifies: Rule = {
  id: 'NHI5d',
  pack: 'owasp',
  owasp: 'NHI5',
  title: 'Amplification: a sub-agent holds more than its parent passed on',
  why: 'Who can start a sub-agent that holds more than they do gains rights that nobody gave them.',
  references: ['OWASP NHI5:2025 Overprivileged NHI', 'RFC 8693 §4.1'],
  severity: 'critical',
  flags(facts) {
    return isActionable(facts) && facts.amplifies === 1 ? 'critical' : null;
  },
  explain(identity, facts, context) {
    const { passed, extra } = compared(identity);
    const evidence = [
      {
        label: 'Passed on by its parent',
        value: passed.length === 0 ? 'not recorded' : someOf(passed),
        ref: 'delegations',
      },
      { label: 'Held beyond that', value: extra.length === 0 ? 'none by name' : someOf(extra), ref: 'grants' },
    ];
    const disable = { intent: 'disable', label: 'Disable it', scoreAfter: 0, parameters: {} } as const;
    if (extra.length === 0) {
      return {
        title: `${identity.name} breaks the chain: too deep, or more than its parent holds`,
        evidence,
        fixes: [disable],
      };
    }
    const change = {
      ...narrowed(identity, facts, context, (scope) => !extra.includes(scope.name)),
      amplifies: 0,
    } as const;
    return {
      title: `${identity.name} holds ${someOf(extra)}, which its parent did not pass on`,
      evidence,
      fixes: [
        {
          intent: 'rescope',
          label: `Take ${someOf(extra)} away`,
          scoreAfter: context.scoreIf(facts, change),
          parameters: { remove: extra },
        },
        disable,
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'holds more than its parent', facts: { amplifies: 1 }, severity: 'critical' },
      { what: 'the same, bound and short-lived', facts: { amplifies: 1, bound: 1, lifetime: 300 }, severity: 'high' },
    ],
    clean: [
      { what: 'holds no more than its parent', facts: {} },
      { what: 'disabled already', facts: { amplifies: 1, status: 1 } },
    ],
  },
};
