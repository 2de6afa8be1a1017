import type { Facts } from '#engine/inventory/facts.ts';
import { standings } from '#engine/inventory/facts.ts';
import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule, RuleContext } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { someOf } from '#engine/posture/words.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';

const justInTime = standings.indexOf('jit');

function isSweeping(identity: Identity, grant: Grant, scope: GrantedScope, { classify }: RuleContext): boolean {
  const api = scope.api === '' ? grant.resource : scope.api;
  const { tier, verb, classified } = classify(identity.tenant.vendor, api, scope.name);
  return (tier === 0 && classified) || verb === 'wildcard';
}

/** Granted per task is a justification; a wildcard over harmless things is no takeover. */
const isJustified = ({ standing, knownTier }: Facts): boolean => standing === justInTime || knownTier > 1;

export const sweeping: Rule = {
  id: 'NHI5a',
  pack: 'owasp',
  owasp: 'NHI5',
  title: 'Sweeping rights: tier 0 or a wildcard',
  why: 'Whoever takes this identity over can take over the tenant, or everything that one API offers.',
  references: ['OWASP NHI5:2025 Overprivileged NHI'],
  severity: 'critical',
  flags(facts) {
    if (!isActionable(facts) || (facts.knownTier !== 0 && facts.wildcard !== 1)) return null;
    return isJustified(facts) ? 'high' : 'critical';
  },
  // What was weighed already weighs no second time.
  scaledBy(facts) {
    if (facts.knownTier !== 0 || !isJustified(facts)) return facts;
    const { customers, reach, bound, lifetime } = facts;
    return { customers, reach, bound, lifetime, knownTier: 1 };
  },
  graded: (facts) =>
    facts.standing === justInTime ? 'its rights are granted per task' : 'the wildcard is over nothing sensitive',
  explain(identity, facts, context) {
    const found = identity.grants.flatMap((grant) =>
      grant.scopes.filter((scope) => isSweeping(identity, grant, scope, context)).map((scope) => ({ grant, scope })),
    );
    const names = [...new Set(found.map(({ scope }) => scope.name))];
    const change = narrowed(identity, facts, context, (scope, grant) => !isSweeping(identity, grant, scope, context));
    return {
      title: `${identity.name} holds ${someOf(names)}`,
      evidence: found.slice(0, 10).map(({ grant, scope }) => ({
        label: scope.name,
        value: scope.api === '' ? grant.resource : scope.api,
        ref: `grant:${grant.id}`,
      })),
      fixes: [
        {
          intent: 'rescope',
          label: names.length === 1 ? `Take ${someOf(names)} away` : `Take ${names.length} sweeping scopes away`,
          scoreAfter: context.scoreIf(facts, change),
          parameters: { remove: names },
        },
      ],
    };
  },
  examples: {
    flagged: [
      { what: 'may administer the tenant', facts: { tier: 0, knownTier: 0 }, severity: 'critical' },
      { what: 'holds all that an API offers', facts: { tier: 1, knownTier: 1, wildcard: 1 }, severity: 'critical' },
      {
        what: 'tier 0, but granted per task',
        facts: { tier: 0, knownTier: 0, standing: justInTime },
        severity: 'high',
      },
    ],
    clean: [
      { what: 'reads harmless things', facts: {} },
      { what: 'a scope that nobody classified', facts: { tier: 0, knownTier: 3, classified: 0 } },
      { what: 'a built-in client', facts: { tier: 0, knownTier: 0, builtIn: 1 } },
    ],
  },
};
