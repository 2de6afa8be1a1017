import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { moment, plural, presenceWords, someOf } from '#engine/posture/words.ts';
import { identityStatuses } from '#shared/model/identity.ts';

export const ghost: Rule = {
  id: 'NHI1d',
  pack: 'owasp',
  owasp: 'NHI1',
  title: 'Ghost: its parent is gone, and it goes on',
  why: 'Whoever switched the parent off believes that its work has ended, and nobody watches what it started.',
  references: ['OWASP NHI1:2025 Improper Offboarding', 'RFC 8693 §4.1'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.ghost === 1 ? 'high' : null;
  },
  explain(identity, facts, { whoIs, scoreIf }) {
    const parents = identity.delegations
      .filter(({ kind, from, to }) => kind === 'spawned' && to === identity.id && from !== to)
      .flatMap(({ from }) => {
        const parent = whoIs(from);
        return parent === null ? [] : [{ id: from, ...parent }];
      });
    const names = [...new Set(parents.map(({ name }) => name))];
    return {
      title: `${identity.name} goes on although ${names.length === 0 ? 'its parent' : someOf(names)} is gone`,
      evidence: [
        ...parents.slice(0, 10).map(({ id, name, state }) => ({
          label: `Parent ${name}`,
          value: presenceWords(state),
          ref: `identity:${id}`,
        })),
        {
          label: 'It can still sign in with',
          value: plural(facts.activeCredentials, 'credential'),
          ref: 'credentials',
        },
        { label: 'Last used', value: moment(identity.lastUsedAt, 'never'), ref: 'lastUsedAt' },
      ],
      fixes: [
        {
          intent: 'disable',
          label: 'Disable it with whatever it started',
          scoreAfter: scoreIf(facts, { status: identityStatuses.indexOf('disabled') }),
          parameters: {},
        },
        { intent: 'delete', label: 'Delete it', scoreAfter: 0, parameters: {} },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'its parent is disabled', facts: { ghost: 1 }, severity: 'high' },
      { what: 'the same at tier 0', facts: { ghost: 1, tier: 0, knownTier: 0 }, severity: 'critical' },
      { what: 'the same, bound and short-lived', facts: { ghost: 1, bound: 1, lifetime: 300 }, severity: 'medium' },
    ],
    clean: [
      { what: 'its parent is there, or it has none', facts: {} },
      { what: 'disabled with its parent', facts: { ghost: 1, status: 1 } },
      { what: 'it is built into the product', facts: { ghost: 1, builtIn: 1 } },
    ],
  },
};
