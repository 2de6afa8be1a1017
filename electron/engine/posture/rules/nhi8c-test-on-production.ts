import { isOnProduction } from '#engine/inventory/environments.ts';
import { narrowed } from '#engine/posture/narrowed.ts';
import type { Rule } from '#engine/posture/rule.ts';
import { isActionable } from '#engine/posture/severity.ts';
import { someOf } from '#engine/posture/words.ts';
import { isUnknown } from '#shared/model/fact.ts';

export const testOnProduction: Rule = {
  id: 'NHI8c',
  pack: 'owasp',
  owasp: 'NHI8',
  title: 'Outside of production, with scopes of production',
  why: 'Secrets of test systems are shared, logged and forgotten, and this one opens production.',
  references: ['OWASP NHI8:2025 Environment Isolation'],
  severity: 'high',
  flags(facts) {
    return isActionable(facts) && facts.productionScopes > 0 ? 'high' : null;
  },
  explain(identity, facts, context) {
    const held = identity.grants.flatMap((grant) =>
      grant.scopes.filter((scope) => isOnProduction(identity, grant, scope)).map((scope) => ({ grant, scope })),
    );
    const names = [...new Set(held.map(({ scope }) => scope.name))];
    const environment = isUnknown(identity.environment) ? 'unknown' : identity.environment;
    const change = narrowed(identity, facts, context, (scope, grant) => !isOnProduction(identity, grant, scope));
    return {
      title: `${identity.name} is of ${environment} and holds ${names.length === 0 ? 'scopes' : someOf(names)} on production`,
      evidence: [
        { label: 'Environment on record', value: environment, ref: 'environment' },
        ...held.slice(0, 10).map(({ grant, scope }) => ({
          label: scope.name,
          value: scope.api === '' ? grant.resource : scope.api,
          ref: `grant:${grant.id}`,
        })),
      ],
      fixes: [
        {
          intent: 'rescope',
          label: 'Take the scopes of production away; production gets an identity of its own',
          scoreAfter: context.scoreIf(facts, change),
          parameters: { remove: names },
        },
      ],
    };
  },
  examples: {
    flagged: [
      {
        what: 'a test client with two scopes of production',
        facts: { production: 0, productionScopes: 2 },
        severity: 'high',
      },
      {
        what: 'the same at tier 0',
        facts: { production: 0, productionScopes: 1, tier: 0, knownTier: 0 },
        severity: 'critical',
      },
      {
        what: 'the same, bound and short-lived',
        facts: { production: 0, productionScopes: 1, bound: 1, lifetime: 300 },
        severity: 'medium',
      },
    ],
    clean: [
      { what: 'it is of production', facts: { productionScopes: 0 } },
      { what: 'nobody says where it belongs', facts: { production: Number.NaN, productionScopes: Number.NaN } },
      { what: 'disabled already', facts: { production: 0, productionScopes: 2, status: 1 } },
    ],
  },
};
